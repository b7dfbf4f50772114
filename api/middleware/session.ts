import type { Context } from 'hono';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';
import { findMemberOfUser, type MemberRecord } from '#services/account/find-member.ts';
import { hasOutlived, type Identity } from '#services/account/identity.ts';
import type { ServiceContext } from '#services/context.ts';

type SignedInMember = MemberRecord & { userId: string; sessionId: string };
/** Who calls, or null. Throws `forbidden` for a cookie that another site sent. */
export type SessionGuard = (c: Context<AppEnv>) => Promise<SignedInMember | null>;

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

export const createSessionGuard =
  (options: {
    identity: Identity;
    db: ServiceContext['db'];
    origins: readonly string[];
    now: () => number;
  }): SessionGuard =>
  async (c) => {
    const usesBearer = c.req.header('authorization') !== undefined;
    if (!usesBearer && c.req.header('cookie') === undefined) return null;
    if (!usesBearer) refuseForeignOrigin(c, options.origins);
    const headers = new Headers();
    for (const name of ['authorization', 'cookie'] as const) {
      const value = c.req.header(name);
      if (value !== undefined && (name === 'authorization' || !usesBearer)) headers.set(name, value);
    }
    const user = await options.identity.sessionOf(headers);
    if (user === null || hasOutlived(user, options.now())) return null;
    const member = await findMemberOfUser(options.db, user.userId);
    return member === null ? null : { ...member, userId: user.userId, sessionId: user.sessionId };
  };
