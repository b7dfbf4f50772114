import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { subscriptions } from '#db/schema/installation.ts';
import { wake } from '#db/wakeups.ts';

/** There are more or fewer members: whoever pays for seats pays for another number of them. */
export const followSeats = async (tx: Transaction, tenantId: string): Promise<void> => {
  const paid = await tx.$count(subscriptions, eq(subscriptions.tenantId, tenantId));
  if (paid > 0) wake(tx, { tenantId, kind: 'subscription', subjectId: tenantId });
};
