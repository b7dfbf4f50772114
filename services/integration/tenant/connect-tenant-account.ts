import { eq } from 'drizzle-orm';
import { integrations } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { type IntegrationInput, saveIntegration } from '#services/integration/save-integration.ts';
import type { SecretBox } from '#services/secrets.ts';
import { type TenantIntegrationView, viewTenantIntegration } from './list-tenant-integrations.ts';

/**
 * Keeps an account of the organisation, which the caller has tried, with its credentials sealed. The same account again
 * gets the new credentials; from now on it is the one that serves its capability.
 */
export const connectTenantAccount = async (
  ctx: ServiceContext,
  box: SecretBox,
  input: IntegrationInput,
): Promise<TenantIntegrationView> => {
  requirePermission(ctx, 'tenant_integrations.write');
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const id = await saveIntegration(tx, ctx, box, input);
    const [row] = await tx.select().from(integrations).where(eq(integrations.id, id));
    if (row === undefined) throw new Error('the account was not saved');
    return viewTenantIntegration({ integration: row, memberName: null });
  });
};
