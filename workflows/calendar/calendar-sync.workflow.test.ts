import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { persons } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant } from '#db/testing/tenant.ts';
import type { CalendarHarness } from '#providers/calendar/contract-harness.ts';
import { startGoogleHarness } from '#providers/calendar/google/contract-harness.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import { guestDetails, guestOf } from '#services/booking/testing/requests.ts';
import { type CalendarLab, createCalendarLab, hourMs } from '#workflows/testing/calendar-lab.ts';
import { contextOf, keepHistory, type Lab, openLab } from '#workflows/testing/harness.ts';
import type { CalendarSyncState } from './signals.ts';

let lab: Lab;
let vendor: CalendarHarness;
let calendar: CalendarLab;

beforeAll(async () => {
  vendor = await startGoogleHarness();
});
beforeEach(async () => {
  await vendor.reset();
  lab = await openLab({
    calendars: new Map([[vendor.provider.vendor, vendor.provider]]),
  });
  calendar = createCalendarLab(lab, vendor);
});
afterEach(() => lab.close());
afterAll(() => vendor.stop());

describe('a connected calendar', () => {
  test('closes the time of its busy events, and opens it again when they go', async () => {
    const target = await calendar.connect();
    const at = await calendar.inDays(5);
    const eventId = await vendor.personCreates(target.primary, {
      title: 'Dentist',
      start: at,
      end: at + hourMs,
    });
    await calendar.syncNow(target);
    const first = await calendar.stored(target.calendarId);
    expect(first.calendar).toMatchObject({ state: 'up_to_date', lastError: null });
    expect(first.blocks.filter((block) => block.during.start === at)).toHaveLength(1);
    await vendor.personDeletes(target.primary, eventId);
    await calendar.syncNow(target);
    const second = await calendar.stored(target.calendarId);
    expect(second.blocks.filter((block) => block.during.start === at)).toEqual([]);
    expect(second.events.length).toBe(first.events.length - 1);
    await calendar.disconnect(target);
  });

  test('is read anew when its cursor has expired, without doubles or losses', async () => {
    const target = await calendar.connect();
    const at = await calendar.inDays(5);
    await vendor.personCreates(target.primary, { title: 'Kept', start: at, end: at + hourMs });
    const gone = await vendor.personCreates(target.primary, {
      title: 'Gone',
      start: at + hourMs,
      end: at + 2 * hourMs,
    });
    await calendar.syncNow(target);
    const before = await calendar.stored(target.calendarId);
    await vendor.personDeletes(target.primary, gone);
    await vendor.expireCursors(target.primary);
    await calendar.syncNow(target);
    const after = await calendar.stored(target.calendarId);
    expect(after.events.length).toBe(before.events.length - 1);
    expect(new Set(after.events.map((event) => event.externalId)).size).toBe(after.events.length);
    await calendar.disconnect(target);
  });

  test('that was revoked keeps its busy times, asks its owner once and goes on after reconnecting', async () => {
    const target = await calendar.connect();
    const at = await calendar.inDays(5);
    await vendor.personCreates(target.primary, { title: 'Dentist', start: at, end: at + hourMs });
    await calendar.syncNow(target);
    await vendor.revoke(vendor.people[0]);
    await calendar.hint(target);
    const stateOf = async () =>
      (await calendar.handleOf(target.calendarId).query<CalendarSyncState>('state')).paused;
    await expect.poll(stateOf).toBe(true);
    const paused = await calendar.stored(target.calendarId);
    expect(paused.integration?.status).toBe('needs_reconnection');
    expect(paused.calendar?.state).toBe('needs_reconnection');
    expect(paused.blocks.filter((block) => block.during.start === at)).toHaveLength(1);
    await expect
      .poll(() => lab.sent.filter((mail) => mail.key.includes('integration_reconnect')).length, {
        timeout: 10_000,
      })
      .toBe(1);
    const again = await calendar.connect();
    expect(again).toMatchObject({ integrationId: target.integrationId, calendarId: target.calendarId });
    await calendar.syncNow(target);
    expect((await calendar.stored(target.calendarId)).calendar?.state).toBe('up_to_date');
    await calendar.disconnect(target);
  });

  test('that its owner has looked at while a pass runs is read by another pass, which began after they asked', async () => {
    const target = await calendar.connect();
    await calendar.syncNow(target);
    const begun: number[] = [];
    const reached = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    lab.intercept.before = async (name, input) => {
      if (name !== 'pullCalendar') return;
      begun.push((input as { now: number }).now);
      reached.resolve();
      await gate.promise;
    };
    await calendar.hint(target);
    await reached.promise;
    const asked = await lab.env.currentTimeMs();
    const synced = calendar.syncNow(target);
    await lab.called();
    gate.resolve();
    await synced;
    const { calendar: row } = await calendar.stored(target.calendarId);
    expect(begun).toHaveLength(2);
    expect(begun[0]).toBeLessThan(asked);
    expect(begun[1]).toBeGreaterThanOrEqual(asked);
    expect(row?.lastSyncedAt).toBe(begun[1]);
    await calendar.disconnect(target);
  });

  test('is read as far ahead as a link can be booked, at once when one can be booked further, and a day further each day', async () => {
    const target = await calendar.connect();
    const at = await calendar.inDays(400);
    await vendor.personCreates(target.primary, { title: 'Dentist', start: at, end: at + hourMs });
    await calendar.syncNow(target);
    const daysRead = async () => {
      const { calendar: row } = await calendar.stored(target.calendarId);
      return ((row?.readUntil ?? 0) - (await lab.env.currentTimeMs())) / (24 * hourMs);
    };
    expect(await daysRead()).toBeLessThanOrEqual(366);
    const link = await createTestLink(lab.db, lab.tenant, { bookingWindow: { kind: 'rolling', days: 730 } });
    await expect(calendar.book(link.id, at)).rejects.toMatchObject({ code: 'beyond_booking_window' });
    await calendar.hint(target);
    await expect.poll(daysRead).toBeGreaterThan(730);
    await expect(calendar.book(link.id, at)).rejects.toMatchObject({ code: 'slot_taken' });
    const { calendar: before } = await calendar.stored(target.calendarId);
    await lab.env.sleep('25 hours');
    await calendar.syncNow(target);
    const { calendar: after } = await calendar.stored(target.calendarId);
    expect((after?.readUntil ?? 0) - (before?.readUntil ?? 0)).toBeGreaterThanOrEqual(24 * hourMs);
    await calendar.disconnect(target);
  });

  test('renews its push channel before it ends and leaves one open', async () => {
    await vendor.grantChannels(hourMs);
    const target = await calendar.connect();
    await calendar.syncNow(target);
    const first = await calendar.stored(target.calendarId);
    expect(first.channels.map((channel) => channel.state)).toEqual(['open']);
    await lab.env.sleep('40 minutes');
    await calendar.syncNow(target);
    const later = await calendar.stored(target.calendarId);
    expect(later.channels.length).toBeGreaterThan(1);
    expect(later.channels.filter((channel) => channel.state === 'open')).toHaveLength(1);
    expect(later.channels.find((channel) => channel.state === 'open')?.id).not.toBe(first.channels[0]?.id);
    await calendar.disconnect(target);
    await keepHistory(lab, `calendar/${target.calendarId}`, 'calendar-sync-released');
  });

  test('that is disconnected leaves no event, no block, no channel and no token', async () => {
    const target = await calendar.connect();
    const at = await calendar.inDays(5);
    await vendor.personCreates(target.primary, { title: 'Dentist', start: at, end: at + hourMs });
    await calendar.syncNow(target);
    await calendar.disconnect(target);
    const end = await calendar.stored(target.calendarId);
    expect(end).toMatchObject({
      events: [],
      blocks: [],
      integration: { status: 'disconnected', credentialsCiphertext: null },
    });
    expect(end.channels.every((channel) => channel.state === 'closed')).toBe(true);
  });
});

