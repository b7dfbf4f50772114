import { and, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { linkHosts } from '#db/schema/link.ts';
import { scheduleOverrides, schedules } from '#db/schema/schedule.ts';
import { sessionHosts, timeBlocks } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestHost, type TestTenant } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { findMovesFor } from '#services/booking/read/find-moves.ts';
import { readBooking } from '#services/booking/read/read-booking.ts';
import { suggestTimesFor } from '#services/booking/read/suggest-times.ts';
import { bookAsGuest, contextAt, guestOf, sessionOf } from '#services/booking/testing/requests.ts';
import { findPublicSlots } from './find-slots.ts';

let db: Database;
const now = Date.UTC(2027, 2, 1, 8);
const hourMs = 3_600_000;
beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));

const contextOf = ({ tenantId }: TestTenant, bookingId?: string) =>
  contextAt(db, { tenantId, now }, bookingId === undefined ? {} : { actor: guestOf(bookingId) });

const claim = (tenant: TestTenant, linkId: string, start: number): Promise<string> =>
  bookAsGuest(db, { tenantId: tenant.tenantId, now }, { linkId, start });

const blockFor = (tenant: TestTenant, host: TestHost | undefined, start: number, hours: number) =>
  withTenant(db, tenant.tenantId, (tx) =>
    tx.insert(timeBlocks).values({
      tenantId: tenant.tenantId,
      id: newId('timeBlock'),
      memberId: host?.id ?? '',
      during: { start, end: start + hours * hourMs },
      kind: 'external',
      exclusive: false,
    }),
  );

const startsOf = (found: { days: readonly { slots: readonly { start: number }[] }[] }): number[] =>
  found.days.flatMap((day) => day.slots.map((slot) => slot.start));

