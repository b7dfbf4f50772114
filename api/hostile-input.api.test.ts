import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { createIdentity } from '#services/account/identity.ts';
import { createApp } from './app.ts';
import { expectProblem } from './testing/battery.ts';
import { type Fixture, furnish } from './testing/fixtures.ts';
import { type Api, firstLogin, openApi, password, publicUrl, send } from './testing/harness.ts';

let api: Api;
let own: Fixture;
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase() });
  own = await furnish(api, api.tenant);
});
afterAll(() => api.close());

const signIn = (body: unknown, headers: Record<string, string> = {}) =>
  send(api, 'POST', '/api/auth/sign-in/email', { body, headers });
const asOwner = (method: string, path: string, headers: Record<string, string> = {}) =>
  send(api, method, `/api/v1${path}`, { as: firstLogin(api), headers });
const cursorOf = (text: string): string => Buffer.from(text).toString('base64url');

describe('signing in', () => {
  it('works for a program that sends some fetch metadata and no origin', async () => {
    const answer = await signIn({ email: firstLogin(api).email, password }, { 'Sec-Fetch-Mode': 'cors' });
    expect(answer.status).toBe(200);
    const token = answer.headers.get('set-auth-token') ?? '';
    const me = await send(api, 'GET', '/api/v1/me', { headers: { Authorization: `Bearer ${token}` } });
    expect(me.status).toBe(200);
  });

  it('refuses in problem documents like everything else', async () => {
    const { email } = firstLogin(api);
    await expectProblem(await signIn({ email, password: 'not the password' }), 'unauthenticated');
    for (const [body, pointers] of [
      [{}, ['/email', '/password']],
      [{ email: 'nowhere', password }, ['/email']],
      [{ email, password: '' }, ['/password']],
      [{ email: {}, password: [] }, ['/email', '/password']],
      ['[]', ['']],
      ['null', ['']],
    ] as const) {
      const { errors } = await expectProblem(await signIn(body), 'invalid_request');
      expect([...new Set(errors?.map(({ pointer }) => pointer))]).toEqual(pointers);
    }
    await expectProblem(await signIn('{'), 'malformed_request');
  });
});

describe('signing in without a database', () => {
  it('is 503, and neither the log nor the console shows an address, a password or a token', async () => {
    const dead = openDatabase('postgres://everslot_auth:secret-password@127.0.0.1:1/everslot', {
      poolSize: 1,
    });
    const identity = createIdentity({
      db: dead,
      secret: 'a'.repeat(40),
      publicUrl,
      trustedOrigins: [],
    });
    const printed = vi.spyOn(console, 'error');
    const app = createApp({ ...api.deps, identity });
    const email = 'canary@example.com';
    const { cookie } = firstLogin(api);
    const answers = [
      await app.request('/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ email, password }),
      }),
      await app.request('/api/auth/get-session', { headers: { Cookie: cookie } }),
      await app.request('/api/v1/me', { headers: { Cookie: cookie } }),
    ];
    for (const answer of answers) await expectProblem(answer, 'temporarily_unavailable');
    expect(printed).not.toHaveBeenCalled();
    const token = /=([^.;]+)/.exec(cookie)?.[1] ?? '';
    for (const secret of [email, password, token, 'secret-password'])
      expect(api.logged().includes(secret)).toBe(false);
    printed.mockRestore();
    await closeDatabase(dead);
  });
});

describe('a cursor that nobody was given', () => {
  const id = 'bkg_01kaz7n0x2f8s9m4q5t6v7w8x9';
  it.each([
    'nonsense',
    cursorOf(`9000000000000000|${id}`),
    cursorOf(`8640000000000000|${id}`),
    cursorOf(`-62198755200000|${id}`),
    cursorOf(`|${id}`),
    cursorOf('1790000000000|bkg_\0'),
    cursorOf("1790000000000|' or 1=1 --"),
  ])('%s is refused by name', async (cursor) => {
    const answer = await asOwner('GET', `/bookings?view=all&cursor=${cursor}`);
    const { errors } = await expectProblem(answer, 'invalid_request');
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['#query/cursor']);
  });

  it('is refused by every list', async () => {
    for (const list of ['links', 'schedules', 'members', 'integrations'])
      await expectProblem(await asOwner('GET', `/${list}?cursor=nonsense`), 'invalid_request');
  });
});

describe('deleting', () => {
  it('what somebody has changed meanwhile is refused to who says which version they saw', async () => {
    const { id } = await createTestLink(api.db, api.tenant);
    await expectProblem(
      await asOwner('DELETE', `/links/${id}`, { 'If-Match': '"7"' }),
      'precondition_failed',
    );
    expect((await asOwner('DELETE', `/links/${id}`, { 'If-Match': '"7", "1"' })).status).toBe(204);
    const created = await send(api, 'POST', '/api/v1/schedules', {
      as: firstLogin(api),
      body: { name: 'Hours', timeZone: 'UTC', weekly: [] },
      headers: { 'Idempotency-Key': randomUUID() },
    });
    const path = `/schedules/${((await created.json()) as { id: string }).id}`;
    await expectProblem(await asOwner('DELETE', path, { 'If-Match': 'W/"2.x"' }), 'precondition_failed');
    expect((await asOwner('DELETE', path)).status).toBe(204);
  });
});

describe('answers to the questions of a link', () => {
  it('are texts where a text is asked for', async () => {
    const question = { required: true, label: 'Tell me' };
    const { slug } = await createTestLink(api.db, api.tenant, {
      questions: [
        { ...question, id: 'line', kind: 'text' },
        { ...question, id: 'choice', kind: 'choice', choices: ['true', 'false'] },
        { ...question, id: 'count', kind: 'number' },
      ],
    });
    const answer = await send(api, 'POST', `/api/v1/public/links/${own.host.username}/${slug}/bookings`, {
      body: {
        start: '2028-01-03T10:00:00Z',
        durationMinutes: 30,
        timeZone: 'UTC',
        guest: { name: 'An', email: 'an@example.com' },
        answers: { line: true, choice: true, count: true },
      },
      headers: { 'Idempotency-Key': randomUUID() },
    });
    const { errors } = await expectProblem(answer, 'invalid_request');
    expect(errors).toEqual(
      ['line', 'choice', 'count'].map((id) => ({
        pointer: `/answers/${id}`,
        message: 'must not be true or false',
      })),
    );
  });
});
