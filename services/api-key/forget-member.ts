import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { apiKeys } from '#db/schema/tenant.ts';

/** Keys of a member who is erased end and keep nothing of what they wrote. */
export const forgetKeys = async (
  tx: Transaction,
  { tenantId, memberId, now }: { tenantId: string; memberId: string; now: number },
): Promise<void> => {
  await tx
    .update(apiKeys)
    .set({
      name: '',
      lastUsedFrom: null,
      revokedAt: sql`coalesce(${apiKeys.revokedAt}, ${new Date(now).toISOString()}::timestamptz)`,
    })
    .where(and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.memberId, memberId)));
};
