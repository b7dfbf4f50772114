import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { type MemberView, viewMember } from './list-members.ts';
import { lockMember, type MemberRow, requireManages } from './lock-member.ts';
import { writeFrozen } from './settle-frozen.ts';

/** Whoever gives their place up: somebody who has one and can lose it. */
const lockGiver = async (tx: Transaction, tenantId: string, memberId: string): Promise<MemberRow> => {
  const [row] = await tx
    .select()
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.id, memberId), eq(members.isActive, true)))
    .for('update');
  if (row === undefined || row.frozenAt !== null || row.role === 'owner')
    throw new AppError('invalid_request', 'This member has no place to give up.', {
      errors: [
        { pointer: '/insteadOf', message: 'must be an active member who is neither frozen nor an owner' },
      ],
    });
  return row;
};

/**
 * Ends that a member is frozen, and freezes another one instead, so that the plan allows as many as before. Somebody who is not frozen is
 * answered as they are. `forbidden` for somebody above the caller, `not_found` for no member, `invalid_request` for an
 * `insteadOf` who has no place to give up.
 */
export const unfreezeMember = async (
  ctx: ServiceContext,
  { memberId, insteadOf }: { memberId: string; insteadOf: string },
): Promise<MemberView> => {
  const by = requirePermission(ctx, 'members.write');
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const member = await lockMember(tx, ctx.tenantId, memberId);
    requireManages(by, member);
    if (member.frozenAt !== null) {
      requireManages(by, await lockGiver(tx, ctx.tenantId, insteadOf));
      await writeFrozen(tx, ctx, [
        { memberId: insteadOf, isFrozen: true },
        { memberId, isFrozen: false },
      ]);
    }
    return viewMember(tx, ctx.tenantId, memberId);
  });
};
