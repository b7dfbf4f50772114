import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { effects } from '#db/schema/effect.ts';
import { wakeups } from '#db/schema/installation.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { patienceMs } from '#domain/effect/patience.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { claimAsGuest } from '#services/booking/testing/requests.ts';
import {
  type EffectKey,
  recordEffectDone,
  recordEffectFailure,
  retryEffects,
  wantedVersion,
} from './record-effect.ts';

let db: Database;
let tenant: TestTenant;
const now = Date.UTC(2027, 2, 1, 8);

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
  tenant = await createTestTenant(db);
});
afterAll(() => closeDatabase(db));

/** An effect that is owed in its second version. */
const owe = async (): Promise<EffectKey> => {
  const subject = { tenantId: tenant.tenantId, kind: 'booking' as const, id: newId('booking') };
  await withTenant(db, tenant.tenantId, (tx) =>
    tx.insert(effects).values({
      tenantId: tenant.tenantId,
      id: newId('effect'),
      subjectKind: subject.kind,
      subjectId: subject.id,
      name: 'calendar',
      state: 'owed',
      wanted: 2,
      tryAt: now,
    }),
  );
  return { subject, name: 'calendar' };
};
const rowOf = async ({ subject }: EffectKey) => {
  const [row] = await withTenant(db, tenant.tenantId, (tx) =>
    tx.select().from(effects).where(eq(effects.subjectId, subject.id)),
  );
  return row;
};
const retry = ({ subject }: EffectKey, when: number) =>
  withTenant(db, tenant.tenantId, (tx) => retryEffects(tx, subject, when));

describe('an effect', () => {
  test('is owed until its vendor has the version that is wanted', async () => {
    const key = await owe();
    expect(await wantedVersion(db, key)).toBe(2);
    await recordEffectDone(db, { ...key, version: 1, now: now + 1 });
    expect(await rowOf(key)).toMatchObject({ state: 'owed', done: 1, tryAt: now + 1 });
    await recordEffectDone(db, { ...key, version: 2, now: now + 2 });
    expect(await rowOf(key)).toMatchObject({ state: 'done', done: 2 });
    expect(await wantedVersion(db, key)).toBeNull();
  });

  test('never goes back to an older version, whatever order answers come in', async () => {
    const key = await owe();
    await recordEffectDone(db, { ...key, version: 2, now });
    await recordEffectDone(db, { ...key, version: 1, now });
    expect(await rowOf(key)).toMatchObject({ done: 2 });
  });

  test('says why it is not done and when it is tried again, and forgets that once it worked', async () => {
    const key = await owe();
    await recordEffectFailure(db, { ...key, failure: 'throttled', retryAfterSeconds: 120, now });
    expect(await rowOf(key)).toMatchObject({
      state: 'owed',
      failure: 'throttled',
      failures: 1,
      failingSince: now,
      tryAt: now + 120_000,
    });
    await recordEffectFailure(db, { ...key, failure: 'unavailable', now: now + 120_000 });
    expect(await rowOf(key)).toMatchObject({ failures: 2, failingSince: now, tryAt: now + 130_000 });
    await recordEffectDone(db, { ...key, version: 2, now: now + 130_000 });
    expect(await rowOf(key)).toMatchObject({ state: 'done', failure: null, failures: 0, failingSince: null });
  });

  test('is given up after a week without success, and owed again at once when somebody asks for it', async () => {
    const key = await owe();
    await recordEffectFailure(db, { ...key, failure: 'unavailable', now });
    await recordEffectFailure(db, { ...key, failure: 'unavailable', now: now + patienceMs });
    expect(await rowOf(key)).toMatchObject({ state: 'given_up', failure: 'unavailable' });
    expect(await wantedVersion(db, key)).toBeNull();
    await retry(key, now + patienceMs + 1);
    expect(await rowOf(key)).toMatchObject({
      state: 'owed',
      failures: 0,
      failingSince: null,
      tryAt: now + patienceMs + 1,
    });
  });

  test('that is done or dismissed is left alone by late failures and retries', async () => {
    const key = await owe();
    await recordEffectDone(db, { ...key, version: 2, now });
    const done = await rowOf(key);
    await recordEffectFailure(db, { ...key, failure: 'unavailable', now });
    await retry(key, now + 5);
    expect(await rowOf(key)).toEqual(done);
  });
});

describe('an effect of a session that guests share', () => {
  let days = 0;
  /** A booking whose guest is told once the session is in the calendar, and that effect. */
  const openWaiting = async () => {
    const { tenantId } = tenant;
    const link = await createTestLink(db, tenant, { kind: 'group', capacity: 3 });
    days += 1;
    const start = now + days * 24 * 60 * 60_000;
    const { booking } = await claimAsGuest(db, { tenantId, now }, { linkId: link.id, start });
    const subject = { tenantId, kind: 'session' as const, id: booking.sessionId };
    await withTenant(db, tenantId, async (tx) => {
      await tx
        .update(notifications)
        .set({ waitsFor: 'calendar' })
        .where(eq(notifications.subjectId, booking.id));
      await tx.insert(effects).values({
        tenantId,
        id: newId('effect'),
        subjectKind: subject.kind,
        subjectId: subject.id,
        name: 'calendar',
        state: 'owed',
        wanted: 1,
        tryAt: now,
      });
    });
    return { bookingId: booking.id, key: { subject, name: 'calendar' as const } };
  };
  const callsOf = async (bookingId: string): Promise<number> => {
    const [row] = await withTenant(db, tenant.tenantId, (tx) =>
      tx.select({ version: wakeups.version }).from(wakeups).where(eq(wakeups.subjectId, bookingId)),
    );
    return row?.version ?? 0;
  };

  test('has the bookings look whose guests wait for it, once it is done', async () => {
    const { bookingId, key } = await openWaiting();
    const before = await callsOf(bookingId);
    await recordEffectDone(db, { ...key, version: 1, now });
    expect(await callsOf(bookingId)).toBe(before + 1);
  });

  test('does so when it fails for the first time: nobody is told later because a calendar is down', async () => {
    const { bookingId, key } = await openWaiting();
    const before = await callsOf(bookingId);
    await recordEffectFailure(db, { ...key, failure: 'unavailable', now });
    await recordEffectFailure(db, { ...key, failure: 'unavailable', now });
    expect(await callsOf(bookingId)).toBe(before + 1);
  });
});
