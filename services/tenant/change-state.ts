import { eq } from 'drizzle-orm';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import type { AuditAction } from '#domain/audit/actions.ts';
import { AppError } from '#domain/errors.ts';
import type { TenantState } from '#domain/tenant/types.ts';
import { audit } from '#services/audit.ts';
import { requireOperator } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockTenant } from './lock-tenant.ts';

type Change = { from: TenantState; to: TenantState; action: AuditAction; reason: string };

/** `invalid_tenant_state` unless the tenant is in the state that the change begins with. */
const changeState = async (ctx: ServiceContext, { from, to, action, reason }: Change): Promise<void> => {
  requireOperator(ctx);
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const { state } = await lockTenant(tx, ctx.tenantId);
    if (state !== from)
      throw new AppError('invalid_tenant_state', `The organisation is ${state}, not ${from}.`);
    await tx
      .update(tenants)
      .set({ state: to, stateAt: ctx.now(), stateReason: to === 'active' ? null : reason })
      .where(eq(tenants.id, ctx.tenantId));
    await audit(tx, ctx, {
      action,
      targetKind: 'tenant',
      targetId: ctx.tenantId,
      before: { state },
      after: { state: to },
      reason,
    });
  });
};

/**
 * Stops a tenant, in all processes with the next request: its pages take no bookings and its members change nothing. What was
 * booked goes on: guests see and cancel it, mails are sent and calendars are kept.
 */
export const suspendTenant = (ctx: ServiceContext, { reason }: { reason: string }): Promise<void> =>
  changeState(ctx, { from: 'active', to: 'suspended', action: 'tenant.suspend', reason });

/** Ends the suspension of a tenant. */
export const resumeTenant = (ctx: ServiceContext, { reason }: { reason: string }): Promise<void> =>
  changeState(ctx, { from: 'suspended', to: 'active', action: 'tenant.resume', reason });
