import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestLink } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { expectProblem } from './testing/battery.ts';
import { type Fixture, furnish, tomorrow } from './testing/fixtures.ts';
import { type Api, firstLogin, openApi, password, publicUrl, send } from './testing/harness.ts';

let api: Api;
let own: Fixture;
beforeAll(async () => {
  api = await openApi({
    databaseUrls: testDatabase(),
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

describe('the limit of tries at an account', () => {
  it('stops guessing from many networks, and never the owner on a device that is known', async () => {
    const guarded = await openApi({
      databaseUrls: testDatabase(),
      env: { TRUST_PROXY_HOPS: '1', RATE_LIMIT_SIGN_IN_ACCOUNT: '3/900' },
      hosts: 2,
    });
    const [owner, other] = guarded.logins;
    if (owner === undefined || other === undefined) throw new Error('nobody can sign in');
    let network = 0;
    const enter = (email: string, secret: string, Cookie = '') =>
      send(guarded, 'POST', '/api/auth/sign-in/email', {
        body: { email, password: secret },
        headers: {
          'X-Forwarded-For': `198.51.100.${(network += 1)}`,
          ...(Cookie === '' ? {} : { Cookie, Origin: publicUrl }),
        },
      });
    const deviceOf = (answer: Response): string =>
      answer.headers
        .getSetCookie()
        .find((cookie) => cookie.includes('everslot.device='))
        ?.split(';')[0] ?? '';
    const own = deviceOf(await enter(owner.email, password));
    const others = deviceOf(await enter(other.email, password));
    for (let again = 0; again < 5; again += 1) expect((await enter(owner.email, password)).status).toBe(200);
    const guesses = [];
    for (let tries = 0; tries < 4; tries += 1)
      guesses.push((await enter(owner.email.toUpperCase().replace('EXAMPLE', 'example'), 'guess')).status);
    expect(guesses).toEqual([401, 401, 401, 429]);
    for (const cookie of ['', others, `${own.slice(0, -2)}xx`])
      await expectProblem(await enter(owner.email, password, cookie), 'rate_limited');
    expect((await enter(owner.email, password, own)).status).toBe(200);
    expect((await enter(other.email, password)).status).toBe(200);
    for (let tries = 0; tries < 3; tries += 1) await enter(owner.email, 'guess', own);
    await expectProblem(await enter(owner.email, password, own), 'rate_limited');
    await guarded.close();
  });
});

describe('the limit of holds', () => {
  type Hold = { bookingId: string; holdToken: string };
  let strict: Api;
  let path: string;
  beforeAll(async () => {
    strict = await openApi({
      databaseUrls: testDatabase(),
      env: { RATE_LIMIT_HOLD: '2/600', RATE_LIMIT_BOOK: '1/600' },
    });
    const { slug } = await createTestLink(strict.db, strict.tenant);
    path = `/api/v1/public/links/${strict.tenant.hosts[0]?.username}/${slug}`;
  });
  afterAll(() => strict.close());

  const time = (hours: number) => ({
    start: new Date(tomorrow(hours)).toISOString(),
    durationMinutes: 30,
    timeZone: 'UTC',
  });
  const hold = (hours: number, replaces?: Hold, key: string = randomUUID()) =>
    send(strict, 'POST', `${path}/holds`, {
      body: { ...time(hours), ...(replaces === undefined ? {} : { replaces }) },
      headers: { 'Idempotency-Key': key },
    });
  const placed = async (answer: Response): Promise<Hold> => {
    expect(answer.status).toBe(201);
    const { bookingId, holdToken } = (await answer.json()) as Hold;
    return { bookingId, holdToken };
  };
  const release = async ({ holdToken }: Hold) =>
    expect(
      (await send(strict, 'POST', `/api/v1/public/holds/${holdToken}/release`, { body: {} })).status,
    ).toBe(204);

  it('counts what a guest holds now: choosing, reloading and coming back cost nothing, two held times do', async () => {
    let own = await placed(await hold(1));
    for (let hours = 2; hours < 12; hours += 1) own = await placed(await hold(hours, own));
    for (let again = 0; again < 5; again += 1) own = await placed(await hold(11, own));
    for (let again = 0; again < 5; again += 1) {
      await release(own);
      await release(own);
      own = await placed(await hold(11));
    }
    const key = randomUUID();
    const other = await placed(await hold(12, undefined, key));
    expect(await placed(await hold(12, undefined, key))).toEqual(other);
    await expectProblem(await hold(13), 'rate_limited');
    await release(own);
    await release(await placed(await hold(13)));
  });

  it('is not that of bookings, and a replaced hold stays when the new time is taken', async () => {
    const own = await placed(await hold(20, await placed(await hold(21))));
    const guest = { name: 'An', email: 'an@example.com' };
    const book = (body: object) =>
      send(strict, 'POST', `${path}/bookings`, { body, headers: { 'Idempotency-Key': randomUUID() } });
    await expectProblem(await hold(12, own), 'slot_held');
    expect((await book({ ...time(20), guest, hold: own })).status).toBe(201);
    await expectProblem(await book({ ...time(22), guest }), 'rate_limited');
  });
});

it('fifty guests of one network can choose, choose again, book and look at their bookings at once', async () => {
  const rules = readFileSync('.env.example', 'utf8').matchAll(/^(RATE_LIMIT_(?!SIGN_IN)\w+)=(.+)$/gm);
  const env = Object.fromEntries([...rules].map(([, name = '', rule = '']) => [name, rule]));
  const usual = await openApi({ databaseUrls: testDatabase(), env });
  const { slug } = await createTestLink(usual.db, usual.tenant, { kind: 'group', capacity: 50 });
  const path = `/api/v1/public/links/${usual.tenant.hosts[0]?.username}/${slug}`;
  const post = async <Body>(address: string, body: object): Promise<Body> => {
    const answer = await send(usual, 'POST', address, { body, headers: { 'Idempotency-Key': randomUUID() } });
    expect(answer.status).toBe(201);
    return (await answer.json()) as Body;
  };
  const get = async (address: string) => expect((await send(usual, 'GET', address)).status).toBe(200);
  for (let index = 0; index < 50; index += 1) {
    const time = (hours: number) => ({
      start: new Date(tomorrow(hours)).toISOString(),
      durationMinutes: 30,
      timeZone: 'UTC',
    });
    await get(path);
    for (const month of ['2026-12', '2027-01'])
      await get(`${path}/slots?from=${month}-01&to=${month}-28&timeZone=UTC`);
    type Hold = { bookingId: string; holdToken: string };
    const first = await post<Hold>(`${path}/holds`, time(30));
    const { bookingId, holdToken } = await post<Hold>(`${path}/holds`, {
      ...time(31),
      replaces: { bookingId: first.bookingId, holdToken: first.holdToken },
    });
    const { links } = await post<{ links: { manage: string } }>(`${path}/bookings`, {
      ...time(31),
      guest: { name: 'An', email: `an-${index}@example.com` },
      hold: { bookingId, holdToken },
    });
    await get(`/api/v1/public/bookings/${links.manage.split('/').at(-1)}`);
  }
  await usual.close();
});
