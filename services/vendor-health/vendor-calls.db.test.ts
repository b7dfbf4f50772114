import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { vendorCalls } from '#db/schema/installation.ts';
import { sweepTable } from '#db/sweeps.ts';
import { withOperators } from '#db/tenant.ts';
import { minuteOf } from '#domain/vendor-health/health.ts';
import { noLatencies } from '#domain/vendor-health/latency.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { addCalls, type CallCount } from './add-calls.ts';
import { gatherCalls } from './gather-calls.ts';
import { vendorCallsQuery } from './read-vendor-health.ts';

let db: Database;
let ops: Database;
beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 8 });
  ops = openDatabase(testDatabase().opsUrl, { poolSize: 1 });
});
afterAll(() => Promise.all([closeDatabase(db), closeDatabase(ops)]));

const minuteMs = 60_000;
const now = minuteOf(Date.now());
const newVendor = (): string => `vendor-${randomUUID()}`;
const stored = (vendor: string) => db.select().from(vendorCalls).where(eq(vendorCalls.vendor, vendor));
const took = (classes: Readonly<Record<number, number>>): number[] =>
  noLatencies().map((_, index) => classes[index] ?? 0);
const countOf = (vendor: string, of: Partial<CallCount> = {}): CallCount => ({
  minute: now,
  vendor,
  capability: 'email',
  outcome: 'ok',
  calls: 1,
  latencies: took({ 0: 1 }),
  lastAt: now,
  ...of,
});

