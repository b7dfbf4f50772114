import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestLink } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { expectProblem } from './testing/battery.ts';
import { tomorrow } from './testing/fixtures.ts';
import { type Api, openApi, send } from './testing/harness.ts';

let api: Api;
/** Epoch milliseconds; stands still unless a case moves it. */
let clock = Date.now();
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), deps: { now: () => clock }, hosts: 3 });
});
afterAll(() => api.close());

type Receipt = { links: Record<string, string> };
type Hold = { bookingId: string; holdToken: string };

let hours = 0;
/** A time that no other case uses. */
const nextStart = (): number => tomorrow((hours += 1));
const iso = (instant: number): string => new Date(instant).toISOString();
const time = (start: number) => ({ start: iso(start), durationMinutes: 30, timeZone: 'UTC' });
const bookingBody = (start: number, timeZone = 'UTC') => ({
  ...time(start),
  timeZone,
  guest: { name: 'An', email: 'an@example.com' },
});
const post = (path: string, body: unknown) =>
  send(api, 'POST', `/api/v1/public${path}`, { body, headers: { 'Idempotency-Key': randomUUID() } });
const linkPath = async (hosts = 1): Promise<string> => {
  const { slug } = await createTestLink(api.db, api.tenant, { hosts: api.tenant.hosts.slice(0, hosts) });
  return `/links/${api.tenant.hosts[0]?.username}/${slug}`;
};
const book = async (path: string, start = nextStart()): Promise<Response> => {
  const answer = await post(`${path}/bookings`, bookingBody(start));
  expect(answer.status).toBe(201);
  return answer;
};
const managedOf = async (answer: Response): Promise<string> => {
  const { links } = (await answer.json()) as Receipt;
  return `/bookings/${/\/b\/([^/]+)/.exec(links['manage'] ?? '')?.[1] ?? ''}`;
};

const statementsIn = async (work: () => Promise<unknown>): Promise<number> => {
  const before = api.deps.statementCount?.() ?? 0;
  await work();
  return (api.deps.statementCount?.() ?? 0) - before;
};
const costOf = async (answer: Response | Promise<Response>): Promise<number> =>
  Number((await answer).headers.get('x-statement-count'));

describe('a command', () => {
  it('costs one transaction of few statements: holding, booking, moving and cancelling', async () => {
    const path = await linkPath();
    const managed = await managedOf(await book(path));
    const heldStart = nextStart();
    const placed = await post(`${path}/holds`, time(heldStart));
    const { bookingId, holdToken } = (await placed.clone().json()) as Hold;
    const costs = {
      hold: await costOf(placed),
      completed: await costOf(
        post(`${path}/bookings`, { ...bookingBody(heldStart), hold: { bookingId, holdToken } }),
      ),
      booked: await costOf(book(path)),
      moved: await costOf(post(`${managed}/reschedule`, { start: iso(nextStart()) })),
      cancelled: await costOf(post(`${managed}/cancel`, {})),
    };
    const most = { hold: 13, completed: 10, booked: 13, moved: 15, cancelled: 9 };
    for (const [command, cost] of Object.entries(costs)) {
      expect(cost, command).toBeGreaterThan(0);
      expect(cost, command).toBeLessThanOrEqual(most[command as keyof typeof most]);
    }
  });

  it('costs the same however many hosts a booking has and however much is booked', async () => {
    const [alone, together] = [await linkPath(1), await linkPath(3)];
    await book(alone);
    await book(together);
    const single = await costOf(book(alone));
    expect(await costOf(book(together))).toBe(single);
    for (let index = 0; index < 10; index += 1) await book(alone);
    expect(await costOf(book(alone))).toBe(single);
  });
});

describe('a refusal', () => {
  /** Refuses one guest twice: the second is told the alternatives that were found for the first. */
  const measure = async (path: string, taken: number) => {
    const refuse = async () => {
      await expectProblem(await post(`${path}/bookings`, bookingBody(taken)), 'slot_taken');
    };
    const first = await statementsIn(refuse);
    const each = await statementsIn(refuse);
    return { each, alternatives: first - each };
  };

  it('is cheap: a plainly taken time is refused before anything is locked', async () => {
    const path = await linkPath();
    const taken = nextStart();
    await book(path, taken);
    const { each, alternatives } = await measure(path, taken);
    expect(each).toBeLessThanOrEqual(6);
    expect(alternatives).toBeGreaterThan(0);
    expect(alternatives).toBeLessThanOrEqual(6);
  });

  it('of many guests at the same moment looks for other times once, and tells all of them the same', async () => {
    const path = await linkPath();
    const [known, taken] = [nextStart(), nextStart()];
    await book(path, known);
    await book(path, taken);
    const { each, alternatives } = await measure(path, known);
    const crowd = 25;
    let answers: Response[] = [];
    const cost = await statementsIn(async () => {
      answers = await Promise.all(
        Array.from({ length: crowd }, () => post(`${path}/bookings`, bookingBody(taken))),
      );
    });
    // The first is refused alone, and speaks for all who wait behind.
    expect(cost).toBeLessThanOrEqual(2 * each + alternatives);
    const told = await Promise.all(
      answers.map(async (answer) => (await expectProblem(answer, 'slot_taken')).alternatives),
    );
    expect(told[0]?.length).toBeGreaterThan(0);
    expect(told.every((alternatives) => JSON.stringify(alternatives) === JSON.stringify(told[0]))).toBe(true);
  });

  it('looks anew for another time, another zone, and after a few seconds', async () => {
    const path = await linkPath();
    const [known, taken] = [nextStart(), nextStart()];
    await book(path, known);
    await book(path, taken);
    const { each } = await measure(path, known);
    const costAt = (start: number, zone?: string) =>
      statementsIn(() => post(`${path}/bookings`, bookingBody(start, zone)));
    expect(await costAt(known)).toBe(each);
    expect(await costAt(known, 'Asia/Ho_Chi_Minh')).toBeGreaterThan(each);
    expect(await costAt(taken)).toBeGreaterThan(each);
    clock += 5_000;
    expect(await costAt(known)).toBeGreaterThan(each);
  });

  it('offers no time twice to guests who take what they are offered', async () => {
    const path = await linkPath();
    const taken = nextStart();
    await book(path, taken);
    const crowd = 4;
    const startsOf = async (): Promise<number[]> => {
      const problem = await expectProblem(await post(`${path}/bookings`, bookingBody(taken)), 'slot_taken');
      return (problem.alternatives ?? []).map(({ start }) => Date.parse(start));
    };
    const [offered] = await startsOf();
    if (offered === undefined) throw new Error('nothing was offered');
    const answers = await Promise.all(
      Array.from({ length: crowd }, () => post(`${path}/bookings`, bookingBody(offered))),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409]);
    clock += 5_000;
    expect(await startsOf()).not.toContain(offered);
  });
});
