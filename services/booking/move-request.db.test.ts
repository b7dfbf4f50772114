import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import { notifications } from '#db/schema/notification.ts';
import { timeBlocks } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { planFollow } from '#domain/booking/follow.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { approveBooking } from './approve-booking.ts';
import { cancelBooking } from './cancel-booking.ts';
import { declineBooking } from './decline-booking.ts';
import { endBooking } from './end-booking.ts';
import { lookAtBooking } from './look-at-booking.ts';
import { listBookings } from './read/list-bookings.ts';
import { loadBooking } from './read/load-booking.ts';
import { presentGuestBooking } from './read/present-booking.ts';
import { rescheduleBooking } from './reschedule-booking.ts';
import {
  bookAsGuest,
  contextAt,
  guestDetails,
  guestOf,
  ownerOf,
  refusalOf,
  sessionOf,
} from './testing/requests.ts';

let db: Database;
let tenant: TestTenant;
let linkId: string;
const now = Date.UTC(2027, 2, 1, 8);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const start = now + 48 * hourMs;
const requested = start + 5 * hourMs;
const deadline = now + 4 * hourMs;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db);
  ({ id: linkId } = await createTestLink(db, tenant, {
    requiresApproval: true,
    approvalDeadlineHours: 4,
    reminderMinutes: [],
  }));
});

const at = (when = now) => ({ tenantId: tenant.tenantId, now: when });
const asGuest = (bookingId: string, when = now) => contextAt(db, at(when), { actor: guestOf(bookingId) });
const asHost = (when = now) => contextAt(db, at(when), { actor: ownerOf(tenant) });
const approve = (bookingId: string, looked: number, when = now) =>
  approveBooking(asHost(when), { bookingId, start: looked });
const ask = (bookingId: string, to = requested, when = now) =>
  rescheduleBooking(asGuest(bookingId, when), { bookingId, start: to });
const approved = async (at0 = start): Promise<string> => {
  const id = await bookAsGuest(db, at(), { linkId, start: at0 });
  await approve(id, at0);
  return id;
};
const another = guestDetails({ guest: { name: 'Bo', email: 'bo@example.com' } });
const tryToBook = (when: number, start0: number) =>
  bookAsGuest(db, at(when), { linkId, start: start0, details: another });
const read = async (bookingId: string) =>
  (await withTenant(db, tenant.tenantId, (tx) => loadBooking(tx, tenant.tenantId, bookingId))).booking;
const startsOf = async (bookingId: string): Promise<number[]> =>
  withTenant(db, tenant.tenantId, async (tx) => {
    const rows = await tx
      .select({ start: timeBlocks.startsAt })
      .from(timeBlocks)
      .where(eq(timeBlocks.sessionId, sessionOf(tx, bookingId)))
      .orderBy(asc(timeBlocks.startsAt));
    return rows.map((row) => Number(row.start));
  });
const told = async (bookingId: string): Promise<string[]> =>
  withTenant(db, tenant.tenantId, async (tx) => {
    const rows = await tx
      .select({ template: notifications.template })
      .from(notifications)
      .where(and(eq(notifications.subjectId, bookingId), eq(notifications.state, 'due')))
      .orderBy(asc(notifications.createdAt), asc(notifications.id));
    return rows
      .map(({ template }) => template)
      .filter((template) => template.includes('move') || template.includes('resched'));
  });
const storyOf = (bookingId: string) =>
  withTenant(db, tenant.tenantId, async (tx) => {
    const rows = await tx
      .select({ kind: bookingTimeline.kind })
      .from(bookingTimeline)
      .where(eq(bookingTimeline.bookingId, bookingId))
      .orderBy(asc(bookingTimeline.sequence));
    return rows.map(({ kind }) => kind);
  });
const waiting = async (when = now): Promise<string[]> =>
  (await listBookings(asHost(when), { view: 'needs_approval', limit: 50 })).items.map(({ id }) => id);

