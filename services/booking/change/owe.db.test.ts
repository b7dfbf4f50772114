import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import { effects } from '#db/schema/effect.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { wakeupVersion } from '#db/wakeups.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { approveBooking } from '#services/booking/approve-booking.ts';
import { bookLink } from '#services/booking/book-link.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { declineBooking } from '#services/booking/decline-booking.ts';
import { endBooking } from '#services/booking/end-booking.ts';
import { lookAtBooking } from '#services/booking/look-at-booking.ts';
import { releaseHold } from '#services/booking/release-hold.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import {
  bookAsGuest,
  claimAsGuest,
  contextAt,
  guestDetails,
  guestOf,
  ownerOf,
} from '#services/booking/testing/requests.ts';
import { findDueNotifications, nextNotification } from '#services/notification/due-notifications.ts';

let db: Database;
let tenant: TestTenant;
const now = Date.UTC(2027, 2, 1, 8);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const start = now + 48 * hourMs;
const reminderMinutes = [60, 24 * 60];

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db);
});

const at = (when = now) => ({ tenantId: tenant.tenantId, now: when });
const asGuest = (bookingId: string, when = now) => contextAt(db, at(when), { actor: guestOf(bookingId) });
const asOwner = (when = now) => contextAt(db, at(when), { actor: ownerOf(tenant) });
const book = async (values: Parameters<typeof createTestLink>[2] = {}): Promise<string> => {
  const link = await createTestLink(db, tenant, { reminderMinutes, ...values });
  return bookAsGuest(db, at(), { linkId: link.id, start });
};

const notesOf = (bookingId: string) =>
  withTenant(db, tenant.tenantId, (tx) =>
    tx
      .select()
      .from(notifications)
      .where(and(eq(notifications.subjectKind, 'booking'), eq(notifications.subjectId, bookingId)))
      .orderBy(asc(notifications.dueAt), asc(notifications.key)),
  );
const keysOf = async (bookingId: string, state = 'due') =>
  (await notesOf(bookingId)).filter((note) => note.state === state).map(({ key }) => key);
const effectsOf = (bookingId: string) =>
  withTenant(db, tenant.tenantId, (tx) => tx.select().from(effects).where(eq(effects.subjectId, bookingId)));
const versionOf = (bookingId: string) =>
  withTenant(db, tenant.tenantId, (tx) =>
    wakeupVersion(tx, { tenantId: tenant.tenantId, kind: 'booking', subjectId: bookingId }),
  );
const subjectOf = (id: string) => ({ tenantId: tenant.tenantId, kind: 'booking' as const, id });

