import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { supportViews } from '#db/schema/installation.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import type { SupportEnd } from '#domain/support/types.ts';
import type { Identity } from '#services/account/identity.ts';
import { type AuditContext, audit } from '#services/audit.ts';
import { requireOperator } from '#services/authorize.ts';
import type { OperatorContext, ServiceContext } from '#services/context.ts';
import { readSupportView } from './find-support-view.ts';

type Key = { tenantId: string; id: string };

/** Ends a view once, and records it in its tenant's log; whoever comes later changes nothing. */
export const endView = async (
  tx: Transaction,
  ctx: AuditContext,
  { id, how }: { id: string; how: SupportEnd },
): Promise<void> => {
  const { tenantId } = ctx;
  const [row] = await tx
    .update(supportViews)
    .set({ ended: how, endedAt: ctx.now() })
    .where(and(eq(supportViews.tenantId, tenantId), eq(supportViews.id, id), isNull(supportViews.ended)))
    .returning({ reason: supportViews.reason });
  if (row === undefined) return;
  await audit(tx, ctx, {
    action: 'support_view.end',
    targetKind: 'support_view',
    targetId: id,
    after: { how },
    reason: row.reason,
  });
  wake(tx, { tenantId, kind: 'support', subjectId: id });
};

/** Of no tenant yet: each view says which. */
type EndContext = Omit<ServiceContext, 'tenantId'>;

const endIn = (ctx: EndContext, { tenantId, id }: Key, how: SupportEnd): Promise<void> => {
  requireOperator(ctx);
  return withTenant(ctx.db, tenantId, (tx) => endView(tx, { ...ctx, tenantId }, { id, how }));
};

/** Ends the view that the caller's sign-in looks through, if there is one: it acts as itself again. */
export const leaveSupportView = async (
  ctx: OperatorContext,
  identity: Pick<Identity, 'lookThrough'>,
  { signInId, supportViewId }: { signInId: string; supportViewId: string | null },
): Promise<void> => {
  requireOperator(ctx);
  if (supportViewId === null) return;
  const view = await readSupportView(ctx.db, supportViewId);
  if (view !== null && view.signInId === signInId) await endIn(ctx, view, 'left');
  await identity.lookThrough(signInId, null);
};

/** The views that an identity has open: all, or those of some of its sign-ins. */
const openViewsOf = (
  ctx: EndContext,
  { userId, signInIds }: { userId: string; signInIds?: readonly string[] },
): Promise<Key[]> => {
  const ofSignIns = signInIds === undefined ? undefined : inArray(supportViews.signInId, [...signInIds]);
  return withRoutingKey(ctx.db, userId, (tx) =>
    tx
      .select({ tenantId: supportViews.tenantId, id: supportViews.id })
      .from(supportViews)
      .where(and(eq(supportViews.userId, userId), isNull(supportViews.ended), ofSignIns)),
  );
};

/** These sign-ins have ended, and so has whatever they looked through. */
export const endWithSignIns = async (
  ctx: EndContext,
  of: { userId: string; signInIds: readonly string[] },
): Promise<void> => {
  requireOperator(ctx);
  if (of.signInIds.length === 0) return;
  for (const view of await openViewsOf(ctx, of)) await endIn(ctx, view, 'signed_out');
};

/** Ends whatever somebody looks at who is no operator any more. */
export const endViewsOf = async (ctx: EndContext, userId: string): Promise<void> => {
  requireOperator(ctx);
  for (const view of await openViewsOf(ctx, { userId })) await endIn(ctx, view, 'withdrawn');
};