describe('counts of calls', () => {
  test('of processes that write at the same time, in any order, are added and none is lost', async () => {
    const vendor = newVendor();
    const outcomes = ['ok', 'timeout', 'throttled'] as const;
    const writes = Array.from({ length: 60 }, (_, index) => {
      const counts = outcomes.map((outcome) =>
        countOf(vendor, { outcome, latencies: took({ [index % 3]: 1 }), lastAt: now + index }),
      );
      return addCalls(db, index % 2 === 0 ? counts : counts.toReversed());
    });
    await Promise.all(writes);
    const rows = await stored(vendor);
    expect(rows.map(({ outcome }) => outcome).toSorted()).toEqual([...outcomes].toSorted());
    for (const row of rows)
      expect(row).toMatchObject({ calls: 60, latencies: took({ 0: 20, 1: 20, 2: 20 }), lastAt: now + 59 });
  });

  test('of one minute stay apart by vendor, capability and how the calls ended', async () => {
    const vendor = newVendor();
    await addCalls(db, [
      countOf(vendor),
      countOf(vendor, { outcome: 'timeout' }),
      countOf(vendor, { capability: 'calendar' }),
      countOf(vendor, { minute: now - minuteMs }),
    ]);
    await addCalls(db, [countOf(vendor)]);
    const rows = await stored(vendor);
    expect(rows.map(({ calls }) => calls).toSorted((a, b) => a - b)).toEqual([1, 1, 1, 2]);
  });

  test('go after their days, and what is younger stays', async () => {
    const vendor = newVendor();
    const old = countOf(vendor, { minute: now - 9 * 24 * 60 * minuteMs });
    await addCalls(db, [old, countOf(vendor)]);
    const before = now - 8 * 24 * 60 * minuteMs;
    await sweepTable(db, { table: 'vendor_calls', before, most: 1_000 });
    expect((await stored(vendor)).map(({ minute }) => minute)).toEqual([now]);
  });

  test('are removed by nobody but the sweep, and changed by no operator', async () => {
    const refused = { cause: { code: '42501' } };
    await expect(db.delete(vendorCalls)).rejects.toMatchObject(refused);
    await expect(withOperators(ops, (tx) => tx.update(vendorCalls).set({ calls: 0 }))).rejects.toMatchObject(
      refused,
    );
  });

  test('of eight days are added up by the index over the last day alone', async () => {
    const plan = await withOperators(ops, async (tx) => {
      await tx.execute('set local enable_seqscan = off');
      const { rows } = await tx.execute(sql`explain ${vendorCallsQuery(now)}`);
      return JSON.stringify(rows);
    });
    expect(plan).toContain('vendor_calls_minute_vendor_capability_outcome_pk');
    expect(plan).toMatch(/Index Cond: \(minute > /);
  });
});

describe('a process that calls vendors', () => {
  const gather = (write: (counts: readonly CallCount[]) => Promise<void>, of: { most?: number } = {}) => {
    const clock = { now };
    const told: unknown[] = [];
    const gatherer = gatherCalls({
      write,
      now: () => clock.now,
      onFailure: (error) => told.push(error),
      everyMs: 3_600_000,
      ...of,
    });
    return { ...gatherer, clock, told };
  };
  const call = (vendor: string, outcome: 'ok' | 'timeout' = 'ok') =>
    ({ capability: 'email', vendor, outcome }) as const;

  test('writes what it has counted in one statement, and the rest when it ends', async () => {
    const vendor = newVendor();
    let writes = 0;
    const { count, flush, close } = gather(async (counts) => {
      writes += 1;
      await addCalls(db, counts);
    });
    for (const ms of [10, 20, 700]) count(call(vendor), { ms });
    count(call(vendor, 'timeout'), { ms: 31_000 });
    await flush();
    expect(writes).toBe(1);
    count(call(vendor), { ms: 10 });
    await close();
    const rows = await stored(vendor);
    expect(rows.find(({ outcome }) => outcome === 'ok')).toMatchObject({
      calls: 4,
      latencies: took({ 0: 3, 4: 1 }),
    });
    expect(rows.find(({ outcome }) => outcome === 'timeout')).toMatchObject({ latencies: took({ 9: 1 }) });
    await close();
    expect(writes).toBe(2);
  });

  test('keeps what could not be written and adds it to the next, telling once that it fails and that it works again', async () => {
    const vendor = newVendor();
    const away = new Error('the database is away');
    let isAway = true;
    const { count, flush, close, told } = gather(async (counts) => {
      if (isAway) throw away;
      await addCalls(db, counts);
    });
    count(call(vendor), { ms: 10 });
    await flush();
    count(call(vendor), { ms: 10 });
    await flush();
    expect(told).toEqual([away]);
    isAway = false;
    await close();
    expect(told).toEqual([away, null]);
    expect(await stored(vendor)).toMatchObject([{ calls: 2 }]);
  });

  test('counts on while it writes, and loses nothing of that when the writing fails', async () => {
    const vendor = newVendor();
    let refuse: (error: Error) => void = () => undefined;
    let tries = 0;
    const { count, flush, close } = gather(async (counts) => {
      tries += 1;
      if (tries === 1)
        await new Promise<void>((_, reject) => {
          refuse = reject;
        });
      await addCalls(db, counts);
    });
    count(call(vendor), { ms: 10 });
    const first = flush();
    count(call(vendor), { ms: 10 });
    refuse(new Error('the connection was lost'));
    await first;
    await close();
    expect(await stored(vendor)).toMatchObject([{ calls: 2 }]);
  });

  test('holds no more than so many counts while nothing can be written: the oldest go', async () => {
    const vendor = newVendor();
    let isAway = true;
    const { count, flush, close, clock } = gather(
      async (counts) => {
        if (isAway) throw new Error('away');
        await addCalls(db, counts);
      },
      { most: 5 },
    );
    for (let minute = 0; minute < 9; minute += 1) {
      clock.now = now + minute * minuteMs;
      count(call(vendor), { ms: 10 });
      await flush();
    }
    isAway = false;
    await close();
    const kept = (await stored(vendor)).map(({ minute }) => (minute - now) / minuteMs);
    expect(kept.toSorted((a, b) => a - b)).toEqual([4, 5, 6, 7, 8]);
  });

  test('that is killed leaves what it has written, and no other waits for it', async () => {
    const vendor = newVendor();
    const lost = gather((counts) => addCalls(db, counts));
    lost.count(call(vendor), { ms: 10 });
    await lost.flush();
    lost.count(call(vendor), { ms: 10 });
    const other = gather((counts) => addCalls(db, counts));
    other.count(call(vendor), { ms: 10 });
    await other.close();
    expect(await stored(vendor)).toMatchObject([{ calls: 2 }]);
  });
});
