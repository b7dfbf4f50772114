import type { Context } from 'hono';
import { addressPrefixOf } from '#api/client-address.ts';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';
import { hasOutlived, type Identity, type SignedInUser } from '#services/account/identity.ts';
import { findMembership, listMemberships, type MemberRecord } from '#services/account/memberships.ts';
import type { ServiceContext } from '#services/context.ts';
import type { Looking, SupportGuard } from './support.ts';

type SignedInMember = Omit<MemberRecord, 'secondFactorRequired'> & {
  /** Where the organisation requires a second factor and they have none. */
  lacksSecondFactor: boolean;
  userId: string;
  sessionId: string;
  /** When they last showed that it is them. */
  confirmedAt: number;
};
/**
 * Who calls and in which tenant, or null. Throws `forbidden` for a cookie that another site sent and for a tenant the caller
 * asks for without being a member, `tenant_changed` for a page of another tenant than the one its sign-in acts in by now,
 * `not_a_member` for a page of a tenant of which the caller is no member (any more).
 */
export type SignInGuard = (c: Context<AppEnv>) => Promise<SignedInMember | null>;

export type SignInGuards = {
  /** A member; null for an operator who looks through a support view, who is none as long as it lasts. */
  member: SignInGuard;
  /** A member, or whoever looks. */
  any: (c: Context<AppEnv>) => Promise<SignedInMember | Looking | null>;
};

/** When a sign-in was last seen is exact to this. */
const seenEveryMs = 5 * 60_000;

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A cookie travels by itself, so an unsafe request that relies on one must say that it comes from one of our own pages
 * (Origin, which browsers always send with these). Bearer tokens are never sent by a browser on its own.
 */
export const refuseForeignOrigin = (c: Context<AppEnv>, origins: readonly string[]): void => {
  if (safeMethods.has(c.req.method) || c.req.header('cookie') === undefined) return;
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  const ours = origin === undefined ? site === 'same-origin' : origins.includes(origin);
  if (!ours) throw new AppError('forbidden', 'This request does not come from a page of this installation.');
};

type GuardOptions = {
  identity: Identity;
  db: ServiceContext['db'];
  origins: readonly string[];
  now: () => number;
  hasSecondFactor: (userId: string) => Promise<boolean>;
};

/** The tenant chosen with the sign-in as long as the membership stands, else the one chosen last or the only one, from then on. */
const ofSignIn = async (
  { identity, db }: GuardOptions,
  { userId, sessionId, chosenTenantId: chosen }: SignedInUser,
): Promise<MemberRecord | null> => {
  if (chosen !== null) {
    const member = await findMembership(db, { userId, tenantId: chosen });
    if (member !== null) return member;
  }
  const [first] = await listMemberships(db, userId);
  if (first === undefined) return null;
  await identity.chooseTenant(sessionId, first.tenantId, { of: chosen });
  return findMembership(db, { userId, tenantId: first.tenantId });
};

/** The tenant that a client asks for by header, for this request. */
const ofHeader = async (
  { db }: GuardOptions,
  { userId }: SignedInUser,
  tenantId: string,
): Promise<MemberRecord> => {
  const member = await findMembership(db, { userId, tenantId });
  if (member === null) throw new AppError('forbidden', 'You are not a member of this organisation.');
  return member;
};

const tenantChanged = (): AppError =>
  new AppError('tenant_changed', 'This sign-in acts in another organisation by now; load the page anew.');

/** Why a page of another tenant than the one its sign-in acts in is refused. */
const refusalOf = async (
  { db }: GuardOptions,
  { userId }: SignedInUser,
  tenantId: string,
): Promise<AppError> =>
  (await findMembership(db, { userId, tenantId })) === null
    ? new AppError('not_a_member', 'You are not a member of this organisation (any more).')
    : tenantChanged();

/** Who calls, in whatever tenant, or null. Throws `forbidden` for a cookie that another site sent. */
export type IdentityGuard = (c: Context<AppEnv>) => Promise<SignedInUser | null>;

const usesBearer = (c: Context<AppEnv>): boolean => c.req.header('authorization') !== undefined;

export const createIdentityGuard =
  (options: Omit<GuardOptions, 'db' | 'hasSecondFactor'>): IdentityGuard =>
  async (c) => {
    const isBearer = usesBearer(c);
    if (!isBearer && c.req.header('cookie') === undefined) return null;
    if (!isBearer) refuseForeignOrigin(c, options.origins);
    const headers = new Headers();
    for (const name of ['authorization', 'cookie'] as const) {
      const value = c.req.header(name);
      if (value !== undefined && (name === 'authorization' || !isBearer)) headers.set(name, value);
    }
    const user = await options.identity.sessionOf(headers);
    if (user === null || hasOutlived(user, options.now())) return null;
    if (options.now() - user.lastSeenAt > seenEveryMs) {
      const seen = { now: options.now(), addressPrefix: addressPrefixOf(c.get('address')) };
      await options.identity.noteSeen(user.sessionId, seen);
    }
    c.set('signedIn', user);
    return user;
  };

export const createSignInGuards = (options: GuardOptions & { looking: SupportGuard }): SignInGuards => {
  const identify = createIdentityGuard(options);
  const any: SignInGuards['any'] = async (c) => {
    const user = await identify(c);
    if (user === null) return null;
    const asked = c.req.header('everslot-tenant');
    const looking = await options.looking(user);
    if (looking !== null) {
      if (asked !== undefined && asked !== looking.tenantId) throw tenantChanged();
      return looking;
    }
    const chooses = usesBearer(c) && asked !== undefined;
    const member = chooses ? await ofHeader(options, user, asked) : await ofSignIn(options, user);
    if (member === null) return null;
    if (asked !== undefined && asked !== member.tenantId) throw await refusalOf(options, user, asked);
    const { userId, sessionId, confirmedAt } = user;
    const { secondFactorRequired, ...record } = member;
    const lacksSecondFactor = secondFactorRequired && !(await options.hasSecondFactor(userId));
    return { ...record, userId, sessionId, confirmedAt, lacksSecondFactor };
  };
  return {
    any,
    member: async (c) => {
      const found = await any(c);
      return found === null || 'actor' in found ? null : found;
    },
  };
};
