import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { subscriptions } from '#db/schema/installation.ts';
import { wake } from '#db/wakeups.ts';
import { isOf } from './load-subscription.ts';

type Change = Partial<typeof subscriptions.$inferInsert>;

/**
 * The vendor is asked about a subscription at once instead of when it would be, and once more should it be asked at this moment.
 * Answers whether there is one.
 */
export const askSoon = async (
  tx: Transaction,
  { tenantId, now }: { tenantId: string; now: number },
  change: Change = {},
): Promise<boolean> => {
  const asked = await tx
    .update(subscriptions)
    .set({ ...change, askAt: now, hints: sql`${subscriptions.hints} + 1` })
    .where(isOf(tenantId))
    .returning({ tenantId: subscriptions.tenantId });
  if (asked.length > 0) wake(tx, { tenantId, kind: 'subscription', subjectId: tenantId });
  return asked.length > 0;
};
