import { and, eq } from 'drizzle-orm';
import { apiKeys } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { type ApiKeyView, lockKey, viewKey } from './present-key.ts';

/** Gives a key another name; what it may and how long stays as it was made. */
export const updateApiKey = async (
  ctx: ServiceContext,
  input: { apiKeyId: string; name?: string | undefined },
): Promise<ApiKeyView> => {
  requirePermission(ctx, 'api_keys.write');
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const { id, name } = await lockKey(tx, ctx, input.apiKeyId, 'change');
    await tx
      .update(apiKeys)
      .set({ name: input.name ?? name })
      .where(and(eq(apiKeys.tenantId, ctx.tenantId), eq(apiKeys.id, id)));
    await audit(tx, ctx, { action: 'api_key.update', targetKind: 'api_key', targetId: id });
    return viewKey(tx, ctx, id);
  });
};
