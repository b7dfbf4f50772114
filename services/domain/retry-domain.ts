import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { domains } from '#db/schema/tenant.ts';

/** A domain whose records are waited for is looked at now; false when nothing is waited for any more. The caller wakes. */
export const retryDomain = async (
  tx: Transaction,
  { tenantId, id, now }: { tenantId: string; id: string; now: number },
): Promise<boolean> => {
  const changed = await tx
    .update(domains)
    .set({ tryAt: now })
    .where(
      and(eq(domains.tenantId, tenantId), eq(domains.id, id), inArray(domains.state, ['pending', 'failing'])),
    )
    .returning({ id: domains.id });
  return changed.length > 0;
};
