import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { wakeupVersion } from '#db/wakeups.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { explainSlot } from '#services/availability/explain-slot.ts';
import { findPublicSlots } from '#services/availability/find-slots.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import {
  bookAsGuest,
  claimAsGuest,
  contextAt,
  guestOf,
  ownerOf,
  refusalOf,
} from '#services/booking/testing/requests.ts';
import type { CalendarKey } from '#services/calendar/stored-events.ts';
import { disconnectIntegration } from '#services/integration/disconnect-integration.ts';
import { updateLink } from '#services/link/update-link.ts';
import { forgetCalendar } from './forget-calendar.ts';
import { lookAtCalendar } from './look-at-calendar.ts';
import { busyEvent, connectCalendar, readFully } from './testing/accounts.ts';
import { updateCalendar } from './update-calendar.ts';

let db: Database;
let tenant: TestTenant;
const dayMs = 86_400_000;
const hourMs = 3_600_000;
const now = Date.UTC(2027, 2, 1, 8);
const dayAfter = (days: number): number => now + days * dayMs;
beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db, { hosts: 3 });
});

const twoYears = { bookingWindow: { kind: 'rolling' as const, days: 730 } };
const asOwner = () => contextAt(db, { tenantId: tenant.tenantId, now }, { actor: ownerOf(tenant) });
const date = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
/** The first and the last time offered on the days around an instant. */
const offered = async (slug: string, around: number) => {
  const address = { username: tenant.hosts[0]?.username ?? '', slug };
  const search = { from: date(around - dayMs), to: date(around + dayMs), timeZone: 'UTC' };
  const { days } = await findPublicSlots(db, address, search, now);
  const starts = days.flatMap((day) => day.slots.map(({ start }) => start));
  return starts.length === 0
    ? []
    : [Math.min(...starts), Math.max(...starts)].map((at) => new Date(at).toISOString());
};
const iso = (instant: number): string => new Date(instant).toISOString();
const book = (linkId: string, start: number) =>
  bookAsGuest(db, { tenantId: tenant.tenantId, now }, { linkId, start });
const hold = (linkId: string, start: number) =>
  claimAsGuest(db, { tenantId: tenant.tenantId, now }, { linkId, start, details: null });
const wakeups = ({ tenantId, calendarId }: CalendarKey) =>
  withTenant(db, tenantId, (tx) => wakeupVersion(tx, { tenantId, kind: 'calendar', subjectId: calendarId }));
const isShort = async ({ tenantId, calendarId }: CalendarKey) =>
  (await lookAtCalendar(db, { tenantId, calendarId, now, until: now }))?.isShort;

