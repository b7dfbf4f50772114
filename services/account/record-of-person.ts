import { withTenant } from '#db/tenant.ts';
import type { AuditAction } from '#domain/audit/actions.ts';
import { isSignInChange } from '#domain/sign-in/changes.ts';
import { audit } from '#services/audit.ts';
import { type MemberActor, requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { personOf } from './person-of.ts';
import { tellSignInChange } from './sign-in/tell-sign-in-change.ts';

/** A member and the sign-in they act under. */
export type SignedInActor = MemberActor & { sessionId: string };

/** The caller, who may change their own account and does so under a sign-in of their own. */
export const requireSignIn = (ctx: ServiceContext): SignedInActor => {
  const actor = requirePermission(ctx, 'account.write');
  const { sessionId } = actor;
  if (sessionId === undefined) throw new Error('a member acts under a sign-in');
  return { ...actor, sessionId };
};

/** Writes down what the caller has changed about how they sign in, and has them told of it. */
export const recordOfPerson = async (
  ctx: ServiceContext,
  action: AuditAction,
  after?: Record<string, unknown>,
): Promise<void> => {
  const { memberId } = requireSignIn(ctx);
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const targetId = await personOf(tx, ctx.tenantId, memberId);
    await audit(tx, ctx, {
      action,
      targetKind: 'person',
      targetId,
      ...(after === undefined ? {} : { after }),
    });
    const change = action.slice('person.'.length);
    if (isSignInChange(change))
      await tellSignInChange(tx, ctx, { tenantId: ctx.tenantId, personId: targetId, change });
  });
};