describe('times a booking can move to', () => {
  const day = { from: '2027-03-03', to: '2027-03-03', timeZone: 'UTC' };
  const at = (hour: number): number => Date.UTC(2027, 2, 3, hour);

  test('are those of its own hosts, with its own time not in the way', async () => {
    const tenant = await createTestTenant(db, { hosts: 3 });
    const link = await createTestLink(db, tenant, { hosts: tenant.hosts, kind: 'round_robin' });
    const bookingId = await claim(tenant, link.id, at(10));
    const [mine] = await withTenant(db, tenant.tenantId, (tx) =>
      tx
        .select()
        .from(sessionHosts)
        .where(inArray(sessionHosts.sessionId, sessionOf(tx, bookingId))),
    );
    const host = tenant.hosts.find((each) => each.id === mine?.memberId);
    await blockFor(tenant, host, at(12), 1);
    const moves = startsOf(await findMovesFor(contextOf(tenant, bookingId), bookingId, day));
    expect(moves).toContain(at(10));
    expect(moves).not.toContain(at(12));
    const address = { username: tenant.hosts[0]?.username ?? '', slug: link.slug };
    expect(startsOf(await findPublicSlots(db, address, day, now))).toContain(at(12));
  });

  test('are still there when its host has left the link', async () => {
    const tenant = await createTestTenant(db, { hosts: 2 });
    const [owner, guest] = tenant.hosts;
    const link = await createTestLink(db, tenant, {
      hosts: tenant.hosts,
      kind: 'round_robin',
      assignment: { strategy: 'named_host', namedHostId: guest?.id ?? '', weights: {} },
    });
    const bookingId = await claim(tenant, link.id, at(10));
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.delete(linkHosts).where(and(eq(linkHosts.linkId, link.id), eq(linkHosts.memberId, guest?.id ?? ''))),
    );
    await blockFor(tenant, owner, at(0), 24);
    expect(startsOf(await findMovesFor(contextOf(tenant, bookingId), bookingId, day))).toContain(at(14));
  });

  test('are shown to nobody whose link is for another booking', async () => {
    const tenant = await createTestTenant(db);
    const link = await createTestLink(db, tenant);
    const [mine, theirs] = [await claim(tenant, link.id, at(10)), await claim(tenant, link.id, at(11))];
    for (const ctx of [contextOf(tenant, mine), contextOf(tenant)]) {
      await expect(findMovesFor(ctx, theirs, day)).rejects.toMatchObject({ code: 'not_found' });
      await expect(suggestTimesFor(ctx, theirs)).rejects.toMatchObject({ code: 'not_found' });
      await expect(readBooking(ctx, theirs)).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  test('are suggested without the one it has, each once and every kind among the first', async () => {
    const tenant = await createTestTenant(db);
    const link = await createTestLink(db, tenant);
    const bookingId = await claim(tenant, link.id, at(10));
    await blockFor(tenant, tenant.hosts[0], at(11), 2);
    const suggested = await suggestTimesFor(contextOf(tenant, bookingId), bookingId, at(11));
    const starts = suggested.map((each) => Date.parse(each.start));
    expect(starts).not.toContain(at(10));
    expect(starts).not.toContain(at(11));
    expect(starts.length).toBeGreaterThan(6);
    expect(new Set(starts).size).toBe(starts.length);
    expect(suggested.slice(0, 3).map((each) => each.kind)).toEqual([
      'nearest',
      'same_weekday_and_time',
      'best',
    ]);
  });
});

describe('the next date with a free time', () => {
  const search = (date: string, timeZone: string) => ({ from: date, to: date, timeZone });

  /** Open for one hour on the last day of a window of three days, on the clock of the host. */
  const lastHour = async (timeZone: string, startMinute: number) => {
    const tenant = await createTestTenant(db, { timeZone, weekly: [] });
    const weekly = [{ weekday: 4, startMinute, endMinute: startMinute + 60 }];
    await withTenant(db, tenant.tenantId, (tx) => tx.update(schedules).set({ weekly }));
    const window = { kind: 'rolling' as const, days: 3 };
    const link = await createTestLink(db, tenant, { bookingWindow: window });
    return { username: tenant.hosts[0]?.username ?? '', slug: link.slug };
  };

  test('is found a day after the host’s last one for a guest whose clock is ahead', async () => {
    const address = await lastHour('America/Los_Angeles', 22 * 60);
    const found = await findPublicSlots(db, address, search('2027-03-04', 'Asia/Tokyo'), now);
    expect(found).toMatchObject({ days: [], nextAvailableDate: '2027-03-05' });
  });

  test('is found a day before the host’s for a guest whose clock is behind', async () => {
    const address = await lastHour('Asia/Tokyo', 60);
    const found = await findPublicSlots(db, address, search('2027-03-02', 'America/Los_Angeles'), now);
    expect(found).toMatchObject({ days: [], nextAvailableDate: '2027-03-03' });
  });

  test('is none after the last', async () => {
    const address = await lastHour('Asia/Tokyo', 60);
    const found = await findPublicSlots(db, address, search('2027-03-05', 'Asia/Tokyo'), now);
    expect(found).toMatchObject({ days: [], nextAvailableDate: null });
  });
});

describe('a month without a free time', () => {
  test.each([
    ['2027-05-15', 365, '2027-05-15'],
    ['2027-11-30', 365, '2027-11-30'],
    ['2027-11-30', 100, null],
    ['2029-02-20', 730, '2029-02-20'],
  ])('names the next free day, %s, within a window of %i days', async (date, days, expected) => {
    const tenant = await createTestTenant(db, { weekly: [] });
    const [host] = tenant.hosts;
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.insert(scheduleOverrides).values({
        tenantId: tenant.tenantId,
        id: newId('scheduleOverride'),
        scheduleId: host?.scheduleId ?? '',
        date,
        ranges: [{ startMinute: 540, endMinute: 600 }],
      }),
    );
    const { slug } = await createTestLink(db, tenant, { bookingWindow: { kind: 'rolling', days } });
    const found = await findPublicSlots(
      db,
      { username: host?.username ?? '', slug },
      { from: '2027-03-01', to: '2027-03-31', timeZone: 'UTC' },
      now,
    );
    expect(found.days).toEqual([]);
    expect(found.nextAvailableDate).toBe(expected);
  });
});

describe('start times of a link', () => {
  test.each([
    ['the hour', { kind: 'clock' as const, offsetMinutes: 0 }, [18, 19]],
    ['half past', { kind: 'clock' as const, offsetMinutes: 30 }, [17.5, 18.5, 19.5]],
    ['each block of hours', { kind: 'hours' as const }, [17.5, 18.5, 19.5]],
  ])('are counted from %s', async (_, startGrid, expected) => {
    const weekly = [{ weekday: 3, startMinute: 17 * 60 + 30, endMinute: 20 * 60 + 30 }];
    const tenant = await createTestTenant(db, { weekly });
    const { slug } = await createTestLink(db, tenant, {
      durationsMinutes: [60],
      stepMinutes: 60,
      startGrid,
    });
    const address = { username: tenant.hosts[0]?.username ?? '', slug };
    const day = { from: '2027-03-03', to: '2027-03-03', timeZone: 'UTC' };
    const found = await findPublicSlots(db, address, day, now);
    expect(startsOf(found)).toEqual(expected.map((hour) => Date.UTC(2027, 2, 3) + hour * hourMs));
  });
});