describe('what has not been read of a calendar', () => {
  test('is not offered, held, booked or moved to, and what has been read is offered to its end', async () => {
    const link = await createTestLink(db, tenant, twoYears);
    const calendar = await connectCalendar(db, tenant, tenant.hosts[0], now);
    await readFully(db, calendar, { now, until: dayAfter(366) });
    expect(await offered(link.slug, dayAfter(366))).toEqual([
      iso(dayAfter(365) - 8 * hourMs),
      iso(dayAfter(366) - hourMs / 2),
    ]);
    expect(await offered(link.slug, dayAfter(400))).toEqual([]);
    expect(await refusalOf(book(link.id, dayAfter(400)))).toBe('beyond_booking_window');
    expect(await refusalOf(hold(link.id, dayAfter(366)))).toBe('beyond_booking_window');
    const bookingId = await book(link.id, dayAfter(366) - hourMs);
    for (const actor of [guestOf(bookingId), ownerOf(tenant)]) {
      const ctx = contextAt(db, { tenantId: tenant.tenantId, now }, { actor });
      expect(await refusalOf(rescheduleBooking(ctx, { bookingId, start: dayAfter(366) }))).toBe(
        'beyond_booking_window',
      );
    }
  });

  test('is explained as a cause of its own', async () => {
    const link = await createTestLink(db, tenant, { ...twoYears, bufferAfterMinutes: 15 });
    const calendar = await connectCalendar(db, tenant, tenant.hosts[0], now);
    const reasons = async () =>
      (await explainSlot(asOwner(), { linkId: link.id, start: dayAfter(400) })).reasons;
    const unread = { rule: 'calendar_unread', hostId: tenant.hosts[0]?.id };
    expect(await reasons()).toMatchObject([unread]);
    await readFully(db, calendar, { now, until: dayAfter(366) });
    expect(await reasons()).toMatchObject([{ ...unread, knownUntil: dayAfter(366) - 15 * 60_000 }]);
    await readFully(db, calendar, {
      now,
      until: dayAfter(730),
      events: [busyEvent('x', dayAfter(400), dayAfter(401))],
    });
    expect(await reasons()).toMatchObject([{ rule: 'busy' }]);
  });

  test('leaves a calendar just connected with nothing to offer, and one disconnected out of it', async () => {
    const link = await createTestLink(db, tenant, twoYears);
    const calendar = await connectCalendar(db, tenant, tenant.hosts[0], now);
    expect(await offered(link.slug, dayAfter(5))).toEqual([]);
    await readFully(db, calendar, { now, until: dayAfter(366) });
    expect(await offered(link.slug, dayAfter(5))).toHaveLength(2);
    await disconnectIntegration(asOwner(), calendar.integrationId);
    expect(await offered(link.slug, dayAfter(600))).toHaveLength(2);
    await forgetCalendar(db, calendar);
    expect(await offered(link.slug, dayAfter(600))).toHaveLength(2);
  });

  test('of the least read of several calendars counts', async () => {
    const link = await createTestLink(db, tenant, twoYears);
    const first = await connectCalendar(db, tenant, tenant.hosts[0], now);
    const second = await connectCalendar(db, tenant, tenant.hosts[0], now + 1);
    await updateCalendar(asOwner(), second.calendarId, { isConflictCalendar: true }, () => null);
    await readFully(db, first, { now, until: dayAfter(700) });
    expect(await offered(link.slug, dayAfter(5))).toEqual([]);
    await readFully(db, second, { now, until: dayAfter(100) });
    expect(await offered(link.slug, dayAfter(5))).toHaveLength(2);
    expect(await offered(link.slug, dayAfter(150))).toEqual([]);
  });

  test('of one host closes a collective and a group link, and leaves a round robin to the others', async () => {
    const hosts = tenant.hosts.slice(0, 2);
    const link = (kind: 'collective' | 'round_robin' | 'group') =>
      createTestLink(db, tenant, { ...twoYears, hosts, kind, ...(kind === 'group' ? { capacity: 5 } : {}) });
    const [collective, robin, group] = [
      await link('collective'),
      await link('round_robin'),
      await link('group'),
    ];
    const calendar = await connectCalendar(db, tenant, hosts[1], now);
    await readFully(db, calendar, { now, until: dayAfter(366) });
    expect(await offered(collective.slug, dayAfter(400))).toEqual([]);
    expect(await offered(group.slug, dayAfter(400))).toEqual([]);
    expect(await offered(robin.slug, dayAfter(400))).toHaveLength(2);
    expect(await refusalOf(book(collective.id, dayAfter(400)))).toBe('beyond_booking_window');
    await book(robin.id, dayAfter(400));
    expect(await refusalOf(book(robin.id, dayAfter(400)))).not.toBeNull();
  });
});

describe('a calendar that is read less far than a link can be booked', () => {
  test('is called as soon as the window of a link is made longer or a host is added to it', async () => {
    const [owner, theirs, second] = tenant.hosts;
    const hosts = [owner, second].flatMap((host) => host ?? []);
    const link = await createTestLink(db, tenant, { hosts, kind: 'collective' });
    const [mine, added] = [
      await connectCalendar(db, tenant, owner, now),
      await connectCalendar(db, tenant, theirs, now),
    ];
    for (const calendar of [mine, added]) await readFully(db, calendar, { now, until: dayAfter(376) });
    const patch = (values: object) =>
      updateLink(asOwner(), {
        linkId: link.id,
        basedOn: 'any',
        patch: values,
        publicUrl: 'http://localhost',
      });
    const before = [await wakeups(mine), await wakeups(added)];
    await patch({ title: 'Another title' });
    expect([await wakeups(mine), await wakeups(added)]).toEqual(before);
    expect(await isShort(mine)).toBe(false);
    const looked = await wakeups(mine);
    await patch(twoYears);
    expect(await wakeups(mine)).toBeGreaterThan(looked);
    expect([await isShort(mine), await isShort(added)]).toEqual([true, false]);
    const lookedAgain = await wakeups(added);
    await patch({ hostIds: [second?.id, theirs?.id] });
    expect(await wakeups(added)).toBeGreaterThan(lookedAgain);
    expect(await isShort(added)).toBe(true);
  });
});
