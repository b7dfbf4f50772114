import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { BrandingInput } from '#contracts/tenant/branding.ts';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { type BasedOn, requireVersion } from '#services/version.ts';
import { lockTenant } from '../lock-tenant.ts';
import { type BrandingView, presentBranding } from './present-branding.ts';

/**
 * Changes what pages and mails of the caller's organisation say and show of it, but for the logo; `precondition_failed` when somebody
 * else was faster. Names stand in no record: they may be a person's.
 */
export const replaceBranding = async (
  ctx: ServiceContext,
  { basedOn, fields }: { basedOn: BasedOn; fields: z.output<typeof BrandingInput> },
): Promise<BrandingView> => {
  requirePermission(ctx, 'branding.write');
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const before = await lockTenant(tx, ctx.tenantId);
    requireVersion(basedOn, before.brandingVersion, 'branding');
    const after = { ...before, ...fields, brandingVersion: before.brandingVersion + 1 };
    await tx
      .update(tenants)
      .set({ ...fields, brandingVersion: after.brandingVersion })
      .where(eq(tenants.id, ctx.tenantId));
    await audit(tx, ctx, {
      action: 'tenant.replace_branding',
      targetKind: 'tenant',
      targetId: ctx.tenantId,
      before: { locale: before.locale, accent: before.accent },
      after: {
        locale: after.locale,
        accent: after.accent,
        isRenamed: after.name !== before.name,
        hasNewSender: after.senderName !== before.senderName,
      },
    });
    return presentBranding(after);
  });
};
