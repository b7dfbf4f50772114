import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '#scripts/testing/database.ts';
import { createAuthenticator, type Trick } from './testing/authenticator.ts';
import { expectProblem } from './testing/battery.ts';
import { type Api, openApi, publicUrl, type SignedIn, send, setConfirmed } from './testing/harness.ts';

let api: Api;
let now = Date.now();
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), hosts: 2, deps: { now: () => now } });
});
afterAll(() => api.close());

const login = (index: number): SignedIn => {
  const found = api.logins[index];
  if (found === undefined) throw new Error('nobody has signed in');
  return found;
};

const challengeOf = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { challenge: string }).challenge;

const begin = async (as: SignedIn): Promise<string> => {
  await setConfirmed(api, as, now);
  return challengeOf(await send(api, 'PUT', '/api/v1/me/passkeys/challenge', { as }));
};
const add = (as: SignedIn, response: unknown) =>
  send(api, 'POST', '/api/v1/me/passkeys', { as, body: { name: 'Phone', response } });
const ask = async (headers: Record<string, string> = {}): Promise<string> =>
  challengeOf(await send(api, 'POST', '/api/auth/sign-in/passkey-challenge', { body: {}, headers }));
const enter = (response: unknown) => send(api, 'POST', '/api/auth/sign-in/passkey', { body: { response } });

/** A passkey that the host has added. */
const added = async (as: SignedIn) => {
  const authenticator = createAuthenticator(publicUrl);
  const answer = await add(as, authenticator.make(await begin(as)));
  expect(answer.status).toBe(201);
  return { ...authenticator, passkey: (await answer.json()) as { id: string } };
};

const tricks: [string, Trick][] = [
  ['for another site', { site: 'evil.example' }],
  ['by a page elsewhere', { origin: 'https://evil.example' }],
  ['without its owner unlocking it', { isUnlocked: false }],
];

describe('a passkey', () => {
  it('is added with a fresh sign-in, signs in without a password, and tells when it was last used', async () => {
    const as = login(0);
    const { show, passkey } = await added(as);
    const answer = await enter(show(await ask()));
    const entered = { email: as.email, token: answer.headers.get('set-auth-token') ?? '', cookie: '' };
    const me = await send(api, 'GET', '/api/v1/me', { as: entered });
    expect(await me.json()).toMatchObject({ userId: api.tenant.hosts[0]?.userId });
    const list = await send(api, 'GET', '/api/v1/me/passkeys', { as });
    expect(await list.json()).toMatchObject({
      items: [{ id: passkey.id, name: 'Phone', lastUsedAt: expect.any(String) }],
    });
  });

  it.each(tricks)('that was made %s is not added', async (_how, trick) => {
    const as = login(0);
    const made = createAuthenticator(publicUrl).make(await begin(as), trick);
    await expectProblem(await add(as, made), 'invalid_request');
  });

  it.each(tricks)('that is shown %s signs nobody in', async (_how, trick) => {
    const { show } = await added(login(0));
    await expectProblem(await enter(show(await ask(), trick)), 'unauthenticated');
  });

  it('answers each challenge once, within five minutes, and none that was made for something else', async () => {
    const { show } = await added(login(0));
    const shown = show(await ask());
    expect((await enter(shown)).status).toBe(200);
    await expectProblem(await enter(shown), 'unauthenticated');
    const challenge = await ask();
    now += 5 * 60_000;
    await expectProblem(await enter(show(challenge)), 'unauthenticated');
    await expectProblem(await enter(show(await begin(login(0)))), 'unauthenticated');
    const { make } = createAuthenticator(publicUrl);
    await expectProblem(await add(login(0), make(await ask())), 'invalid_request');
    const begun = await begin(login(1));
    await setConfirmed(api, login(0), now);
    await expectProblem(await add(login(0), make(begun)), 'invalid_request');
  });

  it('whose counter goes back was copied, and signs nobody in', async () => {
    const { show } = await added(login(0));
    expect((await enter(show(await ask(), { counter: 7 }))).status).toBe(200);
    await expectProblem(await enter(show(await ask(), { counter: 7 })), 'unauthenticated');
    await expectProblem(await enter(show(await ask(), { counter: 3 })), 'unauthenticated');
    expect((await enter(show(await ask(), { counter: 8 }))).status).toBe(200);
  });

  it('is for the site of the configuration, whatever a request calls it', async () => {
    const headers = { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' };
    const answer = await send(api, 'POST', '/api/auth/sign-in/passkey-challenge', { body: {}, headers });
    expect(await answer.json()).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
  });

  it('confirms the sign-in of its owner and of nobody else', async () => {
    const { show } = await added(login(1));
    const confirm = async (as: SignedIn) =>
      send(api, 'POST', '/api/auth/confirm', { as, body: { passkey: show(await ask()) } });
    await expectProblem(await confirm(login(0)), 'invalid_request');
    await setConfirmed(api, login(1), 0);
    expect((await confirm(login(1))).status).toBe(200);
    const begun = await send(api, 'PUT', '/api/v1/me/passkeys/challenge', { as: login(1) });
    expect(begun.status).toBe(200);
  });

  it('that was removed signs nobody in', async () => {
    const { show, passkey } = await added(login(1));
    const path = `/api/v1/me/passkeys/${passkey.id}`;
    await setConfirmed(api, login(0), now);
    await expectProblem(await send(api, 'DELETE', path, { as: login(0) }), 'not_found');
    expect((await send(api, 'DELETE', path, { as: login(1) })).status).toBe(204);
    await expectProblem(await enter(show(await ask())), 'unauthenticated');
  });
});
