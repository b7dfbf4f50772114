import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectProblem } from './testing/battery.ts';
import { type Fixture, furnish } from './testing/fixtures.ts';
import { type Api, firstLogin, openApi, send } from './testing/harness.ts';

let api: Api;
let own: Fixture;
beforeAll(async () => {
  api = await openApi({
    databaseUrls: inject('databaseUrls'),
    env: {
      TRUST_PROXY_HOPS: '1',
      RATE_LIMIT_SLOTS: '3/60',
      RATE_LIMIT_SIGN_IN: '5/60',
      RATE_LIMIT_WRITE: '2/60',
      RATE_LIMIT_BOOK_LINK: '2/60',
    },
  });
  own = await furnish(api, api.tenant);
});
afterAll(() => api.close());

const slots = (forwarded: string) =>
  send(
    api,
    'GET',
    `/api/v1/public/links/${own.host.username}/${own.slug}/slots?from=2026-12-01&to=2026-12-01&timeZone=UTC`,
    {
      headers: { 'X-Forwarded-For': forwarded },
    },
  );

describe('rate limits', () => {
  it('count down in the headers and then refuse with the seconds to wait', async () => {
    const left = [];
    for (let i = 0; i < 3; i += 1) left.push((await slots('192.0.2.1')).headers.get('ratelimit-remaining'));
    expect(left).toEqual(['2', '1', '0']);
    const refused = await slots('192.0.2.1');
    await expectProblem(refused, 'rate_limited');
    expect(refused.headers.get('ratelimit-limit')).toBe('3');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  });

  it('believe only the hop in front: what a caller adds himself changes nothing', async () => {
    for (let i = 0; i < 3; i += 1) await slots(`10.9.9.${i}, 192.0.2.2`);
    await expectProblem(await slots('10.9.9.77, 192.0.2.2'), 'rate_limited');
    expect((await slots('192.0.2.2, 192.0.2.3')).status).toBe(200);
  });

  it('count a whole IPv6 /64 as one caller', async () => {
    for (let i = 1; i <= 3; i += 1) await slots(`2001:db8:1:2::${i}`);
    await expectProblem(await slots('2001:db8:1:2:ffff::9'), 'rate_limited');
    expect((await slots('2001:db8:1:3::1')).status).toBe(200);
  });

  it('count signed-in members by who they are, not by where they sit', async () => {
    const [first, second] = api.logins;
    const write = (as: typeof first) =>
      send(api, 'DELETE', '/api/v1/links/lnk_01kaz7n0x2f8s9m4q5t6v7w8x9', { as });
    await write(first);
    await write(first);
    await expectProblem(await write(first), 'rate_limited');
    await expectProblem(await write(second), 'not_found');
  });

  it('stop the guessing of passwords', async () => {
    const guess = () =>
      send(api, 'POST', '/api/auth/sign-in/email', {
        body: { email: firstLogin(api).email, password: 'wrong' },
        headers: { 'X-Forwarded-For': '192.0.2.9' },
      });
    const statuses = [];
    for (let i = 0; i < 6; i += 1) statuses.push((await guess()).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('count claims of one link whoever sends them', async () => {
    const hold = (index: number) =>
      send(api, 'POST', `/api/v1/public/links/${own.host.username}/${own.slug}/holds`, {
        body: { start: '2020-01-01T00:00:00Z', durationMinutes: 45, timeZone: 'UTC' },
        headers: { 'X-Forwarded-For': `192.0.2.${100 + index}`, 'Idempotency-Key': `key-${index}` },
      });
    await expectProblem(await hold(1), 'invalid_request');
    await expectProblem(await hold(2), 'invalid_request');
    await expectProblem(await hold(3), 'rate_limited');
  });
});