describe('what a booking causes', () => {
  test('is written with it: who is told now, every reminder with its moment, and a wake-up', async () => {
    const id = await book();
    expect(await notesOf(id)).toMatchObject([
      { key: 'booking_confirmed/r0', state: 'due', dueAt: now, minutesBefore: null, revision: 0 },
      { key: 'booking_reminder/r0/1440', state: 'due', dueAt: start - 24 * hourMs, minutesBefore: 1440 },
      { key: 'booking_reminder/r0/60', state: 'due', dueAt: start - hourMs, minutesBefore: 60 },
    ]);
    expect(await effectsOf(id)).toEqual([]);
    expect(await versionOf(id)).toBe(1);
  });

  test('is no reminder whose moment has passed when it is made', async () => {
    const link = await createTestLink(db, tenant, { reminderMinutes });
    const id = await bookAsGuest(db, at(), { linkId: link.id, start: now + 2 * hourMs });
    expect(await keysOf(id)).toEqual(['booking_confirmed/r0', 'booking_reminder/r0/60']);
  });

  test('of a move replaces the reminders that are still due', async () => {
    const id = await book();
    const to = start + 24 * hourMs;
    await rescheduleBooking(asGuest(id), { bookingId: id, start: to });
    expect(await keysOf(id, 'dropped')).toEqual(['booking_reminder/r0/1440', 'booking_reminder/r0/60']);
    expect(await keysOf(id)).toEqual([
      'booking_confirmed/r0',
      'booking_rescheduled/r1',
      'booking_reminder/r1/1440',
      'booking_reminder/r1/60',
    ]);
    const moments = (await notesOf(id)).filter(({ revision }) => revision === 1).map(({ dueAt }) => dueAt);
    expect(moments).toEqual([now + minuteMs, to - 24 * hourMs, to - hourMs]);
    expect(await versionOf(id)).toBe(2);
  });

  test('of moves that follow each other is told together, a minute after the first', async () => {
    const id = await book();
    for (const [index, seconds] of [0, 20, 59].entries())
      await rescheduleBooking(asGuest(id, now + seconds * 1000), {
        bookingId: id,
        start: start + (index + 1) * hourMs,
      });
    const moves = (await notesOf(id)).filter(({ template }) => template === 'booking_rescheduled');
    expect(moves.map(({ dueAt }) => dueAt - now)).toEqual([minuteMs, minuteMs, minuteMs]);
  });

  test('of a move to the time it has is nothing but a line in its history', async () => {
    const id = await book();
    const before = await notesOf(id);
    const { booking } = await rescheduleBooking(asGuest(id), { bookingId: id, start });
    expect(booking.revision).toBe(0);
    expect(await notesOf(id)).toEqual(before);
  });

  test('of a cancellation drops every reminder and tells everybody once', async () => {
    const id = await book();
    await cancelBooking(asGuest(id), { bookingId: id });
    expect(await keysOf(id)).toEqual(['booking_cancelled/r1', 'booking_confirmed/r0']);
    expect(await keysOf(id, 'dropped')).toEqual(['booking_reminder/r0/1440', 'booking_reminder/r0/60']);
  });

  test('of a hold and its end is told to nobody, however it ends', async () => {
    const link = await createTestLink(db, tenant, { reminderMinutes, holdMinutes: 10 });
    const hold = async (when: number) => {
      const { booking } = await claimAsGuest(db, at(), { linkId: link.id, start: when, details: null });
      return booking.id;
    };
    const [released, expired, cancelled] = [
      await hold(start),
      await hold(start + hourMs),
      await hold(start + 2 * hourMs),
    ];
    await releaseHold(asGuest(released), { bookingId: released });
    const end = { tenantId: tenant.tenantId, workflowRunId: 'run', now: now + 10 * minuteMs };
    await endBooking(db, { ...end, bookingId: expired, as: 'due' });
    await endBooking(db, { ...end, bookingId: cancelled, as: 'cancelled' });
    for (const id of [released, expired, cancelled]) {
      expect(await notesOf(id)).toEqual([]);
      expect(await effectsOf(id)).toEqual([]);
    }
  });

  test('of a hold that is completed is what a booking causes', async () => {
    const link = await createTestLink(db, tenant, { reminderMinutes });
    const { booking } = await claimAsGuest(db, at(), { linkId: link.id, start, details: null });
    await bookLink(asGuest(booking.id), {
      address: { username: tenant.hosts[0]?.username ?? '', slug: link.slug },
      start,
      durationMinutes: 30,
      details: guestDetails(),
      heldBookingId: booking.id,
    });
    expect(await keysOf(booking.id)).toEqual([
      'booking_confirmed/r0',
      'booking_reminder/r0/1440',
      'booking_reminder/r0/60',
    ]);
  });

  test('of a request is told at once, and reminders only once it is approved', async () => {
    const [approved, declined] = [
      await book({ requiresApproval: true }),
      await bookAsGuest(db, at(), {
        linkId: (await createTestLink(db, tenant, { reminderMinutes, requiresApproval: true })).id,
        start: start + hourMs,
      }),
    ];
    expect(await keysOf(approved)).toEqual(['booking_requested/r0']);
    await approveBooking(asOwner(now + minuteMs), { bookingId: approved, start });
    expect(await keysOf(approved)).toEqual([
      'booking_requested/r0',
      'booking_confirmed/r0',
      'booking_reminder/r0/1440',
      'booking_reminder/r0/60',
    ]);
    await declineBooking(asOwner(now + minuteMs), { bookingId: declined });
    expect(await keysOf(declined)).toEqual(['booking_requested/r0', 'booking_declined/r0']);
  });

  test('is told under each key once, however often a change is tried', async () => {
    const id = await book();
    const tries = Array.from({ length: 8 }, (_, index) =>
      index % 2 === 0
        ? cancelBooking(asGuest(id), { bookingId: id })
        : rescheduleBooking(asGuest(id), { bookingId: id, start: start + index * hourMs }),
    );
    await Promise.allSettled(tries);
    const notes = await notesOf(id);
    expect(new Set(notes.map(({ key }) => key)).size).toBe(notes.length);
    expect(notes.filter(({ template }) => template === 'booking_cancelled')).toHaveLength(1);
    const open = notes.filter((note) => note.state === 'due' && note.template === 'booking_reminder');
    expect(open).toEqual([]);
    const lines = await withTenant(db, tenant.tenantId, (tx) =>
      tx
        .select({ sequence: bookingTimeline.sequence })
        .from(bookingTimeline)
        .where(eq(bookingTimeline.bookingId, id))
        .orderBy(asc(bookingTimeline.sequence)),
    );
    expect(lines.map(({ sequence }) => sequence)).toEqual(lines.map((_, index) => index + 1));
  });
});

