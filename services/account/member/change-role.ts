import { and, eq } from 'drizzle-orm';
import { members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { mayGive } from '#domain/member/roles.ts';
import type { MemberRole } from '#domain/member/types.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { type MemberView, viewMember } from './list-members.ts';
import { lockMember, refuseLastOwner, requireManages } from './lock-member.ts';
import { settleFrozen } from './settle-frozen.ts';

/**
 * Gives a member another role; each request asks for it anew. `forbidden` for a role above the caller's own and for somebody
 * above them, `last_owner` when the organisation would have no owner.
 */
export const changeMemberRole = async (
  ctx: ServiceContext,
  { memberId, role }: { memberId: string; role: MemberRole },
): Promise<MemberView> => {
  const by = requirePermission(ctx, 'members.write');
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const member = await lockMember(tx, ctx.tenantId, memberId);
    requireManages(by, member);
    if (!mayGive(by.role, role))
      throw new AppError('forbidden', 'This role is above your own.', {
        errors: [{ pointer: '/role', message: 'is above your own role' }],
      });
    if (role !== member.role) {
      await refuseLastOwner(tx, member);
      await tx
        .update(members)
        // An owner is never frozen.
        .set({ role, ...(role === 'owner' ? { frozenAt: null } : {}) })
        .where(and(eq(members.tenantId, ctx.tenantId), eq(members.id, memberId)));
      await audit(tx, ctx, {
        action: 'member.change_role',
        targetKind: 'member',
        targetId: memberId,
        before: { role: member.role },
        after: { role },
      });
      await settleFrozen(tx, ctx);
    }
    return viewMember(tx, ctx.tenantId, memberId);
  });
};
