import type { Endpoint, MemberAccess } from '#contracts/endpoint.ts';
import { isViewable } from '#contracts/operation/view.ts';
import { AppError } from '#domain/errors.ts';
import type { FeatureName } from '#domain/feature/features.ts';
import { isOfAccount } from '#domain/member/permissions.ts';
import { isFresh } from '#domain/sign-in/freshness.ts';
import { maskPersonal } from '#domain/support/mask.ts';
import type { Caller } from '#services/authorize.ts';
import { refuseOff } from '#services/feature/require-feature.ts';

/*
 * What a row of the contracts asks of whoever calls, beside the permission.
 */

export const keyOf = (actor: Caller) => (actor.kind === 'support' ? undefined : actor.key);

export const refuseKeys = ({ keys }: MemberAccess, actor: Caller): void => {
  if (keyOf(actor) === undefined || keys === 'all') return;
  if (keys === undefined)
    throw new AppError('forbidden', 'No API key may do this: it needs a person who has signed in.');
  if (actor.kind === 'key')
    throw new AppError(
      'forbidden',
      'A key of the organisation has nothing of its own: use a key of a member.',
    );
};

export const requireFresh = ({ fresh }: Endpoint, confirmedAt: number | null, now: number): void => {
  if (fresh === true && !isFresh(confirmedAt, now))
    throw new AppError('fresh_sign_in_required', 'This needs a sign-in that was confirmed lately.');
};

/** Whoever has none, where the organisation requires one, reaches their own account and nothing else. */
export const requireSecondFactor = ({ permission }: MemberAccess): void => {
  if (isOfAccount(permission)) return;
  throw new AppError(
    'second_factor_required',
    'Turn one-time codes on to go on: your organisation requires them.',
  );
};

/** Whoever looks changes nothing and takes nothing away. */
export const refuseLooking = (row: Endpoint, actor: Caller): void => {
  if (actor.kind === 'support' && !isViewable(row))
    throw new AppError('read_only_view', 'A support view shows what is there, and nothing else.');
};

/** What whoever looks is shown of an answer. */
export const maskedFor = <Answer extends object>(actor: Caller, answer: Answer): Answer =>
  actor.kind !== 'support' || answer instanceof Response || !('body' in answer)
    ? answer
    : { ...answer, body: maskPersonal(answer.body) };

/** What has to be switched on for a call; asked for once a request, and only where something has to be. */
export const requireFeatures = async (
  { feature }: Endpoint,
  actor: Caller,
  findOff: () => Promise<ReadonlySet<FeatureName>>,
): Promise<void> => {
  const needed: FeatureName[] = [
    ...(feature === undefined ? [] : [feature]),
    ...(keyOf(actor) === undefined ? [] : (['api_keys'] as const)),
  ];
  if (needed.length === 0) return;
  const off = await findOff();
  for (const name of needed) refuseOff(off, name);
};
