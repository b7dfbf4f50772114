import { eq } from 'drizzle-orm';
import { logos } from '#db/schema/installation.ts';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockTenant } from '../lock-tenant.ts';
import { type BrandingView, presentBranding } from './present-branding.ts';

/** Takes the logo of the caller's organisation away; without one nothing changes. */
export const removeLogo = async (ctx: ServiceContext): Promise<BrandingView> => {
  requirePermission(ctx, 'branding.write');
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const before = await lockTenant(tx, ctx.tenantId);
    if (before.logo === null) return presentBranding(before);
    await tx.delete(logos).where(eq(logos.tenantId, ctx.tenantId));
    await tx.update(tenants).set({ logo: null }).where(eq(tenants.id, ctx.tenantId));
    await audit(tx, ctx, { action: 'tenant.remove_logo', targetKind: 'tenant', targetId: ctx.tenantId });
    return presentBranding({ ...before, logo: null });
  });
};
