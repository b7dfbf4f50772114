import { AppError } from '#domain/errors.ts';
import { isAllowed, type Permission } from '#domain/member/permissions.ts';
import { mayView } from '#domain/support/types.ts';
import type { Actor, ServiceContext } from './context.ts';

export type MemberActor = Extract<Actor, { kind: 'member' }>;
type KeyActor = Extract<Actor, { kind: 'key' }>;
type SupportActor = Extract<Actor, { kind: 'support' }>;
/** Who acts within an organisation: one of its members, a key of its own, or an operator who looks at it. */
export type Caller = MemberActor | KeyActor | SupportActor;

/**
 * A member has what their role has; a key what it was given, and never more than the member it acts as; an operator who looks
 * what a support view shows.
 */
export const isPermitted = (caller: Caller, permission: Permission): boolean => {
  if (caller.kind === 'support') return mayView(permission);
  if (caller.kind === 'member' && !isAllowed(caller.role, permission)) return false;
  return caller.key === undefined || caller.key.scopes.includes(permission);
};

const notInView = (permission: Permission): AppError =>
  new AppError('read_only_view', `A support view does not have the permission ${permission}.`);

const refuse = (caller: Caller, permission: Permission): AppError => {
  if (caller.kind === 'support') return notInView(permission);
  return caller.kind === 'key' || isAllowed(caller.role, permission)
    ? new AppError('forbidden', `This API key does not have the scope ${permission}.`, {
        errors: [{ pointer: '#header/Authorization', message: `lacks the scope ${permission}` }],
      })
    : new AppError('forbidden', `Your role does not have the permission ${permission}.`);
};

/**
 * Who acts and has the permission, for what works for the whole organisation: a member, or a key of the organisation. Asked
 * by `bind` for the contract row, and by each verb on its own account, whoever calls it. `unauthenticated` when neither
 * acts, `forbidden` without the permission.
 */
export const requireAccess = ({ actor }: Pick<ServiceContext, 'actor'>, permission: Permission): Caller => {
  if (actor.kind !== 'member' && actor.kind !== 'key' && actor.kind !== 'support')
    throw new AppError('unauthenticated', 'Sign in first.');
  if (!isPermitted(actor, permission)) throw refuse(actor, permission);
  return actor;
};

/** The same for what is read by a person: a member, who sees their own, or an operator who looks, and sees everybody's. */
export const requireReader = (
  ctx: Pick<ServiceContext, 'actor'>,
  permission: Permission,
): MemberActor | SupportActor =>
  ctx.actor.kind === 'support' && mayView(permission) ? ctx.actor : requirePermission(ctx, permission);

/** The same for what is done by or to the member who acts: a key of the organisation is none, and so `forbidden`. */
export const requirePermission = (
  ctx: Pick<ServiceContext, 'actor'>,
  permission: Permission,
): MemberActor => {
  const caller = requireAccess(ctx, permission);
  if (caller.kind === 'support') throw notInView(permission);
  if (caller.kind === 'key')
    throw new AppError(
      'forbidden',
      'A key of the organisation has nothing of its own: use a key of a member.',
    );
  return caller;
};

/** Whether the caller sees and changes what belongs to others as well. */
export const actsForAll = (caller: Caller): boolean => isPermitted(caller, 'others.write');

/** Whether something of that owner is the caller's to change. */
export const mayChange = (caller: Caller, ownerId: string): boolean =>
  (caller.memberId === ownerId || actsForAll(caller)) && isPermitted(caller, 'links.write');

/**
 * Throws `member_frozen` for a member whom the plan has no place for, and so for their keys: they read and settle what is booked,
 * and change nothing else. Asked by `bind` for the contract row, and by those verbs among the open ones that can begin something new.
 */
export const refuseFrozen = (actor: Actor): void => {
  if (actor.kind !== 'member' || actor.frozen == null) return;
  const { plan, allowed } = actor.frozen;
  throw new AppError(
    'member_frozen',
    `The plan ${plan} allows ${allowed} members, and you are not among them. What is booked goes on; an owner can give you a place.`,
    { extra: { planLimit: { name: 'members', plan, allowed } } },
  );
};

/** Other people's things look as if they did not exist. */
export const requireOwn = (caller: Caller, ownerId: string, what: string): void => {
  if (caller.memberId !== ownerId && !actsForAll(caller)) throw new AppError('not_found', `No such ${what}.`);
};

export type OperatorActor = Extract<Actor, { kind: 'operator' | 'system' }>;

/** Whoever operates the installation, by the operator area or by its commands; `forbidden` to everybody else. */
export const requireOperator = ({ actor }: Pick<ServiceContext, 'actor'>): OperatorActor => {
  if (actor.kind !== 'operator' && actor.kind !== 'system')
    throw new AppError('forbidden', 'You do not operate this installation.');
  return actor;
};
