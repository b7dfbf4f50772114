import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { and, eq } from 'drizzle-orm';
import { passkeys, users } from '#db/schema/auth.ts';
import type { Known } from '../identity.ts';
import { keepChallenge, useChallenge } from './challenges.ts';
import { loadWebAuthn, type PasskeyDeps, siteOf } from './passkeys.ts';

/** What an authenticator answers, in the JSON form of WebAuthn. */
export type PasskeyAnswer = AuthenticationResponseJSON;

/** What a browser needs to ask for a passkey of whoever sits before it; the challenge in it works once, for five minutes. */
export const askForPasskey = async (deps: PasskeyDeps): Promise<PublicKeyCredentialRequestOptionsJSON> => {
  const { generateAuthenticationOptions } = await loadWebAuthn();
  const options = await generateAuthenticationOptions({
    rpID: siteOf(deps).expectedRPID,
    userVerification: 'required',
  });
  await keepChallenge(deps.authDb, options.challenge, 'sign_in', deps.now());
  return options;
};

/**
 * Whose passkey was shown: one that its owner has unlocked, for this site, in answer to a challenge that was not used before, by an
 * authenticator that has not been copied as far as its counter tells. Null otherwise.
 */
export const checkPasskey = async (deps: PasskeyDeps, response: PasskeyAnswer): Promise<Known | null> => {
  const { authDb } = deps;
  const [found] = await authDb
    .select({ passkey: passkeys, known: { userId: users.id, email: users.email, name: users.name } })
    .from(passkeys)
    .innerJoin(users, eq(users.id, passkeys.userId))
    .where(eq(passkeys.credentialId, response.id));
  if (found === undefined) return null;
  const { passkey, known } = found;
  const { verifyAuthenticationResponse } = await loadWebAuthn();
  const shown = await verifyAuthenticationResponse({
    response,
    ...siteOf(deps),
    expectedChallenge: (challenge) => useChallenge(authDb, challenge, 'sign_in', deps.now()),
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: passkey.counter,
    },
    requireUserVerification: true,
  }).catch(() => null);
  if (shown?.verified !== true) return null;
  const used = await authDb
    .update(passkeys)
    .set({ counter: shown.authenticationInfo.newCounter, lastUsedAt: new Date(deps.now()) })
    .where(and(eq(passkeys.id, passkey.id), eq(passkeys.counter, passkey.counter)))
    .returning({ id: passkeys.id });
  return used.length === 0 ? null : known;
};
