import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestLink } from '#db/testing/tenant.ts';
import type { Resolution } from '#domain/sync/conflict.ts';
import type { CalendarHarness } from '#providers/calendar/contract-harness.ts';
import { startGoogleHarness } from '#providers/calendar/google/contract-harness.ts';
import { listAttention } from '#services/attention/list-attention.ts';
import { ownerOf } from '#services/booking/testing/requests.ts';
import { resolveConflict } from '#services/calendar/conflict/resolve-conflict.ts';
import {
  type CalendarLab,
  createCalendarLab,
  type FollowedCalendar,
  hourMs,
} from '#workflows/testing/calendar-lab.ts';
import { contextOf, type Lab, openLab } from '#workflows/testing/harness.ts';

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

const asOwner = () => contextOf(lab, ownerOf(lab.tenant));
const items = async () => (await listAttention(await asOwner(), { order: 'newest', limit: 10 })).items;
const decide = async (resolution: Resolution): Promise<void> => {
  const [item] = await items();
  await resolveConflict(await asOwner(), { conflictId: item?.id ?? '', resolution });
  await lab.called();
};

describe('a calendar that tells of no event any more', () => {
  test('keeps its times blocked, is read again, asks its owner and is believed once they accept', async () => {
    const target = await calendar.connect();
    const first = await calendar.inDays(3);
    const created: string[] = [];
    for (let day = 0; day < 30; day += 1) {
      const start = first + day * 24 * hourMs;
      created.push(
        await vendor.personCreates(target.primary, { title: 'Class', start, end: start + hourMs }),
      );
    }
    await calendar.syncNow(target);
    const before = await calendar.stored(target.calendarId);
    for (const id of await vendor.liveEventIds(target.primary))
      await vendor.personDeletes(target.primary, id);
    await vendor.expireCursors(target.primary);
    await calendar.syncNow(target);
    const doubted = await calendar.stored(target.calendarId);
    expect(doubted.calendar?.state).toBe('in_doubt');
    expect(doubted.blocks.length).toBe(before.blocks.length);
    expect(await items()).toEqual([]);
    await lab.env.sleep('90 minutes');
    await expect.poll(async () => (await items()).length).toBe(1);
    expect((await calendar.stored(target.calendarId)).blocks.length).toBe(before.blocks.length);
    await decide('accept');
    const after = await calendar.stored(target.calendarId);
    expect(after.calendar?.state).toBe('up_to_date');
    expect(after.events.filter(({ externalId }) => created.includes(externalId))).toEqual([]);
    await calendar.disconnect(target);
  });
});

describe('the event of a booking', () => {
  const written = async (): Promise<{ target: FollowedCalendar; bookingId: string; eventId: string }> => {
    const target = await calendar.connect();
    await calendar.syncNow(target);
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [] });
    const before = await vendor.liveEventIds(target.primary);
    const bookingId = await calendar.book(link.id, await calendar.inDays(4));
    await synced(bookingId);
    const [eventId = ''] = (await vendor.liveEventIds(target.primary)).filter((id) => !before.includes(id));
    await calendar.syncNow(target);
    expect(await items()).toEqual([]);
    return { target, bookingId, eventId };
  };
  const synced = (bookingId: string) =>
    expect.poll(async () => (await calendar.bookingOf(bookingId)).sync.calendar).toBe('synced');

  /** The first hour from that day on with nothing else in the calendar. */
  const freeHour = async (target: FollowedCalendar, days: number): Promise<number> => {
    const { blocks } = await calendar.stored(target.calendarId);
    let start = await calendar.inDays(days);
    while (blocks.some(({ during }) => during.start < start + hourMs && during.end > start)) start += hourMs;
    return start;
  };

  test('that its host has moved takes the booking along when they say so', async () => {
    const { target, bookingId, eventId } = await written();
    const start = await freeHour(target, 6);
    await vendor.personMoves(target.primary, eventId, start, start + hourMs / 2);
    await calendar.syncNow(target);
    await expect.poll(items).toMatchObject([{ failure: 'event_moved' }]);
    await decide('follow');
    await synced(bookingId);
    expect((await calendar.bookingOf(bookingId)).booking).toMatchObject({ startsAt: start, revision: 1 });
    await calendar.syncNow(target);
    expect(await items()).toEqual([]);
    expect(await vendor.liveEventIds(target.primary)).toContain(eventId);
    await calendar.disconnect(target);
  });

  test('that its host has deleted is written again when they say so', async () => {
    const { target, bookingId, eventId } = await written();
    const others = (await vendor.liveEventIds(target.primary)).filter((id) => id !== eventId);
    await vendor.personDeletes(target.primary, eventId);
    await calendar.syncNow(target);
    await expect.poll(items).toMatchObject([{ failure: 'event_removed' }]);
    await decide('restore');
    await synced(bookingId);
    await calendar.syncNow(target);
    expect(await items()).toEqual([]);
    expect((await vendor.liveEventIds(target.primary)).filter((id) => !others.includes(id))).toHaveLength(1);
    await calendar.disconnect(target);
  });
});
