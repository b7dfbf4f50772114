import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestLink } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { expectProblem } from './testing/battery.ts';
import { tomorrow } from './testing/fixtures.ts';
import { type Api, openApi, send } from './testing/harness.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), hosts: 3 });
});
afterAll(() => api.close());

let hours = 0;
const nextStart = (): number => tomorrow((hours += 1));

const linkPath = async (values: Parameters<typeof createTestLink>[2] = {}): Promise<string> => {
  const { slug } = await createTestLink(api.db, api.tenant, {
    hosts: api.tenant.hosts.slice(0, 1),
    ...values,
  });
  return `/links/${api.tenant.hosts[0]?.username}/${slug}`;
};

type Request = { start: number; key?: string; answers?: Record<string, unknown>; name?: string };

const book = (path: string, { start, key = randomUUID(), answers = {}, name = 'An' }: Request) =>
  send(api, 'POST', `/api/v1/public${path}/bookings`, {
    body: {
      start: new Date(start).toISOString(),
      durationMinutes: 30,
      timeZone: 'UTC',
      guest: { name, email: `${name.toLowerCase()}-${randomUUID()}@example.com` },
      answers,
    },
    headers: { 'Idempotency-Key': key },
  });
type Held = { bookingId: string; holdToken: string };
const hold = (path: string, start: number, replaces?: Held) =>
  send(api, 'POST', `/api/v1/public${path}/holds`, {
    body: {
      start: new Date(start).toISOString(),
      durationMinutes: 30,
      timeZone: 'UTC',
      ...(replaces === undefined ? {} : { replaces }),
    },
    headers: { 'Idempotency-Key': randomUUID() },
  });
const managedOf = async (answer: Response): Promise<string> => {
  const { links } = (await answer.clone().json()) as { links: Record<string, string> };
  return `/bookings/${/\/b\/([^/]+)/.exec(links['manage'] ?? '')?.[1] ?? ''}`;
};

const statuses = (answers: readonly Response[]): number[] => answers.map(({ status }) => status);
const count = (answers: readonly Response[], status: number): number =>
  statuses(answers).filter((each) => each === status).length;

describe('guests who want the same time at the same moment', () => {
  it('one books or holds it; the others are told which of the two', async () => {
    const path = await linkPath();
    for (const holds of [1, 59]) {
      const start = nextStart();
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, index) => (index < holds ? hold(path, start) : book(path, { start }))),
      );
      expect(count(answers, 201)).toBe(1);
      const winner = answers.findIndex(({ status }) => status === 201);
      const code = winner < holds ? 'slot_held' : 'slot_taken';
      for (const answer of answers.toSpliced(winner, 1)) await expectProblem(answer, code);
    }
  });

  it('take the places of a group, no more and no fewer', async () => {
    const path = await linkPath({ kind: 'group', capacity: 7 });
    const start = nextStart();
    const answers = await Promise.all(Array.from({ length: 40 }, () => book(path, { start })));
    expect(count(answers, 201)).toBe(7);
    expect(count(answers, 409)).toBe(33);
  });

  it('get one host each of a round robin', async () => {
    const path = await linkPath({ kind: 'round_robin', hosts: api.tenant.hosts });
    const start = nextStart();
    const answers = await Promise.all(Array.from({ length: 20 }, () => book(path, { start })));
    expect(count(answers, 201)).toBe(3);
  });

  it('do not keep out whoever holds it: their hold is renewed in the midst of them', async () => {
    const path = await linkPath();
    const start = nextStart();
    const { bookingId, holdToken } = (await (await hold(path, start)).json()) as Held;
    const mine = 15;
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        index === mine ? hold(path, start, { bookingId, holdToken }) : hold(path, start),
      ),
    );
    expect(answers[mine]?.status).toBe(201);
    for (const answer of answers.toSpliced(mine, 1)) await expectProblem(answer, 'slot_held');
  });

  it('are answered alike under the same key, then and later', async () => {
    const path = await linkPath();
    const start = nextStart();
    const keys = Array.from({ length: 12 }, (): string => randomUUID());
    const names = new Map(keys.map((key) => [key, `guest-${key}`]));
    const ask = (key: string) =>
      send(api, 'POST', `/api/v1/public${path}/bookings`, {
        body: {
          start: new Date(start).toISOString(),
          durationMinutes: 30,
          timeZone: 'UTC',
          guest: { name: 'An', email: `${names.get(key)}@example.com` },
        },
        headers: { 'Idempotency-Key': key },
      });
    const first = await Promise.all([...keys, ...keys].map(ask));
    expect(count(first, 201)).toBe(2);
    const [mine, again] = first.filter(({ status }) => status === 201);
    if (mine === undefined || again === undefined) throw new Error('nobody won');
    expect(await managedOf(mine)).toBe(await managedOf(again));
    const cancelled = await send(api, 'POST', `/api/v1/public${await managedOf(mine)}/cancel`, {
      body: {},
      headers: { 'Idempotency-Key': randomUUID() },
    });
    expect(cancelled.status).toBe(200);
    expect(statuses(await Promise.all(keys.map(ask)))).toEqual(statuses(first.slice(0, keys.length)));
    expect((await book(path, { start })).status).toBe(201);
  });

  it('are told what is wrong with their own request', async () => {
    const path = await linkPath();
    const start = nextStart();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        book(path, index % 5 === 4 ? { start, answers: { unknown: 'x' } } : { start }),
      ),
    );
    expect(count(answers, 201)).toBe(1);
    expect(count(answers, 409)).toBe(15);
    expect(count(answers, 422)).toBe(4);
  });

  it('do not keep others waiting: another time is booked meanwhile', async () => {
    const path = await linkPath();
    const [start, other] = [nextStart(), nextStart()];
    const crowd = Promise.all(Array.from({ length: 80 }, () => book(path, { start })));
    expect((await book(path, { start: other })).status).toBe(201);
    expect(count(await crowd, 201)).toBe(1);
  });
});