describe('what is due about a booking', () => {
  test('is a reminder only once its moment has come, in the order in which it fell due', async () => {
    const id = await book();
    const due = async (when: number) =>
      (await findDueNotifications(db, subjectOf(id), when)).map(({ row, isReady }) => [row.key, isReady]);
    expect(await due(now)).toEqual([['booking_confirmed/r0', true]]);
    expect(await due(start - 24 * hourMs - 1)).toEqual([['booking_confirmed/r0', true]]);
    expect(await due(start - 24 * hourMs)).toEqual([
      ['booking_confirmed/r0', true],
      ['booking_reminder/r0/1440', true],
    ]);
  });

  test('is named to its follower by the next moment, and never by one that was dropped', async () => {
    const id = await book();
    const next = () => withTenant(db, tenant.tenantId, (tx) => nextNotification(tx, subjectOf(id)));
    expect(await next()).toEqual({ at: now, failure: null });
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.update(notifications).set({ state: 'done' }).where(eq(notifications.key, 'booking_confirmed/r0')),
    );
    expect(await next()).toEqual({ at: start - 24 * hourMs, failure: null });
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.update(notifications).set({ state: 'dropped' }).where(eq(notifications.subjectId, id)),
    );
    expect(await next()).toBeNull();
  });

  test('is told before it is reminded of, also when both fall due together', async () => {
    for (let round = 0; round < 8; round += 1) {
      const link = await createTestLink(db, tenant, { reminderMinutes: [30, 10, 20] });
      const id = await bookAsGuest(db, at(), { linkId: link.id, start: start + round * hourMs });
      const due = await findDueNotifications(db, subjectOf(id), start + round * hourMs);
      expect(due.map(({ row }) => row.minutesBefore)).toEqual([null, 30, 20, 10]);
    }
  });

  test('is found again by a follower that looks, and puts its wake-up off until then', async () => {
    const id = await book();
    const look = (when: number) => lookAtBooking(db, { tenantId: tenant.tenantId, bookingId: id, now: when });
    expect(await look(now)).toMatchObject({ status: 'confirmed', notifyAt: now, effects: [] });
    await cancelBooking(asGuest(id), { bookingId: id });
    const seen = await look(now);
    expect(seen).toMatchObject({ status: 'cancelled', notifyAt: now, effects: [] });
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.update(notifications).set({ state: 'done' }).where(eq(notifications.subjectId, id)),
    );
    expect(await look(now)).toMatchObject({ status: 'cancelled', notifyAt: null, effects: [] });
    expect(await versionOf(id)).toBe(0);
    const unknown = { tenantId: tenant.tenantId, bookingId: 'bkg_unknown', now };
    expect(await lookAtBooking(db, unknown)).toBeNull();
  });
});

describe('a booking whose reminder and calendar fail at the moment', () => {
  const failAll = async (bookingId: string): Promise<void> => {
    const failing = {
      failure: 'unavailable' as const,
      failingSince: now,
      failures: 3,
      tryAt: now + minuteMs,
    };
    await withTenant(db, tenant.tenantId, async (tx) => {
      await tx.update(notifications).set(failing).where(eq(notifications.subjectId, bookingId));
      await tx.update(effects).set(failing).where(eq(effects.subjectId, bookingId));
    });
  };

  test.each([
    ['cancelled', (bookingId: string) => cancelBooking(asGuest(bookingId), { bookingId })],
    [
      'moved',
      (bookingId: string) => rescheduleBooking(asGuest(bookingId), { bookingId, start: start + hourMs }),
    ],
  ])('can be %s like any other, and what is dropped fails no more', async (_, change) => {
    const bookingId = await book();
    await failAll(bookingId);
    await change(bookingId);
    const dropped = (await notesOf(bookingId)).filter(({ state }) => state === 'dropped');
    expect(dropped.length).toBeGreaterThan(0);
    for (const note of dropped) expect(note).toMatchObject({ failure: null, failingSince: null });
  });
});
