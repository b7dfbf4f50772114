import { createHash, randomUUID } from 'node:crypto';
import { and, eq, gt } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { verifications } from '#db/schema/auth.ts';

const lifeMs = 5 * 60_000;

/** What an authenticator is asked to sign: to add a passkey to an identity, or to sign in as whoever has one. */
export type Purpose = { add: string } | 'sign_in';

const valueOf = (purpose: Purpose): string => (purpose === 'sign_in' ? purpose : `add/${purpose.add}`);
const identifierOf = (challenge: string): string =>
  `passkey/${createHash('sha256').update(challenge).digest('base64url')}`;

export const keepChallenge = async (
  authDb: Database,
  challenge: string,
  purpose: Purpose,
  now: number,
): Promise<void> => {
  await authDb.insert(verifications).values({
    id: randomUUID(),
    identifier: identifierOf(challenge),
    value: valueOf(purpose),
    expiresAt: new Date(now + lifeMs),
  });
};

/** Uses a challenge up; false for one that was used, is over, or was made for something else. */
export const useChallenge = async (
  authDb: Database,
  challenge: string,
  purpose: Purpose,
  now: number,
): Promise<boolean> => {
  const used = await authDb
    .delete(verifications)
    .where(
      and(
        eq(verifications.identifier, identifierOf(challenge)),
        eq(verifications.value, valueOf(purpose)),
        gt(verifications.expiresAt, new Date(now)),
      ),
    )
    .returning({ id: verifications.id });
  return used.length > 0;
};
