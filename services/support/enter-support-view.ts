import { supportViews } from '#db/schema/installation.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { AppError } from '#domain/errors.ts';
import { supportViewMs } from '#domain/support/types.ts';
import type { Identity } from '#services/account/identity.ts';
import { audit } from '#services/audit.ts';
import { requireOperator } from '#services/authorize.ts';
import type { OperatorContext } from '#services/context.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import { lockTenant } from '#services/tenant/lock-tenant.ts';
import { leaveSupportView } from './end-support-view.ts';
import { findOpenView, type SupportView } from './find-support-view.ts';

const present = ({ id, reason, endsAt }: Pick<SupportView, 'id' | 'reason' | 'endsAt'>) => ({
  id,
  reason,
  endsAt: new Date(endsAt).toISOString(),
});

/**
 * Lets the caller's sign-in look at the context's tenant, for half an hour; its owners are told. Another view of it ends; one of the same tenant that
 * is open goes on as it is. `not_found` for a tenant that is none.
 */
export const enterSupportView = async (
  ctx: OperatorContext,
  identity: Pick<Identity, 'lookThrough'>,
  { reason, before }: { reason: string; before: string | null },
) => {
  const actor = requireOperator(ctx);
  if (actor.kind !== 'operator' || actor.signInId === undefined)
    throw new AppError('forbidden', 'Only an operator who has signed in can look at an organisation.');
  const { userId, email, signInId } = actor;
  const { tenantId } = ctx;
  const now = ctx.now();
  const open = before === null ? null : await findOpenView(ctx.db, { id: before, signInId, now });
  if (open !== null && open.view.tenantId === tenantId) return present(open.view);
  await leaveSupportView(ctx, identity, { signInId, supportViewId: before });
  const id = ctx.newId('supportView');
  const view = { id, userId, signInId, reason, startedAt: now, endsAt: now + supportViewMs };
  await withTenant(ctx.db, tenantId, async (tx) => {
    await lockTenant(tx, tenantId);
    await tx.insert(supportViews).values({ tenantId, ...view });
    await audit(tx, ctx, {
      action: 'support_view.enter',
      targetKind: 'support_view',
      targetId: id,
      after: { endsAt: new Date(view.endsAt).toISOString() },
      reason,
    });
    await oweNotifications(tx, [
      {
        tenantId,
        subjectKind: 'tenant',
        subjectId: tenantId,
        template: 'support_view_entered',
        key: `support_view_entered/${id}`,
        details: { support: { userId, email, reason, endsAt: view.endsAt } },
        dueAt: now,
        createdAt: now,
      },
    ]);
    wake(tx, { tenantId, kind: 'notify', subjectId: tenantId });
    wake(tx, { tenantId, kind: 'support', subjectId: id });
  });
  await identity.lookThrough(signInId, id);
  return present(view);
};
