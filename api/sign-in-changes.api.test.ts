import { TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signInChanges } from '#domain/sign-in/changes.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { sealReset } from '#services/account/password/reset-token.ts';
import { createAuthenticator } from './testing/authenticator.ts';
import {
  type Api,
  openApi,
  password,
  publicUrl,
  type SignedIn,
  send,
  setConfirmed,
} from './testing/harness.ts';
import { signInChangesTold } from './testing/told.ts';

let api: Api;
let now = Date.now();
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), hosts: 1, deps: { now: () => now } });
});
afterAll(() => api.close());

const login = (): SignedIn => {
  const [found] = api.logins;
  if (found === undefined) throw new Error('nobody has signed in');
  return found;
};
const personId = (): string => api.tenant.hosts[0]?.personId ?? '';

const ask = async (method: string, path: string, body?: unknown): Promise<Response> => {
  await setConfirmed(api, login(), now);
  const answer = await send(api, method, path, { as: login(), body });
  expect(answer.ok, `${method} ${path}`).toBe(true);
  return answer;
};
const me = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> =>
  (await ask(method, `/api/v1/me/${path}`, body)).json() as Promise<Answer>;

/** Each code is of a later half minute than the one before. */
const codeOf = (secret: string): { code: string } => {
  now += 30_000;
  return { code: new TOTP({ secret }).generate({ timestamp: now }) };
};

const changeAll = async (): Promise<void> => {
  const { secret } = await me<{ secret: string }>('PUT', 'second-factor/setup');
  await me('PUT', 'second-factor', codeOf(secret));
  await me('PUT', 'recovery-codes', codeOf(secret));
  await ask('POST', '/api/v1/me/second-factor/disable', codeOf(secret));
  const { challenge } = await me<{ challenge: string }>('PUT', 'passkeys/challenge');
  const response = createAuthenticator(publicUrl).make(challenge);
  const { id } = await me<{ id: string }>('POST', 'passkeys', { name: 'Phone', response });
  await ask('DELETE', `/api/v1/me/passkeys/${id}`);
  const changed = { currentPassword: password, newPassword: 'a lantern beside the river' };
  await ask('POST', '/api/auth/change-password', changed);
  now += 1_000;
  const claims = {
    use: 'password',
    tenantId: api.tenant.tenantId,
    personId: personId(),
    askedAt: now,
  } as const;
  const token = sealReset(api.deps.signer, claims);
  await send(api, 'POST', '/api/auth/reset-password', {
    body: { token, password: 'first kettle on the hill' },
  });
};

/** By vendors: shown where they are connected (`vendor-sign-in.api.test.ts`). */
const elsewhere: readonly string[] = ['connect_sign_in', 'disconnect_sign_in'];

it('whatever changes by what somebody signs in, its owner is told of each by mail', async () => {
  await changeAll();
  const expected = signInChanges.filter((change) => !elsewhere.includes(change)).toSorted();
  expect(await signInChangesTold(api, personId())).toEqual(expected);
});
