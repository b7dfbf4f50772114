import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { and, desc, eq, lt } from 'drizzle-orm';
import type { z } from 'zod';
import type * as contract from '#contracts/sign-in/passkey.ts';
import type { Passkey } from '#contracts/sign-in/passkey.ts';
import type { Database } from '#db/client.ts';
import { passkeys, users } from '#db/schema/auth.ts';
import { AppError } from '#domain/errors.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type Page, type PageRequest, pageFrom } from '#services/page.ts';
import { recordOfPerson, requireSignIn } from '../record-of-person.ts';
import { keepChallenge, useChallenge } from './challenges.ts';

/** `publicUrl` says for which site passkeys are made: never what a request says of itself. */
export type PasskeyDeps = { authDb: Database; publicUrl: string; now: () => number };

/** The site as authenticators know it. */
export const siteOf = ({ publicUrl }: Pick<PasskeyDeps, 'publicUrl'>) => {
  const { hostname, origin } = new URL(publicUrl);
  return { expectedRPID: hostname, expectedOrigin: origin };
};

/** The library is large, and most processes never see a passkey. */
export const loadWebAuthn = () => import('./web-authn.ts');

const viewOf = (row: typeof passkeys.$inferSelect): z.input<typeof Passkey> => ({
  id: row.id,
  name: row.name,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});

/** The caller's passkeys, the newest first. */
export const listPasskeys = async (
  ctx: ServiceContext,
  { authDb }: PasskeyDeps,
  input: PageRequest,
): Promise<Page<z.input<typeof Passkey>>> => {
  const { userId } = requirePermission(ctx, 'account.read');
  const before = idAfter(input.cursor);
  const rows = await authDb
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.userId, userId), before === null ? undefined : lt(passkeys.id, before)))
    .orderBy(desc(passkeys.id))
    .limit(input.limit + 1);
  return pageFrom(rows, input.limit, viewOf);
};

/** What a browser needs to make a passkey for the caller; the challenge in it works once, for five minutes. */
export const beginPasskey = async (
  ctx: ServiceContext,
  deps: PasskeyDeps,
): Promise<PublicKeyCredentialCreationOptionsJSON> => {
  const { userId, name } = requireSignIn(ctx);
  const { authDb } = deps;
  const [[user], known, { generateRegistrationOptions }] = await Promise.all([
    authDb.select({ email: users.email }).from(users).where(eq(users.id, userId)),
    authDb.select({ id: passkeys.credentialId }).from(passkeys).where(eq(passkeys.userId, userId)),
    loadWebAuthn(),
  ]);
  const options = await generateRegistrationOptions({
    rpName: 'Everslot',
    rpID: siteOf(deps).expectedRPID,
    userName: user?.email ?? '',
    userDisplayName: name,
    userID: new TextEncoder().encode(userId),
    attestationType: 'none',
    excludeCredentials: known,
    // It stands for both factors, and its owner need not say who they are.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(authDb, options.challenge, { add: userId }, ctx.now());
  return options;
};

const notValid = () =>
  new AppError('invalid_request', 'This passkey cannot be added.', {
    errors: [{ pointer: '/response', message: 'is not the answer to what was asked for' }],
  });

/** Adds the passkey that a browser has made; `invalid_request` when it was made for something else, or without asking its owner. */
export const addPasskey = async (
  ctx: ServiceContext,
  deps: PasskeyDeps,
  { name, response }: z.output<typeof contract.addPasskey.body>,
): Promise<z.input<typeof Passkey>> => {
  const { userId } = requireSignIn(ctx);
  const { verifyRegistrationResponse } = await loadWebAuthn();
  const { registrationInfo } = await verifyRegistrationResponse({
    // Transports are names that browsers pass on to each other; none of them decides anything.
    response: { ...response, clientExtensionResults: {} } as RegistrationResponseJSON,
    ...siteOf(deps),
    expectedChallenge: (challenge) => useChallenge(deps.authDb, challenge, { add: userId }, ctx.now()),
    requireUserVerification: true,
  }).catch((): { registrationInfo?: undefined } => ({}));
  if (registrationInfo === undefined) throw notValid();
  const { credential } = registrationInfo;
  const [added] = await deps.authDb
    .insert(passkeys)
    .values({
      id: ctx.newId('passkey'),
      userId,
      name,
      credentialId: credential.id,
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports: (response.response.transports ?? []).join(','),
      createdAt: new Date(ctx.now()),
    })
    .onConflictDoNothing()
    .returning();
  if (added === undefined) throw notValid();
  await recordOfPerson(ctx, 'person.add_passkey', { passkeyId: added.id });
  return viewOf(added);
};

/** Takes a passkey of the caller's away; `not_found` for one that is not theirs. */
export const removePasskey = async (
  ctx: ServiceContext,
  { authDb }: PasskeyDeps,
  passkeyId: string,
): Promise<void> => {
  const { userId } = requireSignIn(ctx);
  const removed = await authDb
    .delete(passkeys)
    .where(and(eq(passkeys.userId, userId), eq(passkeys.id, passkeyId)))
    .returning({ id: passkeys.id });
  if (removed.length === 0) throw new AppError('not_found', 'No such passkey.');
  await recordOfPerson(ctx, 'person.remove_passkey', { passkeyId });
};
