import { eq } from 'drizzle-orm';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recoveryCodes, secondFactors, verifications } from '#db/schema/auth.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { rotateSeeds } from '#services/account/second-factor/rotate-seeds.ts';
import { createSecretBox } from '#services/secrets.ts';
import { expectProblem } from './testing/battery.ts';
import { type Api, openApi, password, type SignedIn, send, setConfirmed } from './testing/harness.ts';

let api: Api;
/** What the API takes for now. */
let now = Date.now();
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), hosts: 6, deps: { now: () => now } });
});
afterAll(() => api.close());

const login = (index: number): SignedIn => {
  const found = api.logins[index];
  if (found === undefined) throw new Error('nobody has signed in');
  return found;
};
const userIdOf = (index: number): string => api.tenant.hosts[index]?.userId ?? '';

/** A code that was not used before: each is of a later half minute. */
const nextCode = (secret: string): string => {
  now += 30_000;
  return new TOTP({ secret }).generate({ timestamp: now });
};

const put = async (as: SignedIn, path: string, body?: unknown, method = 'PUT'): Promise<Response> => {
  await setConfirmed(api, as, now);
  return send(api, method, `/api/v1/me/${path}`, { as, body });
};
const setUp = async (as: SignedIn): Promise<string> =>
  ((await (await put(as, 'second-factor/setup')).json()) as { secret: string }).secret;
const codesIn = async (answer: Response): Promise<string[]> =>
  ((await answer.json()) as { recoveryCodes: string[] }).recoveryCodes;
const enable = async (index: number) => {
  const secret = await setUp(login(index));
  const answer = await put(login(index), 'second-factor', { code: nextCode(secret) });
  expect(answer.status).toBe(200);
  return { secret, recovery: await codesIn(answer) };
};

const post = (name: string, body: unknown, as?: SignedIn) =>
  send(api, 'POST', `/api/auth/${name}`, { body, as });
const begin = async (index: number): Promise<string> => {
  const answer = await post('sign-in/email', { email: login(index).email, password });
  expect([answer.status, answer.headers.get('set-auth-token'), answer.headers.getSetCookie()]).toEqual([
    200,
    null,
    [],
  ]);
  return ((await answer.json()) as { secondFactor: { token: string } }).secondFactor.token;
};
const finish = (token: string, code: string) => post('sign-in/code', { token, code });

