import { eq } from 'drizzle-orm';
import { tenants } from '#db/schema/tenant.ts';
import { withOperators } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { requireOperator } from '#services/authorize.ts';
import type { OperatorContext } from '#services/context.ts';
import { presentTenant, selectTenants, type TenantView } from './present-tenant.ts';

/** One tenant of the installation, the context's. */
export const readTenant = async (ctx: OperatorContext): Promise<TenantView> => {
  requireOperator(ctx);
  const [row] = await withOperators(ctx.ops, (tx) => selectTenants(tx).where(eq(tenants.id, ctx.tenantId)));
  if (row === undefined) throw new AppError('not_found', 'There is no such organisation.');
  return presentTenant(row);
};
