import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { tenantDeletions, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import type { AuditAction } from '#domain/audit/actions.ts';
import { AppError } from '#domain/errors.ts';
import type { TenantState } from '#domain/tenant/types.ts';
import { audit } from '#services/audit.ts';
import { requireOperator } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockTenant } from './lock-tenant.ts';

type Change = { from: TenantState; to: TenantState; action: AuditAction; reason: string };

/** Puts a tenant into a state, whoever has decided that; the caller holds its lock. */
export const setTenantState = async (
  tx: Transaction,
  { tenantId, now }: Pick<ServiceContext, 'tenantId' | 'now'>,
  { state, reason }: { state: TenantState; reason: string | null },
): Promise<void> => {
  await tx
    .update(tenants)
    .set({ state, stateAt: now(), stateReason: reason })
    .where(eq(tenants.id, tenantId));
};

/** `invalid_tenant_state` unless the tenant is in the state that the change begins with. */
const changeState = async (ctx: ServiceContext, { from, to, action, reason }: Change): Promise<void> => {
  requireOperator(ctx);
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const { state } = await lockTenant(tx, ctx.tenantId);
    if (state !== from)
      throw new AppError('invalid_tenant_state', `The organisation is ${state}, not ${from}.`);
    // Calling the deletion off is what resumes it then.
    if ((await tx.$count(tenantDeletions, eq(tenantDeletions.tenantId, ctx.tenantId))) > 0)
      throw new AppError('invalid_tenant_state', 'The organisation is to be deleted.');
    await setTenantState(tx, ctx, { state: to, reason: to === 'active' ? null : reason });
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