describe('an approved booking that its guest moves', () => {
  test('keeps its time and holds the new one until its host approves, who is asked', async () => {
    const id = await approved();
    const { booking } = await ask(id);
    expect(booking).toMatchObject({
      status: 'confirmed',
      startsAt: start,
      revision: 0,
      moveTo: requested,
      moveBy: deadline,
    });
    expect(await startsOf(id)).toEqual([start, requested]);
    expect(await refusalOf(tryToBook(now, start))).toBe('slot_taken');
    expect(await refusalOf(tryToBook(now, requested))).toBe('slot_taken');
    expect(await told(id)).toEqual(['booking_move_requested']);
    expect(await waiting()).toEqual([id]);
    const loaded = await withTenant(db, tenant.tenantId, (tx) => loadBooking(tx, tenant.tenantId, id));
    expect(presentGuestBooking(loaded, now)).toMatchObject({ moveTo: new Date(requested).toISOString() });
  });

  test('is where it asked to be once that time is approved, and its old one is free', async () => {
    const id = await approved();
    await ask(id);
    expect(await refusalOf(approve(id, start))).toBe('time_changed');
    expect((await approve(id, requested)).booking).toMatchObject({
      status: 'confirmed',
      startsAt: requested,
      revision: 1,
      moveTo: null,
      moveBy: null,
    });
    expect(await startsOf(id)).toEqual([requested]);
    expect(await told(id)).toEqual(['booking_rescheduled']);
    expect(await waiting()).toEqual([]);
    await tryToBook(now, start);
  });

  test('stays where it is when that is declined, and the time it asked for is free', async () => {
    const id = await approved();
    await ask(id);
    const { booking, lastChange } = await declineBooking(asHost(), { bookingId: id, reason: 'busy' });
    expect(booking).toMatchObject({ status: 'confirmed', startsAt: start, revision: 0, moveTo: null });
    expect(lastChange).toEqual({ kind: 'move_declined', by: 'host', reason: 'busy' });
    expect(await startsOf(id)).toEqual([start]);
    expect(await told(id)).toEqual(['booking_move_declined']);
    expect(await refusalOf(declineBooking(asHost(), { bookingId: id }))).toBe('invalid_transition');
    await tryToBook(now, requested);
  });

  test('stays where it is when nobody decides in time, and is told so', async () => {
    const id = await approved();
    await ask(id);
    const { tenantId } = tenant;
    const look = async (when: number) => {
      const view = await lookAtBooking(db, { tenantId, bookingId: id, now: when });
      if (view === null) throw new Error('it is there');
      return planFollow(view, when).due.map(({ kind }) => kind);
    };
    expect(await look(deadline - 1)).not.toContain('end');
    expect(await look(deadline)).toContain('end');
    expect(await refusalOf(approve(id, requested, deadline))).not.toBeNull();
    expect(await waiting(deadline)).toEqual([]);
    const end = (when: number) =>
      endBooking(db, { tenantId, bookingId: id, as: 'due', workflowRunId: 'run', now: when });
    await end(deadline - 1);
    expect(await read(id)).toMatchObject({ moveTo: requested });
    await end(deadline);
    await end(deadline);
    expect(await read(id)).toMatchObject({ status: 'confirmed', startsAt: start, moveTo: null });
    expect(await look(deadline)).not.toContain('end');
    expect(await storyOf(id)).toEqual(['pending_approval', 'approved', 'move_requested', 'move_expired']);
    expect(await told(id)).toEqual(['booking_move_declined']);
    await tryToBook(deadline, requested);
  });

  test('may ask for another time instead, and for none', async () => {
    const id = await approved();
    await ask(id);
    await ask(id, requested + hourMs);
    expect(await startsOf(id)).toEqual([start, requested + hourMs]);
    expect(await refusalOf(approve(id, requested))).toBe('time_changed');
    expect(await told(id)).toEqual(['booking_move_requested']);
    const { booking } = await ask(id, start);
    expect(booking).toMatchObject({ startsAt: start, moveTo: null });
    expect(await startsOf(id)).toEqual([start]);
    expect(await told(id)).toEqual([]);
  });

  test.each([-30, 30])('may ask for a time that overlaps its own, by %d minutes', async (minutes) => {
    const long = await createTestLink(db, tenant, { requiresApproval: true, durationsMinutes: [60] });
    const id = await bookAsGuest(db, at(), { linkId: long.id, start, durationMinutes: 60 });
    await approve(id, start);
    const to = start + minutes * minuteMs;
    expect((await ask(id, to)).booking.moveTo).toBe(to);
    const outer = minutes < 0 ? to : to + 30 * minuteMs;
    expect(await refusalOf(tryToBook(now, outer))).toBe('slot_taken');
    expect((await approve(id, to)).booking.startsAt).toBe(to);
    expect(await startsOf(id)).toEqual([to]);
  });

  test('cannot ask for a time that somebody has', async () => {
    const id = await approved();
    await ask(id);
    await tryToBook(now, start + 10 * hourMs);
    expect(await refusalOf(ask(id, start + 10 * hourMs))).toBe('slot_taken');
    expect(await startsOf(id)).toEqual([start, requested]);
  });

  test('gives both times back when it is cancelled', async () => {
    const id = await approved();
    await ask(id);
    await cancelBooking(asGuest(id), { bookingId: id });
    expect(await startsOf(id)).toEqual([]);
    expect(await read(id)).toMatchObject({ status: 'cancelled', moveTo: null });
  });

  test('moves at once when its host moves it, and nothing is asked any more', async () => {
    const id = await approved();
    await ask(id);
    const { booking } = await rescheduleBooking(asHost(), { bookingId: id, start: start + 8 * hourMs });
    expect(booking).toMatchObject({ status: 'confirmed', startsAt: start + 8 * hourMs, moveTo: null });
    expect(await startsOf(id)).toEqual([start + 8 * hourMs]);
    expect(await told(id)).toEqual(['booking_rescheduled']);
  });
});

test('a booking that needs no approval moves at once', async () => {
  const { id: free } = await createTestLink(db, tenant);
  const id = await bookAsGuest(db, at(), { linkId: free, start });
  expect((await ask(id)).booking).toMatchObject({ startsAt: requested, moveTo: null });
});

test('a place in a group is kept until its host approves another one, and taken there then', async () => {
  const { id: group } = await createTestLink(db, tenant, {
    requiresApproval: true,
    kind: 'group',
    capacity: 2,
  });
  const id = await bookAsGuest(db, at(), { linkId: group, start });
  await approve(id, start);
  expect((await ask(id)).booking).toMatchObject({ startsAt: start, moveTo: requested });
  const { booking } = await approve(id, requested);
  expect(booking).toMatchObject({ status: 'confirmed', startsAt: requested, moveTo: null });
});
