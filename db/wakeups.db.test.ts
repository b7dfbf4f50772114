import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Wakeup, WakeupCall } from '#domain/follower.ts';
import { type OwnDatabase, openOwnDatabase } from '#scripts/testing/database.ts';
import { closeDatabase, type Database, openDatabase } from './client.ts';
import { newId } from './new-id.ts';
import { wakeups } from './schema/installation.ts';
import { tenants } from './schema/tenant.ts';
import { withTenant } from './tenant.ts';
import { createTestTenant, type TestTenant } from './testing/tenant.ts';
import { countBehind, createWakeupStore, putOff, wake, wakeupVersion } from './wakeups.ts';

/** Of its own: a relay takes what is due whoever wrote it, also what other suites have written. */
let database: OwnDatabase;
let db: Database;
let tenant: TestTenant;
let made: Wakeup[] = [];
const called: WakeupCall[] = [];

const open = (poolSize: number): Database =>
  openDatabase(database.urls.appUrl, { poolSize, onWake: (call) => called.push(call) });

beforeAll(async () => {
  database = await openOwnDatabase();
  db = open(12);
  tenant = await createTestTenant(db);
});
afterAll(async () => {
  await closeDatabase(db);
  await database.drop();
});
afterEach(async () => {
  for (const { tenantId, subjectId } of made)
    await withTenant(db, tenantId, (tx) => tx.delete(wakeups).where(eq(wakeups.subjectId, subjectId)));
  made = [];
});

const newWakeup = (of: TestTenant = tenant): Wakeup => {
  const wakeup: Wakeup = { tenantId: of.tenantId, kind: 'booking', subjectId: newId('booking') };
  made.push(wakeup);
  return wakeup;
};

const ask = (...asked: readonly Wakeup[]) => withTenant(db, tenant.tenantId, (tx) => wake(tx, ...asked));

const rowOf = async ({ tenantId, subjectId }: Wakeup) => {
  const [row] = await withTenant(db, tenantId, (tx) =>
    tx.select().from(wakeups).where(eq(wakeups.subjectId, subjectId)),
  );
  return row;
};

/** As if nobody had looked since it was asked for, `seconds` ago. */
const age = ({ tenantId, subjectId }: Wakeup, seconds: number) =>
  withTenant(db, tenantId, (tx) =>
    tx
      .update(wakeups)
      .set({
        dueAt: sql`now() - make_interval(secs => ${seconds})`,
        callAt: sql`now() - make_interval(secs => ${seconds})`,
      })
      .where(eq(wakeups.subjectId, subjectId)),
  );

const callsOf = (wakeup: Wakeup, calls: readonly WakeupCall[]) =>
  calls.filter(({ subjectId }) => subjectId === wakeup.subjectId);

const take = (limit = 100): Promise<WakeupCall[]> => createWakeupStore(db).take(limit);

