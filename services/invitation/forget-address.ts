import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { invitations } from '#db/schema/tenant.ts';

/** Invitations to an address keep who invited whom when, without the address; one that is open is withdrawn. */
export const forgetInvited = async (
  tx: Transaction,
  { tenantId, email, address, now }: { tenantId: string; email: string; address: string; now: number },
): Promise<void> => {
  const there = and(eq(invitations.tenantId, tenantId), eq(invitations.email, email));
  await tx
    .update(invitations)
    .set({ state: 'withdrawn', settledAt: now })
    .where(and(there, eq(invitations.state, 'open')));
  await tx.update(invitations).set({ email: address }).where(there);
};
