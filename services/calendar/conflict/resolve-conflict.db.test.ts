import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import { sessionEvents } from '#db/schema/calendar.ts';
import { effects } from '#db/schema/effect.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { Resolution } from '#domain/sync/conflict.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { listAttention } from '#services/attention/list-attention.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import { bookAsGuest, contextAt, guestOf, ownerOf, refusalOf } from '#services/booking/testing/requests.ts';
import { applyChanges, beginPass } from '#services/calendar/apply-changes.ts';
import { planSessionEvents, recordWrittenEvent } from '#services/calendar/plan-session-events.ts';
import type { CalendarChange } from '#services/calendar/stored-events.ts';
import { busyEvent, connectCalendar, readFully } from '#services/calendar/testing/accounts.ts';
import { findSuspects } from './find-suspects.ts';
import { resolveConflict } from './resolve-conflict.ts';
import { reviewEvent } from './review-event.ts';

let db: Database;
let tenant: TestTenant;
let calendar: Awaited<ReturnType<typeof connectCalendar>>;
let etags = 0;
const hourMs = 3_600_000;
const now = Date.UTC(2027, 2, 1, 8);
const at = (hours: number): number => now + 24 * hourMs + hours * hourMs;
beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db);
  calendar = await connectCalendar(db, tenant, tenant.hosts[0], now);
  await readFully(db, calendar, { now, until: at(24 * 300) });
});

const key = () => ({ tenantId: tenant.tenantId, calendarId: calendar.calendarId });
const asOwner = () => contextAt(db, { tenantId: tenant.tenantId, now }, { actor: ownerOf(tenant) });
const items = async (bookingId?: string) =>
  (await listAttention(asOwner(), { order: 'newest', bookingId, limit: 10 })).items;
const bookingOf = (bookingId: string) =>
  withTenant(db, tenant.tenantId, (tx) => loadBooking(tx, tenant.tenantId, bookingId));

/** What the vendor holds, by the ids of its events. */
type Vendor = Map<string, CalendarChange>;

const event = (externalId: string, start: number, end: number): CalendarChange => {
  etags += 1;
  return { ...busyEvent(externalId, start, end), etag: `e${etags}` };
};

/** Brings the vendor to what is owed for a booking, as its follower does. */
const write = async (vendor: Vendor, bookingId: string): Promise<string> => {
  const plan = await planSessionEvents(db, {
    tenantId: tenant.tenantId,
    subjectKind: 'booking',
    subjectId: bookingId,
  });
  for (const planned of plan.events) {
    const written = event(planned.externalId, plan.session.startsAt, plan.session.endsAt);
    vendor.set(planned.externalId, {
      ...written,
      marker: { tenantId: tenant.tenantId, sessionId: plan.session.id },
    });
    const { etag } = written;
    const { revision } = plan.session;
    await recordWrittenEvent(db, planned, { revision, etag, iCalUid: 'u', meetingUrl: undefined });
  }
  const [row] = await withTenant(db, tenant.tenantId, (tx) =>
    tx.select().from(sessionEvents).where(eq(sessionEvents.sessionId, plan.session.id)),
  );
  return row?.externalId ?? '';
};

const book = async (start: number, values: Parameters<typeof createTestLink>[2] = {}) => {
  const link = await createTestLink(db, tenant, values);
  return bookAsGuest(db, { tenantId: tenant.tenantId, now }, { linkId: link.id, start });
};

/** A page of changes. */
const apply = async (changes: readonly CalendarChange[]): Promise<void> => {
  const pass = await beginPass(db, key());
  await applyChanges(db, { ...key(), pass, full: false, now, cursor: 'c', changes });
};
/** The look at every suspicious event that follows a pass, with something happening before each answer is taken in. */
const review = async (
  vendor: Vendor,
  meanwhile: () => Promise<unknown> = async () => undefined,
): Promise<void> => {
  for (const suspect of await findSuspects(db, { ...key(), now })) {
    const answer = vendor.get(suspect.externalId) ?? null;
    await meanwhile();
    await reviewEvent(db, { suspect, answer, now });
  }
};
const pull = async (
  vendor: Vendor,
  changes: readonly CalendarChange[] = [...vendor.values()],
): Promise<void> => {
  await apply(changes);
  await review(vendor);
};