describe('a wake-up', () => {
  test('stands and falls with the change it is about, and nobody is called before that is committed', async () => {
    const [kept, lost] = [newWakeup(), newWakeup()];
    const rename = (name: string, wakeup: Wakeup, after: () => void) =>
      withTenant(db, tenant.tenantId, async (tx) => {
        await tx.update(tenants).set({ name });
        wake(tx, wakeup);
        expect(callsOf(wakeup, called)).toEqual([]);
        after();
      });
    await rename('Kept', kept, () => undefined);
    const failing = rename('Lost', lost, () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const [named] = await withTenant(db, tenant.tenantId, (tx) => tx.select().from(tenants));
    expect(named?.name).toBe('Kept');
    expect(await rowOf(kept)).toMatchObject({ version: 1, calls: 0 });
    expect(await rowOf(lost)).toBeUndefined();
    expect(callsOf(kept, called)).toEqual([{ ...kept, version: 1 }]);
    expect(callsOf(lost, called)).toEqual([]);
  });

  test('that was rolled back is not called by a later transaction of the same connection', async () => {
    const single = open(1);
    const [lost, kept] = [newWakeup(), newWakeup()];
    const failing = withTenant(single, tenant.tenantId, async (tx) => {
      wake(tx, lost);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await withTenant(single, tenant.tenantId, (tx) => wake(tx, kept));
    await closeDatabase(single);
    expect(callsOf(lost, called)).toEqual([]);
    expect(callsOf(kept, called)).toHaveLength(1);
  });

  test('asked for several times is one row, due at the earliest moment, newer each time', async () => {
    const wakeup = newWakeup();
    await ask(wakeup);
    await age(wakeup, 600);
    const first = await rowOf(wakeup);
    await ask(wakeup);
    const second = await rowOf(wakeup);
    expect(second).toMatchObject({ version: 2, calls: 0, dueAt: first?.dueAt });
    await Promise.all(Array.from({ length: 10 }, () => ask(wakeup)));
    expect(await rowOf(wakeup)).toMatchObject({ version: 12 });
    expect(await withTenant(db, tenant.tenantId, (tx) => wakeupVersion(tx, wakeup))).toBe(12);
  });

  test('of another tenant can neither be seen nor be changed nor be made', async () => {
    const other = await createTestTenant(db);
    const theirs = newWakeup(other);
    await withTenant(db, other.tenantId, (tx) => wake(tx, theirs));
    await withTenant(db, tenant.tenantId, async (tx) => {
      expect(await wakeupVersion(tx, theirs)).toBe(0);
      await putOff(tx, { ...theirs, tenantId: tenant.tenantId }, { version: 1, until: null });
      await tx.update(wakeups).set({ version: 99 }).where(eq(wakeups.subjectId, theirs.subjectId));
    });
    expect(await rowOf(theirs)).toMatchObject({ tenantId: other.tenantId, version: 1 });
    const foreign = withTenant(db, tenant.tenantId, (tx) =>
      wake(tx, { ...newWakeup(), tenantId: other.tenantId }),
    );
    await expect(foreign).rejects.toMatchObject({ cause: { code: '42501' } });
    const taken = withTenant(db, tenant.tenantId, (tx) => wake(tx, { ...theirs, tenantId: tenant.tenantId }));
    await expect(taken).rejects.toMatchObject({ cause: { code: '42501' } });
    expect(await rowOf(theirs)).toMatchObject({ tenantId: other.tenantId, version: 1 });
  });

  test('is not to be seen without a tenant, unless one is a relay', async () => {
    await ask(newWakeup());
    expect(await db.select().from(wakeups)).toEqual([]);
  });
});

describe('a follower that has looked', () => {
  const look = (wakeup: Wakeup, seen: { version: number; until: number | null }) =>
    withTenant(db, tenant.tenantId, (tx) => putOff(tx, wakeup, seen));
  const until = Date.UTC(2030, 0, 1);

  test('is called only a while after its next moment', async () => {
    const wakeup = newWakeup();
    await ask(wakeup);
    await look(wakeup, { version: 1, until });
    expect(await rowOf(wakeup)).toMatchObject({ dueAt: until, callAt: until + 30_000, calls: 0, version: 1 });
  });

  test('leaves no row when nothing is to come, and makes one when something is', async () => {
    const wakeup = newWakeup();
    await ask(wakeup);
    await look(wakeup, { version: 1, until: null });
    expect(await rowOf(wakeup)).toBeUndefined();
    await look(wakeup, { version: 0, until });
    expect(await rowOf(wakeup)).toMatchObject({ dueAt: until, version: 1 });
    await look(newWakeup(), { version: 0, until: null });
  });

  test('leaves a newer wake-up as it is: what has changed meanwhile is looked at', async () => {
    const wakeup = newWakeup();
    await ask(wakeup);
    await ask(wakeup);
    const newer = await rowOf(wakeup);
    for (const version of [0, 1])
      for (const seen of [until, null]) await look(wakeup, { version, until: seen });
    expect(await rowOf(wakeup)).toEqual(newer);
  });

  test('does not undo a wake-up that is committed between its look and its answer', async () => {
    const wakeup = newWakeup();
    await ask(wakeup);
    await withTenant(db, tenant.tenantId, async (tx) => {
      const version = await wakeupVersion(tx, wakeup);
      await ask(wakeup);
      await putOff(tx, wakeup, { version, until: null });
    });
    expect(await rowOf(wakeup)).toMatchObject({ version: 2 });
  });
});

describe('a relay', () => {
  test('takes what nobody has answered for a second, and nothing that has just been asked for or is not due', async () => {
    const [fresh, old, later] = [newWakeup(), newWakeup(), newWakeup()];
    await ask(old, later);
    await age(old, 2);
    await withTenant(db, tenant.tenantId, (tx) =>
      putOff(tx, later, { version: 1, until: Date.now() + 60_000 }),
    );
    await ask(fresh);
    expect(await take()).toEqual([{ ...old, version: 1 }]);
  });

  test('never takes what another one takes', async () => {
    const many = Array.from({ length: 60 }, () => newWakeup());
    await ask(...many);
    for (const one of many) await age(one, 3_600);
    const taken = (await Promise.all(Array.from({ length: 10 }, () => take(20)))).flat();
    expect(new Set(taken.map(({ subjectId }) => subjectId)).size).toBe(many.length);
    expect(taken).toHaveLength(many.length);
    expect(await take()).toEqual([]);
  });

  test('takes the longest waiting first', async () => {
    const waiting = [3_700, 7_300, 5_400].map((seconds) => ({ wakeup: newWakeup(), seconds }));
    await ask(...waiting.map(({ wakeup }) => wakeup));
    for (const { wakeup, seconds } of waiting) await age(wakeup, seconds);
    const taken = [...(await take(1)), ...(await take(1)), ...(await take(1))];
    const expected = [1, 2, 0].map((index) => waiting[index]?.wakeup.subjectId);
    expect(taken.map(({ subjectId }) => subjectId)).toEqual(expected);
  });

  test('waits longer for an answer after each call, and starts anew with a change', async () => {
    const wakeup = newWakeup();
    await ask(wakeup);
    const waits: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      await age(wakeup, 10);
      await take();
      const {
        rows: [row],
      } = await withTenant(db, tenant.tenantId, (tx) =>
        tx.execute<{ wait: number }>(
          sql`select round(extract(epoch from call_at - due_at) - 10)::int as wait from wakeups where subject_id = ${wakeup.subjectId}`,
        ),
      );
      waits.push(row?.wait ?? -1);
    }
    const rounded = waits.map((wait) => Math.round(wait / 10) * 10);
    expect(rounded).toEqual([30, 60, 120, 240, 480, 900, 900]);
    expect(await rowOf(wakeup)).toMatchObject({ calls: 7 });
    await ask(wakeup);
    expect(await rowOf(wakeup)).toMatchObject({ calls: 0 });
  });

  test('gives back what it could not call: it is due at once, and counts as not called', async () => {
    const wakeup = newWakeup();
    await ask(wakeup);
    await age(wakeup, 5);
    const store = createWakeupStore(db);
    const taken = await take();
    expect(taken).toHaveLength(1);
    expect(await take()).toEqual([]);
    await store.giveBack(taken);
    const row = await rowOf(wakeup);
    expect(row).toMatchObject({ calls: 0 });
    expect(row?.callAt ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(Date.now() + 1_000);
  });

  test('that gives an old call back leaves a newer wake-up as it is', async () => {
    const wakeup = newWakeup();
    await ask(wakeup);
    await ask(wakeup);
    const newer = await rowOf(wakeup);
    const store = createWakeupStore(db);
    await store.giveBack([{ ...wakeup, version: 1 }]);
    await store.noteCalls([{ ...wakeup, version: 1 }]);
    expect(await rowOf(wakeup)).toEqual(newer);
  });

  test('does not repeat a call that was made right after its commit, until an answer is overdue', async () => {
    const wakeup = newWakeup();
    await ask(wakeup);
    await age(wakeup, 5);
    const store = createWakeupStore(db);
    await store.noteCalls([{ ...wakeup, version: 1 }]);
    expect(await rowOf(wakeup)).toMatchObject({ calls: 1 });
    expect(await take()).toEqual([]);
    await store.noteCalls([]);
    await store.giveBack([]);
  });

  test('counts the followers that are behind, of all tenants, and since when', async () => {
    const other = await createTestTenant(db);
    const minute = 60_000;
    expect(await countBehind(db, minute)).toEqual({ count: 0, since: null });
    const [mine, theirs, punctual] = [newWakeup(), newWakeup(other), newWakeup()];
    await ask(mine, punctual);
    await withTenant(db, other.tenantId, (tx) => wake(tx, theirs));
    await age(mine, 70);
    await age(theirs, 600);
    await age(punctual, 20);
    const behind = { count: 2, since: (await rowOf(theirs))?.dueAt };
    expect(await countBehind(db, minute)).toEqual(behind);
    // Being called does not count as having looked.
    await createWakeupStore(db).noteCalls([{ ...mine, version: 1 }]);
    expect(await countBehind(db, minute)).toEqual(behind);
  });
});

test('a call carries ids, a kind and a number, nothing else', async () => {
  const wakeup = newWakeup();
  await ask(wakeup);
  const [call] = callsOf(wakeup, called);
  expect(Object.keys(call ?? {}).toSorted()).toEqual(['kind', 'subjectId', 'tenantId', 'version']);
});
