import { randomUUID } from 'node:crypto';
import { inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#db/new-id.ts';
import { sessionHosts, timeBlocks } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { sessionOf } from '#services/booking/testing/requests.ts';
import { expectProblem } from './testing/battery.ts';
import { tomorrow } from './testing/fixtures.ts';
import { type Api, firstLogin, openApi, send } from './testing/harness.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), hosts: 3 });
});
afterAll(() => api.close());

type SlotAnswer = { days: { slots: { start: string }[] }[] };
type Receipt = { booking: { bookingId: string }; links: Record<string, string> };
const hourMs = 3_600_000;
const memberIds = (): string[] => api.tenant.hosts.map((host) => host.id);
const startsOf = (answer: SlotAnswer): string[] =>
  answer.days.flatMap((day) => day.slots.map((slot) => slot.start));

const createTeamLink = async (slug: string, assignment: object): Promise<{ id: string; path: string }> => {
  const body = {
    slug,
    title: 'Team',
    kind: 'round_robin',
    durationsMinutes: [30],
    hostIds: memberIds(),
    assignment,
    noticeMinutes: 0,
  };
  const headers = { 'Idempotency-Key': randomUUID() };
  const answer = await send(api, 'POST', '/api/v1/links', { as: firstLogin(api), body, headers });
  expect(answer.status).toBe(201);
  const { id } = (await answer.json()) as { id: string };
  return { id, path: `/api/v1/public/links/${api.tenant.hosts[0]?.username ?? ''}/${slug}` };
};

const book = (path: string, start: number) =>
  send(api, 'POST', `${path}/bookings`, {
    body: {
      start: new Date(start).toISOString(),
      durationMinutes: 30,
      timeZone: 'Asia/Ho_Chi_Minh',
      guest: { name: 'An', email: `an-${randomUUID()}@example.com` },
    },
    headers: { 'Idempotency-Key': randomUUID() },
  });

const booked = async (path: string, start: number): Promise<Receipt> => {
  const answer = await book(path, start);
  expect(answer.status).toBe(201);
  return (await answer.json()) as Receipt;
};

const hostOf = async ({ booking }: Receipt): Promise<string> => {
  const rows = await withTenant(api.db, api.tenant.tenantId, (tx) =>
    tx
      .select()
      .from(sessionHosts)
      .where(inArray(sessionHosts.sessionId, sessionOf(tx, booking.bookingId))),
  );
  expect(rows).toHaveLength(1);
  return rows[0]?.memberId ?? '';
};

const tokenIn = (url: string | undefined): string => /\/b\/([^/]+)/.exec(url ?? '')?.[1] ?? '';

describe('a round-robin link made through the API', () => {
  it('shares bookings out by the weights of its hosts', async () => {
    const [ann = '', bob = '', cem = ''] = memberIds();
    const { path } = await createTeamLink('by-weight', {
      strategy: 'round_robin',
      weights: { [ann]: 2, [bob]: 1, [cem]: 1 },
    });
    const served: string[] = [];
    for (let index = 0; index < 8; index += 1) served.push(await hostOf(await booked(path, tomorrow(index))));
    const count = (id: string): number => served.filter((each) => each === id).length;
    expect([count(ann), count(bob), count(cem)]).toEqual([4, 2, 2]);
  });

  it('takes one time as often as it has hosts, then offers others', async () => {
    const { path } = await createTeamLink('once-each', { strategy: 'priority' });
    const start = tomorrow(20);
    const answers = await Promise.all(Array.from({ length: 6 }, () => book(path, start)));
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([
      201, 201, 201, 409, 409, 409,
    ]);
    const refused = answers.find((answer) => answer.status === 409);
    if (refused === undefined) throw new Error('nobody was refused');
    const problem = await expectProblem(refused, 'slot_taken');
    expect(problem.alternatives?.length).toBeGreaterThan(0);
    expect(problem.alternatives?.some((each) => Date.parse(each.start) === start)).toBe(false);
  });

  it('lists for a move what its own host can do, and the move then succeeds', async () => {
    const { path } = await createTeamLink('moves', { strategy: 'round_robin' });
    const start = tomorrow(30);
    const receipt = await booked(path, start);
    const host = await hostOf(receipt);
    const busy = start + 2 * hourMs;
    await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx.insert(timeBlocks).values({
        tenantId: api.tenant.tenantId,
        id: newId('timeBlock'),
        memberId: host,
        during: { start: busy, end: busy + hourMs },
        kind: 'external',
        exclusive: false,
      }),
    );
    const date = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
    const query = `from=${date(start)}&to=${date(start + 24 * hourMs)}&timeZone=UTC`;
    const read = async (address: string): Promise<string[]> =>
      startsOf((await (await send(api, 'GET', `${address}/slots?${query}`)).json()) as SlotAnswer);
    const managed = `/api/v1/public/bookings/${tokenIn(receipt.links['reschedule'])}`;
    const [moves, anybody] = [await read(managed), await read(path)];
    expect(moves).not.toContain(new Date(busy).toISOString());
    expect(anybody).toContain(new Date(busy).toISOString());
    const last = moves.at(-1);
    const headers = { 'Idempotency-Key': randomUUID() };
    const moved = await send(api, 'POST', `${managed}/reschedule`, { body: { start: last }, headers });
    expect(moved.status).toBe(200);
    expect(await hostOf(receipt)).toBe(host);
  });
});

describe('the roster of a round-robin link', () => {
  it('can lose a host who has a weight, and have them back', async () => {
    const [ann = '', bob = '', cem = ''] = memberIds();
    const weights = { [ann]: 2, [bob]: 1, [cem]: 1 };
    const { id } = await createTeamLink('roster', { strategy: 'round_robin', weights });
    const patch = async (body: object) => {
      const headers = { 'If-Match': '*' };
      const answer = await send(api, 'PATCH', `/api/v1/links/${id}`, { as: firstLogin(api), body, headers });
      expect(answer.status).toBe(200);
      return answer.json();
    };
    expect(await patch({ hostIds: [ann, bob] })).toMatchObject({
      hostIds: [ann, bob],
      assignment: { weights: { [ann]: 2, [bob]: 1 } },
    });
    expect(await patch({ hostIds: [ann, bob, cem] })).toMatchObject({ hostIds: [ann, bob, cem] });
    expect(await patch({ kind: 'one_to_one' })).toMatchObject({ hostIds: [ann], kind: 'one_to_one' });
  });
});

describe('what a guest is answered', () => {
  it('holds no member, no item, no title and no reason, whatever is in the way', async () => {
    const { path } = await createTeamLink('private', { strategy: 'round_robin' });
    const start = tomorrow(60);
    const { tenantId } = api.tenant;
    await withTenant(api.db, tenantId, async (tx) => {
      for (const memberId of memberIds())
        await tx.insert(timeBlocks).values({
          tenantId,
          id: newId('timeBlock'),
          memberId,
          during: { start, end: start + hourMs },
          kind: 'time_off',
          exclusive: false,
        });
    });
    const date = new Date(start).toISOString().slice(0, 10);
    const answers = [
      await send(api, 'GET', path),
      await send(api, 'GET', `${path}/slots?from=${date}&to=${date}&timeZone=UTC`),
      await book(path, start),
      await book(path, start + 7 * 60_000),
      await book(path, Date.now() - hourMs),
    ];
    for (const answer of answers) {
      const text = await answer.text();
      expect(text).not.toMatch(/mbr_|blk_|evt_|hostId|time_off|external|busy|buffer|seats|weights|credit/);
    }
  });
});
