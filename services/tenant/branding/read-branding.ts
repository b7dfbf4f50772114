import { eq } from 'drizzle-orm';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { type BrandingView, presentBranding } from './present-branding.ts';

/** What pages and mails of the caller's organisation say and show of it. */
export const readBranding = async (ctx: ServiceContext): Promise<BrandingView> => {
  requireAccess(ctx, 'branding.read');
  const [row] = await withTenant(ctx.db, ctx.tenantId, (tx) =>
    tx.select().from(tenants).where(eq(tenants.id, ctx.tenantId)),
  );
  if (row === undefined) throw new Error('a tenant without a row');
  return presentBranding(row);
};