/** A booking whose event has been written and read back. */
const written = async (values: Parameters<typeof createTestLink>[2] = {}) => {
  const vendor: Vendor = new Map();
  const bookingId = await book(at(10), values);
  const externalId = await write(vendor, bookingId);
  await pull(vendor);
  const { sessionId } = (await bookingOf(bookingId)).booking;
  const moveEvent = async (start: number, end = start + hourMs / 2): Promise<void> => {
    const moved = { ...vendor.get(externalId), ...event(externalId, start, end) };
    vendor.set(externalId, moved);
    await pull(vendor, [moved]);
  };
  const deleteEvent = async (): Promise<void> => {
    vendor.delete(externalId);
    await pull(vendor, [{ externalId, etag: 'gone', cancelled: true }]);
  };
  const decide = async (resolution: Resolution): Promise<void> => {
    const [item] = await items(bookingId);
    await resolveConflict(asOwner(), { conflictId: item?.id ?? '', resolution });
  };
  return { vendor, bookingId, externalId, sessionId, moveEvent, deleteEvent, decide };
};
const templates = async (bookingId: string) =>
  (
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.select().from(notifications).where(eq(notifications.subjectId, bookingId)),
    )
  ).map(({ template }) => template);
const isOwed = async (subjectId: string) =>
  (
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.select().from(effects).where(eq(effects.subjectId, subjectId)),
    )
  )[0]?.state;

describe('the event of a booking that somebody has moved or deleted in the calendar', () => {
  test('needs attention of the host, with what can be decided', async () => {
    const { bookingId, moveEvent, deleteEvent } = await written();
    expect(await items(bookingId)).toEqual([]);
    await moveEvent(at(15));
    const found = await items(bookingId);
    expect(found).toMatchObject([
      {
        kind: 'conflict',
        failure: 'event_moved',
        subject: { kind: 'booking', id: bookingId },
        conflict: { event: { start: new Date(at(15)).toISOString(), allDay: false }, missing: null },
        actions: ['follow', 'restore', 'cancel'],
      },
    ]);
    await moveEvent(at(16));
    expect(await items(bookingId)).toMatchObject([
      { id: found[0]?.id, conflict: { event: { start: new Date(at(16)).toISOString() } } },
    ]);
    await deleteEvent();
    expect(await items(bookingId)).toMatchObject([
      {
        id: found[0]?.id,
        failure: 'event_removed',
        conflict: { event: null },
        actions: ['restore', 'cancel'],
      },
    ]);
  });

  test('needs none once it stands as it should again, or another title is all that is different', async () => {
    const { vendor, bookingId, externalId, moveEvent } = await written();
    await pull(vendor, [{ ...event(externalId, at(10), at(10.5)), title: 'Call with An' }]);
    expect(await items(bookingId)).toEqual([]);
    await moveEvent(at(15));
    await moveEvent(at(10));
    expect(await items(bookingId)).toEqual([]);
  });

  test('takes the booking along when the host says so, and its guest is told', async () => {
    const { vendor, bookingId, moveEvent, decide } = await written();
    await moveEvent(at(15), at(15.75));
    await decide('follow');
    const { booking } = await bookingOf(bookingId);
    expect(booking).toMatchObject({ startsAt: at(15), endsAt: at(15.75), durationMinutes: 45, revision: 1 });
    expect(await templates(bookingId)).toContain('booking_rescheduled');
    expect(await items(bookingId)).toEqual([]);
    await write(vendor, bookingId);
    await pull(vendor);
    expect(await items(bookingId)).toEqual([]);
    await book(at(10));
    expect(await refusalOf(book(at(15.5)))).toBe('slot_taken');
  });

  test.each<[string, (start: number) => Promise<unknown>]>([
    ['another booking', (start) => book(start)],
    ['another event', (start) => apply([busyEvent('private', start, start + hourMs)])],
  ])('is not followed to where %s is: that is said, and nothing has changed', async (_, take) => {
    const { bookingId, moveEvent, decide } = await written();
    await take(at(15));
    await moveEvent(at(15));
    expect(await refusalOf(decide('follow'))).toBe('slot_taken');
    expect((await bookingOf(bookingId)).booking.startsAt).toBe(at(10));
    expect(await items(bookingId)).toHaveLength(1);
  });

  test('is not followed into the past or beyond what is known of the calendars', async () => {
    const { moveEvent, decide } = await written();
    await moveEvent(now - hourMs);
    expect(await refusalOf(decide('follow'))).toBe('in_the_past');
    await moveEvent(at(24 * 300));
    expect(await refusalOf(decide('follow'))).toBe('beyond_booking_window');
  });

  test.each(['moved', 'deleted'])(
    'is written again when the host wants it restored after it was %s',
    async (how) => {
      const { vendor, bookingId, externalId, sessionId, moveEvent, deleteEvent, decide } = await written();
      await (how === 'moved' ? moveEvent(at(15)) : deleteEvent());
      await decide('restore');
      expect(await isOwed(bookingId)).toBe('owed');
      await pull(vendor, []);
      expect(await items(bookingId)).toEqual([]);
      await write(vendor, bookingId);
      expect(vendor.get(externalId)).toMatchObject({ start: at(10) });
      await pull(vendor);
      expect(await items(bookingId)).toEqual([]);
      const lines = await withTenant(db, tenant.tenantId, (tx) =>
        tx.select().from(bookingTimeline).where(eq(bookingTimeline.bookingId, bookingId)),
      );
      expect(lines.map(({ kind }) => kind)).toContain('event_restored');
      expect(sessionId).toBe((await bookingOf(bookingId)).booking.sessionId);
    },
  );

  test.each(['moved', 'deleted'])(
    'ends the booking when the host cancels it after it was %s',
    async (how) => {
      const { vendor, bookingId, moveEvent, deleteEvent, decide } = await written();
      await (how === 'moved' ? moveEvent(at(15)) : deleteEvent());
      await decide('cancel');
      expect((await bookingOf(bookingId)).booking).toMatchObject({
        status: 'cancelled',
        cancelledBy: 'host',
      });
      expect(await templates(bookingId)).toContain('booking_cancelled');
      await pull(vendor, []);
      expect(await items(bookingId)).toEqual([]);
    },
  );

  test('is restored or its guests are cancelled where they share a session', async () => {
    const { bookingId, sessionId, moveEvent } = await written({ kind: 'group', capacity: 3 });
    await moveEvent(at(15));
    const [item] = await items(bookingId);
    expect(item).toMatchObject({
      subject: { kind: 'session', id: sessionId },
      actions: ['restore', 'cancel'],
    });
    await resolveConflict(asOwner(), { conflictId: item?.id ?? '', resolution: 'cancel' });
    expect((await bookingOf(bookingId)).booking.status).toBe('cancelled');
  });

  test('leaves nothing to decide once its booking is moved or cancelled otherwise', async () => {
    for (const act of [
      (bookingId: string) =>
        rescheduleBooking(contextAt(db, { tenantId: tenant.tenantId, now }, { actor: guestOf(bookingId) }), {
          bookingId,
          start: at(12),
        }),
      (bookingId: string) =>
        cancelBooking(contextAt(db, { tenantId: tenant.tenantId, now }, { actor: guestOf(bookingId) }), {
          bookingId,
        }),
    ]) {
      const { bookingId, moveEvent } = await written();
      await moveEvent(at(15));
      const [item] = await items(bookingId);
      await act(bookingId);
      expect(await items(bookingId)).toEqual([]);
      const input = { conflictId: item?.id ?? '', resolution: 'restore' as const };
      expect(await refusalOf(resolveConflict(asOwner(), input))).toBe('attention_settled');
      await cancelBooking(asOwner(), { bookingId }).catch(() => undefined);
    }
  });
});

