import { and, eq } from 'drizzle-orm';
import { Handle } from '#contracts/fields.ts';
import { addMember, type NewMember } from '#db/add-member.ts';
import type { Transaction } from '#db/client.ts';
import { persons } from '#db/schema/person.ts';
import { members } from '#db/schema/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { handlesFor } from '#domain/member/handle.ts';
import type { MemberRole } from '#domain/member/types.ts';
import type { ServiceContext } from '#services/context.ts';
import { followSeats } from '#services/plan/follow-seats.ts';
import { requireRoom } from '#services/plan/require-room.ts';
import { lockMembers } from './lock-member.ts';

export type NewPerson = Exclude<NewMember['person'], string>;

/** Somebody whose membership ended comes back: with their public name, their links and their hours. */
const comeBack = async (
  tx: Transaction,
  key: { tenantId: string; memberId: string },
  { role, now }: { role: MemberRole; now: number },
): Promise<void> => {
  await tx
    .update(members)
    .set({ role, isActive: true, removedAt: null, chosenAt: now })
    .where(and(eq(members.tenantId, key.tenantId), eq(members.id, key.memberId)));
};

const formerMembership = async (tx: Transaction, tenantId: string, personId: string) => {
  const [row] = await tx
    .select({ id: members.id, removedAt: members.removedAt })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.personId, personId)))
    .for('update');
  return row;
};

/** How a new member's first schedule is to be written. */
export type Newcomer = { timeZone: string; locale: 'en' | 'vi' };

const readNewcomer = async (tx: Transaction, personId: string): Promise<Newcomer> => {
  const [row] = await tx
    .select({ timeZone: persons.timeZone, locale: persons.locale })
    .from(persons)
    .where(eq(persons.id, personId));
  if (row === undefined) throw new Error('a member has no person');
  return row;
};

/**
 * Makes a person, known or new, a member with that role and a public name made from theirs. Whoever was a member before
 * finds what they had, and is no `newcomer`. `already_member` for a member, active or not,
 * `plan_limit_reached` where the plan has no room for another one.
 */
export const enterTenant = async (
  tx: Transaction,
  ctx: Pick<ServiceContext, 'tenantId' | 'now' | 'newId'>,
  { person, role, name }: { person: string | NewPerson; role: MemberRole; name: string },
): Promise<{ memberId: string; newcomer: Newcomer | null }> => {
  const { tenantId } = ctx;
  const now = ctx.now();
  // A plan that shrinks meanwhile freezes whoever enters, too.
  await lockMembers(tx, tenantId);
  if (typeof person === 'string') {
    const former = await formerMembership(tx, tenantId, person);
    if (former !== undefined) {
      if (former.removedAt === null) throw new AppError('already_member', 'You are a member already.');
      await requireRoom(tx, ctx, { name: 'members' });
      await comeBack(tx, { tenantId, memberId: former.id }, { role, now });
      await followSeats(tx, tenantId);
      return { memberId: former.id, newcomer: null };
    }
  }
  await requireRoom(tx, ctx, { name: 'members' });
  const memberId = ctx.newId('member');
  const handle = handlesFor(name, memberId.slice(-6)).filter((each) => Handle.safeParse(each).success);
  const { personId } = await addMember(tx, tenantId, { memberId, person, role, handle });
  await tx
    .update(members)
    .set({ chosenAt: now })
    .where(and(eq(members.tenantId, tenantId), eq(members.id, memberId)));
  await followSeats(tx, tenantId);
  return { memberId, newcomer: await readNewcomer(tx, personId) };
};
