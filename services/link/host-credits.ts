import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { linkHosts } from '#db/schema/link.ts';
import type { CreditChange } from '#domain/assignment/model.ts';

/** Adds to the round-robin credits of a link's hosts, always in the same order of hosts. */
export const addCredits = async (
  tx: Transaction,
  { tenantId, linkId }: { tenantId: string; linkId: string },
  changes: readonly CreditChange[],
): Promise<void> => {
  for (const { hostId, change } of [...changes].toSorted((a, b) => (a.hostId < b.hostId ? -1 : 1)))
    await tx
      .update(linkHosts)
      .set({ credit: sql`${linkHosts.credit} + ${change}` })
      .where(
        and(eq(linkHosts.tenantId, tenantId), eq(linkHosts.linkId, linkId), eq(linkHosts.memberId, hostId)),
      );
};
