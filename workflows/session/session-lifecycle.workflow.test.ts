import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { effects } from '#db/schema/effect.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import type { CalendarHarness } from '#providers/calendar/contract-harness.ts';
import { startGoogleHarness } from '#providers/calendar/google/contract-harness.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import { guestOf } from '#services/booking/testing/requests.ts';
import { type CalendarLab, createCalendarLab } from '#workflows/testing/calendar-lab.ts';
import { contextOf, keepHistory, type Lab, openLab } from '#workflows/testing/harness.ts';

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
  // The calendar's own follower would poll for every five minutes of the days that are skipped.
  lab.calls.lost = ({ kind }) => kind === 'calendar';
});
afterEach(() => lab.close());
afterAll(() => vendor.stop());

const openGroup = () =>
  createTestLink(lab.db, lab.tenant, {
    kind: 'group',
    capacity: 3,
    reminderMinutes: [],
    locationKind: 'video_meeting',
    title: 'Yoga',
  });

const sessionOf = async (bookingId: string): Promise<string> =>
  (await calendar.bookingOf(bookingId)).booking.sessionId;

/** Resolves once calendars show a session as it stands; no time is skipped meanwhile. */
const settled = async (sessionId: string): Promise<void> => {
  await lab.called();
  const states = () =>
    withTenant(lab.db, lab.tenant.tenantId, (tx) =>
      tx.select({ state: effects.state }).from(effects).where(eq(effects.subjectId, sessionId)),
    );
  await expect.poll(states).toEqual([{ state: 'done' }]);
};

describe('a session that guests share', () => {
  test('stands in the calendar of its host once, with every guest in it and one meeting, and goes with the last', async () => {
    const { primary } = await calendar.connect();
    await calendar.markRead();
    const before = await vendor.liveEventIds(primary);
    const written = async () => (await vendor.liveEventIds(primary)).filter((id) => !before.includes(id));
    const link = await openGroup();
    const start = await calendar.inDays(4);
    const ids = [await calendar.book(link.id, start), await calendar.book(link.id, start)];
    const sessionId = await sessionOf(ids[0] ?? '');
    expect(await sessionOf(ids[1] ?? '')).toBe(sessionId);
    await settled(sessionId);
    const [event = '', ...others] = await written();
    expect(others).toEqual([]);
    const text = await vendor.textOf(primary, event);
    expect(text.title).toBe('Yoga');
    expect(text.description).toMatch(/^Places taken: 2 \/ 3\n(An <an@example.com>\n){2}/);
    for (const id of ids) expect((await calendar.bookingOf(id)).booking.meetingUrl).toMatch(/^https:\/\//);

    await cancelBooking(await contextOf(lab, guestOf(ids[0] ?? '')), { bookingId: ids[0] ?? '' });
    await settled(sessionId);
    expect(await written()).toEqual([event]);
    expect((await vendor.textOf(primary, event)).description).toMatch(
      /^Places taken: 1 \/ 3\nAn <an@example.com>\n\n/,
    );
    await cancelBooking(await contextOf(lab, guestOf(ids[1] ?? '')), { bookingId: ids[1] ?? '' });
    await settled(sessionId);
    expect(await written()).toEqual([]);
    await lab.ended(`session/${sessionId}`);
    await keepHistory(lab, `session/${sessionId}`, 'session-lifecycle-shared');
  });

  test('and the one its guest moves to both follow the move', async () => {
    const { primary } = await calendar.connect();
    await calendar.markRead();
    const before = await vendor.liveEventIds(primary);
    const link = await openGroup();
    const [start, later] = [await calendar.inDays(4), await calendar.inDays(5)];
    const mover = await calendar.book(link.id, start);
    await calendar.book(link.id, start);
    const left = await sessionOf(mover);
    await settled(left);
    await rescheduleBooking(await contextOf(lab, guestOf(mover)), { bookingId: mover, start: later });
    const joined = await sessionOf(mover);
    await settled(left);
    await settled(joined);
    const events = (await vendor.liveEventIds(primary)).filter((id) => !before.includes(id));
    const texts = await Promise.all(events.map((id) => vendor.textOf(primary, id)));
    expect(texts.map(({ description }) => description.split('\n')[0])).toEqual([
      'Places taken: 1 / 3',
      'Places taken: 1 / 3',
    ]);
  });

  test('tells its guests once the meeting is made, with its address, and its host without an invitation for each of them', async () => {
    await calendar.connect();
    await calendar.markRead();
    const link = await openGroup();
    const bookingId = await calendar.book(link.id, await calendar.inDays(4));
    await settled(await sessionOf(bookingId));
    const toGuest = () => lab.sent.filter(({ to }) => to === 'an@example.com');
    await expect.poll(() => toGuest().length, { timeout: 40_000 }).toBe(1);
    const { meetingUrl } = (await calendar.bookingOf(bookingId)).booking;
    expect(toGuest()[0]?.content.ics?.content.replaceAll('\r\n ', '')).toContain(meetingUrl ?? 'a meeting');
    const toHost = () => lab.sent.filter(({ to }) => to === lab.tenant.hosts[0]?.email);
    await expect.poll(() => toHost().length, { timeout: 40_000 }).toBe(1);
    // The session's entry is in their calendar: an invitation for each guest would stand beside it.
    expect(toHost()[0]?.content.ics).toBeUndefined();
  });
});
