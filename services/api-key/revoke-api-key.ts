import { and, eq } from 'drizzle-orm';
import { apiKeys } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockKey } from './present-key.ts';

/** Ends a key for good, from the next request on and in all processes. One that was revoked before stays as it is. */
export const revokeApiKey = async (ctx: ServiceContext, input: { apiKeyId: string }): Promise<void> => {
  requirePermission(ctx, 'api_keys.write');
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const { id, revokedAt } = await lockKey(tx, ctx, input.apiKeyId, 'end');
    if (revokedAt !== null) return;
    await tx
      .update(apiKeys)
      .set({ revokedAt: ctx.now(), formerHash: null, formerUntil: null })
      .where(and(eq(apiKeys.tenantId, ctx.tenantId), eq(apiKeys.id, id)));
    await audit(tx, ctx, { action: 'api_key.revoke', targetKind: 'api_key', targetId: id });
  });
};
