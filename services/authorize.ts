import { AppError } from '#domain/errors.ts';
import type { Actor, ServiceContext } from './context.ts';

export type MemberActor = Extract<Actor, { kind: 'member' }>;

/** The signed-in member, or `unauthenticated`. */
export const requireMember = (ctx: ServiceContext): MemberActor => {
  if (ctx.actor.kind !== 'member') throw new AppError('unauthenticated', 'Sign in first.');
  return ctx.actor;
};

/** A member who may change things: everybody but viewers, else `forbidden`. */
export const requireWriter = (ctx: ServiceContext): MemberActor => {
  const member = requireMember(ctx);
  if (member.role === 'viewer')
    throw new AppError('forbidden', 'Your role may look but not change anything.');
  return member;
};

/** Owners and admins act for everybody in the tenant, hosts for themselves. */
export const actsForAll = (member: MemberActor): boolean =>
  member.role === 'owner' || member.role === 'admin';

/** Other people's things look as if they did not exist. */
export const requireOwn = (member: MemberActor, ownerId: string, what: string): void => {
  if (member.memberId !== ownerId && !actsForAll(member)) throw new AppError('not_found', `No such ${what}.`);
};
