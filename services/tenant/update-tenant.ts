import { eq } from 'drizzle-orm';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { takeTenantHandle } from '#services/account/take-tenant-handle.ts';
import { audit } from '#services/audit.ts';
import { requireOperator } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockTenant } from './lock-tenant.ts';

export type TenantPatch = {
  name?: string | undefined;
  locale?: 'en' | 'vi' | undefined;
  timeZone?: string | undefined;
  /** Its first public name. */
  handle?: string | undefined;
};

/** Changes what pages and mails say of a tenant; `handle_taken` when it cannot have the public name. Its name stands in no record: it may be a person's. */
export const updateTenant = async (ctx: ServiceContext, patch: TenantPatch): Promise<void> => {
  requireOperator(ctx);
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const before = await lockTenant(tx, ctx.tenantId);
    const { name, handle, locale = before.locale, timeZone = before.timeZone } = patch;
    await tx
      .update(tenants)
      .set({
        name: name ?? before.name,
        locale,
        timeZone,
        brandingVersion: before.brandingVersion + 1,
      })
      .where(eq(tenants.id, ctx.tenantId));
    if (handle !== undefined) await takeTenantHandle(tx, ctx.tenantId, handle);
    await audit(tx, ctx, {
      action: 'tenant.update',
      targetKind: 'tenant',
      targetId: ctx.tenantId,
      before: { locale: before.locale, timeZone: before.timeZone },
      after: {
        locale,
        timeZone,
        isRenamed: name !== undefined && name !== before.name,
        hasNewHandle: handle !== undefined,
      },
    });
  });
};
