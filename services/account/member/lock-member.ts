import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { members, tenants } from '#db/schema/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { mayManage } from '#domain/member/roles.ts';
import type { MemberActor } from '#services/authorize.ts';

export type MemberRow = typeof members.$inferSelect;

/** Who belongs to an organisation, and what its plan is, stays as it is until the transaction ends. */
export const lockMembers = async (tx: Transaction, tenantId: string): Promise<void> => {
  await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for('no key update');
};

/**
 * A member whom the caller is about to change. Who belongs to an organisation and as what changes one after another, so that
 * two owners who leave at once do not leave it without one. `not_found` for somebody who is no member.
 */
export const lockMember = async (tx: Transaction, tenantId: string, memberId: string): Promise<MemberRow> => {
  await lockMembers(tx, tenantId);
  const [row] = await tx
    .select()
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.id, memberId), isNull(members.removedAt)))
    .for('update');
  if (row === undefined) throw new AppError('not_found', 'There is no such member.');
  return row;
};

/** Nobody changes somebody above them. */
export const requireManages = (by: MemberActor, member: MemberRow): void => {
  if (!mayManage(by.role, member.role)) throw new AppError('forbidden', 'This member is above you.');
};

/** Whether an organisation would be without an owner if this member went; sure only under the lock of `lockMember`. */
export const isLastOwner = async (
  tx: Transaction,
  member: Pick<MemberRow, 'tenantId' | 'id' | 'role' | 'isActive'>,
): Promise<boolean> => {
  if (member.role !== 'owner' || !member.isActive) return false;
  const [other] = await tx
    .select({ id: members.id })
    .from(members)
    .where(
      and(
        eq(members.tenantId, member.tenantId),
        eq(members.role, 'owner'),
        eq(members.isActive, true),
        ne(members.id, member.id),
      ),
    )
    .limit(1);
  return other === undefined;
};

/** Throws `last_owner` when nobody else is an owner; the caller holds the lock of `lockMember`. */
export const refuseLastOwner = async (tx: Transaction, member: MemberRow): Promise<void> => {
  if (await isLastOwner(tx, member))
    throw new AppError('last_owner', 'Make somebody else an owner of the organisation first.');
};