describe('what we write ourselves', () => {
  test('raises nothing, whether it is read back, not yet, or an older state of it is', async () => {
    const { vendor, bookingId, externalId } = await written();
    const before = vendor.get(externalId);
    await rescheduleBooking(asOwner(), { bookingId, start: at(12) });
    await pull(vendor);
    expect(await items(bookingId)).toEqual([]);
    await write(vendor, bookingId);
    await pull(vendor, []);
    if (before !== undefined) await pull(vendor, [before]);
    expect(await items(bookingId)).toEqual([]);
    await pull(vendor);
    expect(await items(bookingId)).toEqual([]);
  });

  test('raises nothing when it is written between the question to the vendor and its answer', async () => {
    const { vendor, bookingId, externalId } = await written();
    const stale = { ...vendor.get(externalId), ...event(externalId, at(11), at(11.5)) };
    await apply([stale]);
    const late: Vendor = new Map([[externalId, stale]]);
    await review(late, async () => {
      await rescheduleBooking(asOwner(), { bookingId, start: at(12) });
      await write(vendor, bookingId);
    });
    expect(await items(bookingId)).toEqual([]);
    await pull(vendor);
    expect(await items(bookingId)).toEqual([]);
  });

  test('raises nothing before it was read for the first time, nor for what nobody has written', async () => {
    const vendor: Vendor = new Map();
    const bookingId = await book(at(10));
    await pull(vendor);
    await write(vendor, bookingId);
    await pull(vendor, []);
    expect(await items(bookingId)).toEqual([]);
    expect(await findSuspects(db, { ...key(), now })).toEqual([]);
  });
});
