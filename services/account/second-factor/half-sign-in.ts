import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { and, eq, gt } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { users, verifications } from '#db/schema/auth.ts';
import { AppError } from '#domain/errors.ts';
import type { Known } from '../identity.ts';

const lifeMs = 10 * 60_000;

/** Names it; only a hash of the token is kept. */
const identifierOf = (token: string): string =>
  `second_factor/${createHash('sha256').update(token).digest('base64url')}`;

/** Somebody has shown their password and has yet to show a code. The token grants nothing else, for ten minutes. */
export const beginHalfSignIn = async (authDb: Database, userId: string, now: number): Promise<string> => {
  const token = randomBytes(32).toString('base64url');
  await authDb.insert(verifications).values({
    id: randomUUID(),
    identifier: identifierOf(token),
    value: userId,
    expiresAt: new Date(now + lifeMs),
  });
  return token;
};

const over = () => new AppError('unauthenticated', 'Enter your password again.');

const liveOf = (token: string, now: number) =>
  and(eq(verifications.identifier, identifierOf(token)), gt(verifications.expiresAt, new Date(now)));

/** Whose sign-in a token has begun; `unauthenticated` for one that is over, used or none. */
export const ofHalfSignIn = async (authDb: Database, token: string, now: number): Promise<Known> => {
  const [known] = await authDb
    .select({ userId: users.id, email: users.email, name: users.name })
    .from(verifications)
    .innerJoin(users, eq(users.id, verifications.value))
    .where(liveOf(token, now));
  if (known === undefined) throw over();
  return known;
};

/** Uses a token up: of two who do so at once one succeeds. */
export const endHalfSignIn = async (authDb: Database, token: string, now: number): Promise<void> => {
  const ended = await authDb
    .delete(verifications)
    .where(liveOf(token, now))
    .returning({ id: verifications.id });
  if (ended.length === 0) throw over();
};
