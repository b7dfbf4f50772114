import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { tenantDeletions } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { AppError } from '#domain/errors.ts';
import { dueFrom } from '#domain/tenant-deletion/follow.ts';
import { audit } from '#services/audit.ts';
import { requireOperator } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import { setTenantState } from '#services/tenant/change-state.ts';
import { lockTenant } from '#services/tenant/lock-tenant.ts';

type Template = 'tenant_deletion_asked' | 'tenant_deletion_called_off';

/** Has the owners told, once for each deletion. */
const tell = async (
  tx: Transaction,
  { tenantId, now }: Pick<ServiceContext, 'tenantId' | 'now'>,
  { template, id }: { template: Template; id: string },
): Promise<void> => {
  const at = now();
  await oweNotifications(tx, [
    {
      tenantId,
      subjectKind: 'tenant',
      subjectId: tenantId,
      template,
      key: `${template}/${id}`,
      dueAt: at,
      createdAt: at,
    },
  ]);
  wake(tx, { tenantId, kind: 'notify', subjectId: tenantId });
};

/**
 * Owes that a tenant and everything in it is deleted after a time of grace, in which it is suspended. `invalid_request` unless its
 * name is given as it is, `invalid_tenant_state` when that is owed already.
 */
export const askTenantDeletion = async (
  ctx: ServiceContext,
  { name, reason }: { name: string; reason: string },
): Promise<void> => {
  const actor = requireOperator(ctx);
  const { tenantId } = ctx;
  await withTenant(ctx.db, tenantId, async (tx) => {
    const tenant = await lockTenant(tx, tenantId);
    if (name !== tenant.name)
      throw new AppError('invalid_request', 'This is not the name of the organisation.', {
        errors: [{ pointer: '/name', message: 'must be the name of the organisation' }],
      });
    const [now, id] = [ctx.now(), ctx.newId('tenantDeletion')];
    const [row] = await tx
      .insert(tenantDeletions)
      .values({
        tenantId,
        id,
        formerState: tenant.state,
        formerReason: tenant.stateReason,
        reason,
        askedBy: actor.kind === 'operator' ? actor.userId : actor.kind,
        askedAt: now,
        dueAt: dueFrom(now),
        tryAt: dueFrom(now),
      })
      .onConflictDoNothing()
      .returning({ id: tenantDeletions.id });
    if (row === undefined)
      throw new AppError('invalid_tenant_state', 'The organisation is to be deleted already.');
    await setTenantState(tx, ctx, { state: 'suspended', reason });
    await audit(tx, ctx, {
      action: 'tenant.ask_deletion',
      targetKind: 'tenant',
      targetId: tenantId,
      before: { state: tenant.state },
      after: { state: 'suspended', dueAt: new Date(dueFrom(now)).toISOString() },
      reason,
    });
    await tell(tx, ctx, { template: 'tenant_deletion_asked', id });
    wake(tx, { tenantId, kind: 'tenant-deletion', subjectId: id });
  });
};

/** Calls a deletion off while it waits; the tenant is as it was before. `invalid_tenant_state` when there is none, or it has begun. */
export const callOffTenantDeletion = async (
  ctx: ServiceContext,
  { reason }: { reason: string },
): Promise<void> => {
  requireOperator(ctx);
  const { tenantId } = ctx;
  await withTenant(ctx.db, tenantId, async (tx) => {
    await lockTenant(tx, tenantId);
    const waiting = and(eq(tenantDeletions.tenantId, tenantId), eq(tenantDeletions.state, 'waiting'));
    const [row] = await tx.delete(tenantDeletions).where(waiting).returning();
    if (row === undefined)
      throw new AppError('invalid_tenant_state', 'No deletion of the organisation can be called off.');
    const { id, formerState, formerReason } = row;
    await setTenantState(tx, ctx, { state: formerState, reason: formerReason });
    await audit(tx, ctx, {
      action: 'tenant.call_off_deletion',
      targetKind: 'tenant',
      targetId: tenantId,
      before: { state: 'suspended' },
      after: { state: formerState },
      reason,
    });
    await tell(tx, ctx, { template: 'tenant_deletion_called_off', id });
    wake(tx, { tenantId, kind: 'tenant-deletion', subjectId: id });
  });
};