describe('a second factor', () => {
  it('is asked for from the first code of the app on, and kept sealed', async () => {
    const as = login(0);
    const secret = await setUp(as);
    const wrong = await put(as, 'second-factor', { code: '000000' });
    expect((await expectProblem(wrong, 'invalid_request')).errors?.[0]?.pointer).toBe('/code');
    expect(
      (await post('sign-in/email', { email: as.email, password })).headers.get('set-auth-token'),
    ).toBeTruthy();
    await put(as, 'second-factor', { code: nextCode(secret) });
    const read = await send(api, 'GET', '/api/v1/me/second-factor', { as });
    expect(await read.json()).toMatchObject({ enabledAt: expect.any(String), recoveryCodesLeft: 10 });
    const [row] = await api.deps.authDb
      .select()
      .from(secondFactors)
      .where(eq(secondFactors.userId, userIdOf(0)));
    expect(row?.seed).toMatch(/^v1\./);
    expect(row?.seed).not.toContain(secret);
    expect(api.logged()).not.toContain(secret);
    await expectProblem(await put(as, 'second-factor/setup'), 'already_enabled');
  });

  it('lets nobody in by the password alone: half a sign-in opens nothing and ends after ten minutes', async () => {
    const { secret } = await enable(1);
    const token = await begin(1);
    const me = await send(api, 'GET', '/api/v1/me', { as: { email: '', token, cookie: '' } });
    await expectProblem(me, 'unauthenticated');
    const kept = await api.deps.authDb.select().from(verifications);
    expect(JSON.stringify(kept)).not.toContain(token);
    expect((await finish(token, nextCode(secret))).headers.get('set-auth-token')).toBeTruthy();
    await expectProblem(await finish(token, nextCode(secret)), 'unauthenticated');
    const late = await begin(1);
    now += 10 * 60_000;
    await expectProblem(await finish(late, nextCode(secret)), 'unauthenticated');
  });

  it('accepts each code once, of two who show it at once from one', async () => {
    const { secret } = await enable(2);
    const code = nextCode(secret);
    const tokens = [await begin(2), await begin(2)];
    const answers = await Promise.all(tokens.map((token) => finish(token, code)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
    await expectProblem(await finish(await begin(2), code), 'invalid_request');
  });

  it('is replaced by each of ten recovery codes once, which are kept hashed', async () => {
    const { recovery } = await enable(3);
    const [first = '', second = ''] = recovery;
    expect((await finish(await begin(3), ` ${first.toUpperCase()} `)).status).toBe(200);
    await expectProblem(await finish(await begin(3), first), 'invalid_request');
    const kept = await api.deps.authDb
      .select()
      .from(recoveryCodes)
      .where(eq(recoveryCodes.userId, userIdOf(3)));
    expect(kept).toHaveLength(10);
    for (const code of recovery) expect(JSON.stringify(kept)).not.toContain(code);
    const others = await codesIn(await put(login(3), 'recovery-codes', { code: second }));
    expect(others).toHaveLength(10);
    await expectProblem(await finish(await begin(3), recovery[2] ?? ''), 'invalid_request');
    expect((await finish(await begin(3), others[0] ?? '')).status).toBe(200);
  });

  it('is not guessed: after five wrong codes, of either kind, each costs twice the wait of the one before', async () => {
    const { secret, recovery } = await enable(4);
    const token = await begin(4);
    for (let tries = 0; tries < 4; tries += 1) await finish(token, '000000');
    await expectProblem(await finish(token, 'aaaa-aaaa-aaaa-aaaa-aaaa-aaaa'), 'invalid_request');
    const waits: string[] = [];
    for (let rounds = 0; rounds < 3; rounds += 1) {
      const refused = await finish(token, recovery[0] ?? '');
      await expectProblem(refused, 'rate_limited');
      waits.push(refused.headers.get('retry-after') ?? '');
      now += Number(waits.at(-1)) * 1_000;
      await expectProblem(await finish(token, '000000'), 'invalid_request');
    }
    expect(waits).toEqual(['30', '60', '120']);
    now += 240_000;
    expect((await finish(await begin(4), nextCode(secret))).status).toBe(200);
    await expectProblem(await finish(await begin(4), '000000'), 'invalid_request');
  });

  it('is asked for after a new password was chosen, and half a sign-in with the old one is over', async () => {
    const { secret } = await enable(5);
    const token = await begin(5);
    const changed = 'a lantern beside the river';
    const as = login(5);
    const answer = await post('change-password', { currentPassword: password, newPassword: changed }, as);
    expect(answer.status).toBe(200);
    await expectProblem(await finish(token, nextCode(secret)), 'unauthenticated');
    const again = await post('sign-in/email', { email: as.email, password: changed });
    expect(await again.json()).toMatchObject({ secondFactor: { token: expect.any(String) } });
  });

  it('confirms a sign-in, and is turned off by a code and a fresh sign-in alone', async () => {
    const as = login(5);
    const secret = await (async () => {
      const found = await api.deps.authDb
        .select()
        .from(secondFactors)
        .where(eq(secondFactors.userId, userIdOf(5)));
      return api.deps.secrets.open(
        { tenantId: 'auth', table: 'second_factors', column: 'seed', rowId: userIdOf(5) },
        found[0]?.seed ?? '',
      );
    })();
    await setConfirmed(api, as, 0);
    const off = (code: string) =>
      send(api, 'POST', '/api/v1/me/second-factor/disable', { as, body: { code } });
    await expectProblem(await off(nextCode(secret)), 'fresh_sign_in_required');
    expect((await post('confirm', { code: nextCode(secret) }, as)).status).toBe(200);
    await expectProblem(await off('000000'), 'invalid_request');
    expect((await off(nextCode(secret))).status).toBe(204);
    await expectProblem(await post('confirm', { code: nextCode(secret) }, as), 'invalid_request');
  });

  it('has its seed put under another key with everything else that is sealed', async () => {
    const key = (fill: number) => Buffer.alloc(32, fill);
    const box = createSecretBox([
      { id: 'k2', key: key(2) },
      { id: 'k1', key: key(1) },
    ]);
    const { rewrapped } = await rotateSeeds(api.deps.authDb, box);
    expect(rewrapped).toBeGreaterThan(0);
    expect((await rotateSeeds(api.deps.authDb, box)).rewrapped).toBe(0);
  });
});
