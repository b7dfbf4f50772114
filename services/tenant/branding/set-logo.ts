import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { logos } from '#db/schema/installation.ts';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockTenant } from '../lock-tenant.ts';
import { encodeLogo } from './encode-logo.ts';
import { type BrandingView, presentBranding } from './present-branding.ts';

/** Gives the caller's organisation another logo; `invalid_request` names what is wrong with the image (base64). */
export const setLogo = async (ctx: ServiceContext, image: string): Promise<BrandingView> => {
  requirePermission(ctx, 'branding.write');
  const { content, width, height } = await encodeLogo(Buffer.from(image, 'base64'));
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 22);
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const before = await lockTenant(tx, ctx.tenantId);
    const logo = { hash, width, height };
    await tx
      .insert(logos)
      .values({ tenantId: ctx.tenantId, content, hash })
      .onConflictDoUpdate({ target: logos.tenantId, set: { content, hash } });
    await tx.update(tenants).set({ logo }).where(eq(tenants.id, ctx.tenantId));
    await audit(tx, ctx, { action: 'tenant.set_logo', targetKind: 'tenant', targetId: ctx.tenantId });
    return presentBranding({ ...before, logo });
  });
};
