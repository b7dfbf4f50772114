import { and, desc, eq, gt, lt, ne } from 'drizzle-orm';
import type { z } from 'zod';
import type { SignIn } from '#contracts/sign-in/sign-in.ts';
import type { Database } from '#db/client.ts';
import { sessions } from '#db/schema/auth.ts';
import { AppError } from '#domain/errors.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type Page, type PageRequest, pageFrom } from '#services/page.ts';
import { recordOfPerson, requireSignIn } from '../record-of-person.ts';
import { deviceOf } from './device.ts';
import { absoluteLifeMs } from './library.ts';

/** The sign-ins of an identity that have not ended. */
const liveOf = (userId: string, now: number) =>
  and(
    eq(sessions.userId, userId),
    gt(sessions.expiresAt, new Date(now)),
    gt(sessions.createdAt, new Date(now - absoluteLifeMs)),
  );

/** Where the caller is signed in, the newest first. */
export const listSignIns = async (
  ctx: ServiceContext,
  authDb: Database,
  input: PageRequest,
): Promise<Page<z.input<typeof SignIn>>> => {
  const { userId, sessionId } = requirePermission(ctx, 'account.read');
  const before = idAfter(input.cursor);
  const rows = await authDb
    .select()
    .from(sessions)
    .where(and(liveOf(userId, ctx.now()), before === null ? undefined : lt(sessions.id, before)))
    .orderBy(desc(sessions.id))
    .limit(input.limit + 1);
  return pageFrom(rows, input.limit, (row) => ({
    id: row.id,
    ...deviceOf(row.userAgent ?? ''),
    addressPrefix: row.addressPrefix,
    signedInAt: row.createdAt.toISOString(),
    lastSeenAt: (row.lastSeenAt ?? row.createdAt).toISOString(),
    isCurrent: row.id === sessionId,
  }));
};

/** Ends one of the caller's sign-ins, and answers whose it was; `not_found` for one that is not theirs or has ended. */
export const endSignIn = async (ctx: ServiceContext, authDb: Database, signInId: string): Promise<string> => {
  const { userId } = requireSignIn(ctx);
  const ended = await authDb
    .delete(sessions)
    .where(and(liveOf(userId, ctx.now()), eq(sessions.id, signInId)))
    .returning({ id: sessions.id });
  if (ended.length === 0) throw new AppError('not_found', 'No such sign-in.');
  await recordOfPerson(ctx, 'person.end_sign_in', { signInId });
  return userId;
};

/** Ends all of the caller's sign-ins but the one they act under; answers which they were, and whose. */
export const endOtherSignIns = async (
  ctx: ServiceContext,
  authDb: Database,
): Promise<{ userId: string; signInIds: string[] }> => {
  const { userId, sessionId } = requireSignIn(ctx);
  const ended = await authDb
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), ne(sessions.id, sessionId)))
    .returning({ id: sessions.id });
  await recordOfPerson(ctx, 'person.end_other_sign_ins', { count: ended.length });
  return { userId, signInIds: ended.map(({ id }) => id) };
};
