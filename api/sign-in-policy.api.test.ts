import { TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase } from '#scripts/testing/database.ts';
import { expectProblem } from './testing/battery.ts';
import { type Api, openApi, type SignedIn, send, setConfirmed } from './testing/harness.ts';

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

const ask = async (as: SignedIn, method: string, path: string, body?: unknown): Promise<Response> => {
  await setConfirmed(api, as, now);
  return send(api, method, `/api/v1/${path}`, { as, body });
};
const require = (secondFactorRequired: boolean): Promise<Response> =>
  ask(login(0), 'PUT', 'sign-in-policy', { secondFactorRequired });
const codeOf = (secret: string): { code: string } => {
  now += 30_000;
  return { code: new TOTP({ secret }).generate({ timestamp: now }) };
};
const turnOn = async (as: SignedIn): Promise<string> => {
  const { secret } = (await (await ask(as, 'PUT', 'me/second-factor/setup')).json()) as { secret: string };
  expect((await ask(as, 'PUT', 'me/second-factor', codeOf(secret))).status).toBe(200);
  return secret;
};

it('an organisation that requires one-time codes lets nobody do anything but turn them on, from the next request on', async () => {
  const refused = await expectProblem(await require(true), 'invalid_request');
  expect(refused.errors?.map(({ pointer }) => pointer)).toEqual(['/secondFactorRequired']);
  await turnOn(login(0));
  expect((await ask(login(1), 'GET', 'bookings')).status).toBe(200);
  expect(await (await require(true)).json()).toEqual({ secondFactorRequired: true });
  for (const [method, path, body] of [
    ['GET', 'bookings', undefined],
    ['GET', 'members', undefined],
    ['GET', 'stream', undefined],
    ['POST', 'api-keys', { name: 'Key', scopes: ['bookings.read'] }],
  ] as const)
    await expectProblem(await ask(login(1), method, path, body), 'second_factor_required');
  const me = await ask(login(1), 'GET', 'me');
  expect(await me.json()).toMatchObject({ tenant: { secondFactorRequired: true } });
  const secret = await turnOn(login(1));
  expect((await ask(login(1), 'GET', 'bookings')).status).toBe(200);
  await ask(login(1), 'POST', 'me/second-factor/disable', codeOf(secret));
  await expectProblem(await ask(login(1), 'GET', 'bookings'), 'second_factor_required');
  expect(await (await require(false)).json()).toEqual({ secondFactorRequired: false });
  expect((await ask(login(1), 'GET', 'bookings')).status).toBe(200);
});

it('how members sign in is decided by owners and admins, and known to all', async () => {
  const read = await ask(login(1), 'GET', 'sign-in-policy');
  expect(await read.json()).toEqual({ secondFactorRequired: false });
  await expectProblem(
    await ask(login(1), 'PUT', 'sign-in-policy', { secondFactorRequired: true }),
    'forbidden',
  );
});
