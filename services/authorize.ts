import { AppError } from '#domain/errors.ts';
import { isAllowed, type Permission } from '#domain/member/permissions.ts';
import type { Actor, ServiceContext } from './context.ts';

export type MemberActor = Extract<Actor, { kind: 'member' }>;

/**
 * The member who acts and whose role has the permission: asked by `bind` for the contract row, and by each verb on its own
 * account, whoever calls it. `unauthenticated` when no member acts, `forbidden` without the permission.
 */
export const requirePermission = (
  { actor }: Pick<ServiceContext, 'actor'>,
  permission: Permission,
): MemberActor => {
  if (actor.kind !== 'member') throw new AppError('unauthenticated', 'Sign in first.');
  if (!isAllowed(actor.role, permission))
    throw new AppError('forbidden', `Your role does not have the permission ${permission}.`);
  return actor;
};

/** Whether the member sees and changes what belongs to others as well. */
export const actsForAll = (member: MemberActor): boolean => isAllowed(member.role, 'others.write');

/** Whether something of that owner is the member's to change. */
export const mayChange = (member: MemberActor, ownerId: string): boolean =>
  (member.memberId === ownerId || actsForAll(member)) && isAllowed(member.role, 'links.write');

/** Other people's things look as if they did not exist. */
export const requireOwn = (member: MemberActor, ownerId: string, what: string): void => {
  if (member.memberId !== ownerId && !actsForAll(member)) throw new AppError('not_found', `No such ${what}.`);
};

export type OperatorActor = Extract<Actor, { kind: 'operator' | 'system' }>;

/** Whoever operates the installation, by the operator area or by its commands; `forbidden` to everybody else. */
export const requireOperator = ({ actor }: Pick<ServiceContext, 'actor'>): OperatorActor => {
  if (actor.kind !== 'operator' && actor.kind !== 'system')
    throw new AppError('forbidden', 'You do not operate this installation.');
  return actor;
};
