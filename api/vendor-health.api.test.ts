import { randomUUID } from 'node:crypto';
import { and, eq, ne, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendars, pushChannels } from '#db/schema/calendar.ts';
import { integrations } from '#db/schema/integration.ts';
import { withOperators, withTenant } from '#db/tenant.ts';
import type { TestTenant } from '#db/testing/tenant.ts';
import { behindAfterMs } from '#domain/sync/timing.ts';
import { minuteOf } from '#domain/vendor-health/health.ts';
import { noLatencies } from '#domain/vendor-health/latency.ts';
import { type OwnDatabase, openOwnDatabase } from '#scripts/testing/database.ts';
import { addCalls, type CallCount } from '#services/vendor-health/add-calls.ts';
import { backlogQuery } from '#services/vendor-health/find-backlog.ts';
import { expectProblem } from './testing/battery.ts';
import { type Fixture, furnish } from './testing/fixtures.ts';
import { type Api, openApi, send } from './testing/harness.ts';

/** Of its own: operators read over the whole installation. */
let database: OwnDatabase;
let api: Api;
let tenant: TestTenant;
let own: Fixture;
/** The calendar of the suite's own fixture, and its account. */
let calendarId: string;
let integrationId: string;

beforeAll(async () => {
  database = await openOwnDatabase();
  api = await openApi({ databaseUrls: database.urls });
  tenant = api.tenant;
  own = await furnish(api, tenant);
  calendarId = own.ids['calendarId'] ?? '';
  const [row] = await inTenant((tx) =>
    tx.select({ integrationId: calendars.integrationId }).from(calendars).where(eq(calendars.id, calendarId)),
  );
  integrationId = row?.integrationId ?? '';
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const [minuteMs, hourMs] = [60_000, 3_600_000];
const inTenant = <Result>(work: Parameters<typeof withTenant<Result>>[2]) =>
  withTenant(api.db, tenant.tenantId, work);
const operate = (path = '', as = api.operatorLogin) =>
  send(api, 'GET', `/api/v1/operator/vendors${path}`, { as });

type Window = { calls: number; failed: number; throttled: number; successRate: number | null; p95Ms: number };
type Vendor = Record<'quarter' | 'hour' | 'day', Window> & {
  vendor: string;
  state: string;
  reasons: { reason: string; calls: number }[];
  lastFailureAt: string | null;
  hours: { startsAt: string; calls: number; failed: number }[];
};
const healthOf = async (vendor: string): Promise<Vendor | undefined> => {
  const answer = await operate();
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { items: Vendor[] }).items.find((item) => item.vendor === vendor);
};

/** Calls that ended so many minutes ago. */
const called = (
  vendor: string,
  outcome: CallCount['outcome'],
  calls: number,
  minutesAgo: number,
): CallCount => {
  const lastAt = Date.now() - minutesAgo * minuteMs;
  const latencies = noLatencies();
  latencies[1] = calls;
  return { minute: minuteOf(lastAt), vendor, capability: 'calendar', outcome, calls, latencies, lastAt };
};

describe('how vendors answer', () => {
  it('is added up for the last quarter of an hour, the hour and the day, with why calls failed and when the last one did', async () => {
    const vendor = `vendor-${randomUUID()}`;
    const failure = called(vendor, 'timeout', 2, 40);
    await addCalls(api.db, [
      called(vendor, 'ok', 10, 1),
      failure,
      called(vendor, 'throttled', 3, 120),
      called(vendor, 'missing', 4, 130),
      called(vendor, 'ok', 100, 25 * 60),
    ]);
    const health = await healthOf(vendor);
    expect(health).toMatchObject({
      state: 'working',
      quarter: { calls: 10, failed: 0, successRate: 1 },
      hour: { calls: 12, failed: 2, throttled: 0 },
      day: { calls: 19, failed: 5, throttled: 3 },
      reasons: [
        { reason: 'throttled', calls: 3 },
        { reason: 'timeout', calls: 2 },
      ],
      lastFailureAt: new Date(failure.lastAt).toISOString(),
    });
    expect(health?.quarter.p95Ms).toBeGreaterThan(50);
    expect(health?.quarter.p95Ms).toBeLessThanOrEqual(100);
    expect(health?.hours).toHaveLength(24);
    expect(health?.hours.at(-1)).toMatchObject({ calls: 12, failed: 2 });
    expect(health?.hours.reduce((sum, { calls }) => sum + calls, 0)).toBe(19);
  });

  it('names every vendor of the settings, also one that nobody has called', async () => {
    const { vendor = '' } = api.deps.vendors[0] ?? {};
    expect(await healthOf(vendor)).toMatchObject({ day: { calls: expect.any(Number) } });
  });

  it('takes one statement beside those of who asks, whatever number of vendors there are', async () => {
    const statements = async (): Promise<number> =>
      Number((await operate()).headers.get('X-Statement-Count'));
    const before = await statements();
    await addCalls(
      api.db,
      Array.from({ length: 5 }, () => called(`vendor-${randomUUID()}`, 'ok', 1, 1)),
    );
    expect(await statements()).toBe(before);
  });

  it('is for operators alone', async () => {
    for (const path of ['', '/backlog', '/backlog/figures']) {
      const [member] = api.logins;
      if (member === undefined) throw new Error('nobody has signed in');
      await expectProblem(await operate(path, member), 'forbidden');
    }
  });
});

type Item = { id: string; kind: string; vendor: string; tenant: { id: string; name: string }; since: string };
const backlog = async (query = ''): Promise<Item[]> => {
  const found: Item[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await operate(`/backlog?limit=2${query}${after}`);
    expect(answer.status).toBe(200);
    const page = (await answer.json()) as { items: Item[]; nextCursor: string | null };
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
};
const ours = async (query = ''): Promise<Item[]> =>
  (await backlog(query)).filter((item) => item.tenant.id === tenant.tenantId);

const setCalendar = (values: Partial<typeof calendars.$inferInsert>) =>
  inTenant((tx) => tx.update(calendars).set(values).where(eq(calendars.id, calendarId)));
const quiet = async (): Promise<void> => {
  await inTenant((tx) => tx.update(calendars).set({ lastSyncedAt: Date.now() }).where(sql`true`));
  await inTenant((tx) => tx.delete(pushChannels).where(ne(pushChannels.id, '')));
  await inTenant((tx) =>
    tx
      .update(integrations)
      .set({ status: 'connected', lostAt: null })
      .where(and(eq(integrations.tenantId, tenant.tenantId), eq(integrations.id, integrationId))),
  );
};

describe('what waits at vendors', () => {
  it('are calendars that were not read for three polls, of accounts that are connected', async () => {
    await quiet();
    expect(await ours('&kind=calendar')).toEqual([]);
    const lastSyncedAt = Date.now() - behindAfterMs - minuteMs;
    await setCalendar({ lastSyncedAt, isConflictCalendar: true });
    const [item, ...more] = await ours();
    expect(more).toEqual([]);
    expect(item).toMatchObject({
      id: calendarId,
      kind: 'calendar',
      since: new Date(lastSyncedAt).toISOString(),
    });
    await setCalendar({ isConflictCalendar: false, isTarget: false });
    expect(await ours()).toEqual([]);
    await setCalendar({ isConflictCalendar: true });
  });

  it('are accounts that have to be connected again, since when; their calendars are not listed beside them', async () => {
    await quiet();
    await setCalendar({ lastSyncedAt: Date.now() - hourMs });
    const lostAt = Date.now() - hourMs;
    await inTenant((tx) =>
      tx
        .update(integrations)
        .set({ status: 'needs_reconnection', lostAt })
        .where(eq(integrations.id, integrationId)),
    );
    const items = await ours();
    expect(items).toMatchObject([
      { id: integrationId, kind: 'account', since: new Date(lostAt).toISOString() },
    ]);
    const { vendor = '' } = items[0] ?? {};
    expect(await ours(`&vendor=${vendor}&kind=account`)).toEqual(items);
    const answer = await operate('/backlog/figures');
    const figures = (await answer.json()) as { items: { kind: string; vendor: string; count: number }[] };
    const all = await backlog(`&vendor=${vendor}&kind=account`);
    expect(figures.items).toContainEqual(
      expect.objectContaining({ kind: 'account', vendor, count: all.length, since: all[0]?.since }),
    );
  });

  it('are push channels once half of the time to renew them has passed, unless a newer one has taken their place', async () => {
    await quiet();
    await setCalendar({ isConflictCalendar: true });
    const weekMs = 7 * 24 * hourMs;
    const open = async (expiresAt: number): Promise<string> => {
      const id = api.deps.newId('channel');
      await inTenant((tx) =>
        tx.insert(pushChannels).values({
          tenantId: tenant.tenantId,
          id,
          calendarId,
          secretHash: 'x',
          state: 'open',
          expiresAt,
          createdAt: expiresAt - weekMs,
        }),
      );
      return id;
    };
    await open(Date.now() + 13 * hourMs);
    expect(await ours()).toEqual([]);
    await quiet();
    const expiresAt = Date.now() + 11 * hourMs;
    const id = await open(expiresAt);
    expect(await ours()).toMatchObject([
      { id, kind: 'channel', since: new Date(expiresAt - 24 * hourMs).toISOString() },
    ]);
    await open(Date.now() + weekMs);
    expect(await ours()).toEqual([]);
  });

  it('is found by indexes that hold little else, and refused with a kind or a cursor that is none', async () => {
    const { ops } = api.deps;
    if (ops === null) throw new Error('the suite has no operators');
    const page = { now: Date.now(), limit: 25, after: { since: 1, id: 'x' } };
    const plan = await withOperators(ops, async (tx) => {
      // Among so few rows only the order speaks for an index.
      await tx.execute('set local enable_seqscan = off');
      await tx.execute('set local enable_sort = off');
      const { rows } = await tx.execute(sql`explain ${backlogQuery({}, page)}`);
      return JSON.stringify(rows);
    });
    for (const index of [/integrations_lost_idx/, /push_channels_expiry_idx/, /calendars_synced_idx/])
      expect(plan).toMatch(index);
    await expectProblem(await operate('/backlog?kind=weather'), 'invalid_request');
    await expectProblem(await operate('/backlog?cursor=x'), 'invalid_request');
  });
});
