import { and, eq } from 'drizzle-orm';
import { members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import type { Identity } from './identity.ts';
import { findMembership } from './memberships.ts';

/**
 * Lets the caller's sign-in act in another of their tenants from now on; later sign-ins begin there. Answers the context to
 * go on with. `not_found` for a tenant the caller is not an active member of, whether or not it exists.
 */
export const switchTenant = async (
  ctx: ServiceContext,
  identity: Pick<Identity, 'chooseTenant'>,
  tenantId: string,
): Promise<ServiceContext> => {
  const { userId, sessionId } = requirePermission(ctx, 'account.write');
  const membership = await findMembership(ctx.db, { userId, tenantId });
  if (membership === null || sessionId === undefined)
    throw new AppError('not_found', 'You are not a member of such an organisation.');
  const { memberId, role, name } = membership;
  const there: ServiceContext = {
    ...ctx,
    tenantId,
    actor: { kind: 'member', memberId, userId, role, name, sessionId },
  };
  await withTenant(ctx.db, tenantId, async (tx) => {
    await tx
      .update(members)
      .set({ chosenAt: ctx.now() })
      .where(and(eq(members.tenantId, tenantId), eq(members.id, memberId)));
    await audit(tx, there, { action: 'member.choose', targetKind: 'member', targetId: memberId });
  });
  await identity.chooseTenant(sessionId, tenantId);
  return there;
};