describe('a booking of a host with a connected calendar', () => {
  // The calendar's own follower would poll for every five minutes of the days that are skipped.
  beforeEach(() => {
    lab.calls.lost = ({ kind }) => kind === 'calendar';
  });

  test('stands there once with its meeting, moves with it and goes with it', async () => {
    const { primary } = await calendar.connect();
    await calendar.markRead();
    const link = await createTestLink(lab.db, lab.tenant, {
      reminderMinutes: [],
      locationKind: 'video_meeting',
    });
    const before = await vendor.liveEventIds(primary);
    const bookingId = await calendar.book(link.id, await calendar.inDays(4));
    await expect.poll(async () => (await calendar.bookingOf(bookingId)).sync.calendar).toBe('synced');
    const written = (await vendor.liveEventIds(primary)).filter((id) => !before.includes(id));
    expect(written).toHaveLength(1);
    expect((await calendar.bookingOf(bookingId)).booking.meetingUrl).toMatch(/^https:\/\//);
    const asGuest = () => contextOf(lab, guestOf(bookingId));
    await rescheduleBooking(await asGuest(), { bookingId, start: await calendar.inDays(5) });
    await cancelBooking(await asGuest(), { bookingId });
    await lab.called();
    await lab.ended(`booking/${bookingId}`);
    expect((await vendor.liveEventIds(primary)).filter((id) => !before.includes(id))).toEqual([]);
    expect(lab.sent.filter(({ key }) => key.includes('booking_meeting_link'))).toEqual([]);
    await keepHistory(lab, `booking/${bookingId}`, 'booking-lifecycle-with-calendar');
  });

  test('names its guest there with all that they said, in the language of the host and as they dial', async () => {
    lab.tenant = await createTestTenant(lab.db, { timeZone: 'Asia/Ho_Chi_Minh' });
    calendar = createCalendarLab(lab, vendor);
    const personId = lab.tenant.hosts[0]?.personId ?? '';
    await withTenant(lab.db, lab.tenant.tenantId, (tx) =>
      tx.update(persons).set({ locale: 'vi', clock: '24h' }).where(eq(persons.id, personId)),
    );
    const { primary } = await calendar.connect();
    await calendar.markRead();
    const link = await createTestLink(lab.db, lab.tenant, {
      title: 'Tư vấn',
      reminderMinutes: [],
      questions: [
        { id: 'topic', label: 'What about?', kind: 'long_text', required: false },
        { id: 'first', label: 'First visit?', kind: 'checkbox', required: false },
      ],
    });
    const before = await vendor.liveEventIds(primary);
    const details = guestDetails({
      guest: { name: 'Minh Tran', email: 'minh@example.com', phone: '+84 900 123 456' },
      timeZone: 'America/New_York',
      answers: { topic: 'My knee', first: true },
      note: 'Second floor, please',
    });
    const bookingId = await calendar.book(link.id, await calendar.inDays(4), details);
    const written = async () => {
      await expect.poll(async () => (await calendar.bookingOf(bookingId)).sync.calendar).toBe('synced');
      const [id = ''] = (await vendor.liveEventIds(primary)).filter((each) => !before.includes(each));
      return vendor.textOf(primary, id);
    };
    const { booking } = await calendar.bookingOf(bookingId);
    const said = [
      'Khách: Minh Tran <minh@example.com>',
      'Điện thoại: 0900 123 456',
      'What about?: My knee',
      'First visit?: Có',
      'Ghi chú: Second floor, please',
    ];
    const about = [`Mã đặt lịch: ${booking.code}`, `Mở lịch hẹn: http://localhost/app/bookings/${bookingId}`];
    const title = 'Tư vấn: Minh Tran';
    expect(await written()).toEqual({ title, description: [...said, '', ...about].join('\n') });
    await rescheduleBooking(await contextOf(lab, guestOf(bookingId)), {
      bookingId,
      start: await calendar.inDays(5),
      reason: 'ill',
    });
    await lab.called();
    const why = 'Lý do đổi giờ: ill';
    expect(await written()).toEqual({ title, description: [...said, why, '', ...about].join('\n') });
  });

  test('is written once although every answer is lost and the vendor throttles', async () => {
    const { primary } = await calendar.connect();
    await calendar.markRead();
    const link = await createTestLink(lab.db, lab.tenant, {
      reminderMinutes: [],
      locationKind: 'video_meeting',
    });
    const before = await vendor.liveEventIds(primary);
    await vendor.fault({ method: 'POST', path: vendor.eventsPath, reset: 'after', times: 2 });
    await vendor.fault({ method: 'POST', path: vendor.eventsPath, status: 500, times: 2 });
    const bookingId = await calendar.book(link.id, await calendar.inDays(4));
    await lab.ended(`booking/${bookingId}`);
    expect((await vendor.liveEventIds(primary)).filter((id) => !before.includes(id))).toHaveLength(1);
    expect(await calendar.bookingOf(bookingId)).toMatchObject({
      sync: { calendar: 'synced' },
      booking: { status: 'completed' },
    });
  });
});
