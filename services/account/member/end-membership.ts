import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import type { AuditAction } from '#domain/audit/actions.ts';
import type { DepartureKind } from '#domain/departure/types.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { followSeats } from '#services/plan/follow-seats.ts';
import { requireRoom } from '#services/plan/require-room.ts';
import { type MemberView, viewMember } from './list-members.ts';
import { lockMember, refuseLastOwner, requireManages } from './lock-member.ts';
import { settleFrozen } from './settle-frozen.ts';

const actions: Readonly<Record<DepartureKind, AuditAction>> = {
  deactivate: 'member.deactivate',
  remove: 'member.remove',
  leave: 'member.leave',
};

/**
 * Ends a membership, or lets it rest, in the caller's transaction: they cannot act here from their next request on.
 * Owners and admins end that of others, everybody their own. `last_owner` when the organisation would have no owner.
 */
export const endMembership = async (
  tx: Transaction,
  ctx: ServiceContext,
  { memberId, kind }: { memberId: string; kind: DepartureKind },
): Promise<void> => {
  const by = requirePermission(ctx, kind === 'leave' ? 'account.write' : 'members.write');
  const member = await lockMember(tx, ctx.tenantId, memberId);
  if ((kind === 'leave') !== (memberId === by.memberId))
    throw new AppError('forbidden', 'Leave the organisation to end your own membership.');
  if (kind !== 'leave') requireManages(by, member);
  await refuseLastOwner(tx, member);
  await tx
    .update(members)
    .set({ isActive: false, frozenAt: null, ...(kind === 'deactivate' ? {} : { removedAt: ctx.now() }) })
    .where(and(eq(members.tenantId, ctx.tenantId), eq(members.id, memberId)));
  await followSeats(tx, ctx.tenantId);
  await audit(tx, ctx, {
    action: actions[kind],
    targetKind: 'member',
    targetId: memberId,
    before: { role: member.role, isActive: member.isActive },
  });
  await settleFrozen(tx, ctx);
};

/** Lets a deactivated member act here again; bookings and links stay where they went. One who is active is answered as they are. */
export const reactivateMember = async (
  ctx: ServiceContext,
  { memberId }: { memberId: string },
): Promise<MemberView> => {
  const by = requirePermission(ctx, 'members.write');
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const member = await lockMember(tx, ctx.tenantId, memberId);
    requireManages(by, member);
    if (!member.isActive) {
      await requireRoom(tx, ctx, { name: 'members' });
      await tx
        .update(members)
        .set({ isActive: true })
        .where(and(eq(members.tenantId, ctx.tenantId), eq(members.id, memberId)));
      await followSeats(tx, ctx.tenantId);
      await audit(tx, ctx, { action: 'member.reactivate', targetKind: 'member', targetId: memberId });
    }
    return viewMember(tx, ctx.tenantId, memberId);
  });
};
