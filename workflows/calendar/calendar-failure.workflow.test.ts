import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestLink, createTestTenant } from '#db/testing/tenant.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { CalendarHarness } from '#providers/calendar/contract-harness.ts';
import { startGoogleHarness } from '#providers/calendar/google/contract-harness.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { guestOf } from '#services/booking/testing/requests.ts';
import { type CalendarLab, createCalendarLab, hourMs } from '#workflows/testing/calendar-lab.ts';
import { contextOf, keepHistory, type Lab, openLab } from '#workflows/testing/harness.ts';
import type { CalendarSyncState } from './signals.ts';

let lab: Lab;
let vendor: CalendarHarness;
let calendar: CalendarLab;

beforeAll(async () => {
  vendor = await startGoogleHarness();
  lab = await openLab({
    calendars: new Map([[vendor.provider.vendor, vendor.provider]]),
  });
});
beforeEach(async () => {
  await vendor.reset();
  lab.sent.length = 0;
  // A circuit that one test opened stays out of the way of the others.
  lab.tenant = await createTestTenant(lab.db);
  calendar = createCalendarLab(lab, vendor);
});
afterAll(async () => {
  await lab.close();
  await vendor.stop();
});

vi.setConfig({ testTimeout: 180_000 });

const handleOf = (calendarId: string) => lab.env.client.workflow.getHandle(`calendar/${calendarId}`);
const stateOf = (calendarId: string) => handleOf(calendarId).query<CalendarSyncState>('state');
const pulls = async (): Promise<number> =>
  (await vendor.requests()).filter(({ method, path }) => method === 'GET' && path.endsWith('/events')).length;

describe('failures of the vendor', () => {
  test('a wait the vendor asked for is kept to the second, whatever hints come in', async () => {
    const target = await calendar.connect();
    await calendar.syncNow(target);
    await vendor.forgetRequests();
    await vendor.fault({ method: 'GET', path: '/events$', status: 429, retryAfterSeconds: 120, times: 1 });
    await calendar.hint(target);
    await expect.poll(pulls, { timeout: 60_000 }).toBe(1);
    await expect.poll(async () => (await stateOf(target.calendarId)).failure).toBe('provider_throttled');
    for (let hint = 0; hint < 20; hint += 1) await calendar.hint(target);
    await lab.env.sleep('110 seconds');
    expect(await pulls()).toBe(1);
    await lab.env.sleep('20 seconds');
    await expect.poll(async () => (await stateOf(target.calendarId)).failure, { timeout: 60_000 }).toBe(null);
    expect((await calendar.stored(target.calendarId)).calendar?.state).toBe('up_to_date');
    await calendar.disconnect(target);
    await keepHistory(lab, `calendar/${target.calendarId}`, 'calendar-sync-throttled');
  });

  test('a calendar that may not be read is not asked for again before its owner could have changed that', async () => {
    const target = await calendar.connect();
    await calendar.syncNow(target);
    await vendor.forgetRequests();
    await vendor.fault({ method: 'GET', path: '/events$', status: 403, reason: 'forbidden', times: 1 });
    await calendar.hint(target);
    await expect
      .poll(async () => (await stateOf(target.calendarId)).failure, { timeout: 60_000 })
      .toBe('provider_invalid');
    await expect
      .poll(async () => (await calendar.stored(target.calendarId)).calendar?.state, { timeout: 60_000 })
      .toBe('failing');
    await lab.env.sleep('20 hours');
    expect(await pulls()).toBe(1);
    await lab.env.sleep('5 hours');
    await expect.poll(async () => (await stateOf(target.calendarId)).failure, { timeout: 60_000 }).toBe(null);
    await calendar.disconnect(target);
  });

  test('the owner hears of lost access although mail fails at that moment, and hears it once', async () => {
    const target = await calendar.connect();
    await calendar.syncNow(target);
    let refused = 0;
    lab.mailFailure.before = () => {
      refused += 1;
      throw new ProviderFailure('resend', 'unavailable');
    };
    await vendor.revoke(vendor.people[0]);
    await calendar.hint(target);
    await expect.poll(() => refused, { timeout: 60_000 }).toBeGreaterThan(2);
    lab.mailFailure.before = () => undefined;
    await lab.env.sleep('3 hours');
    await expect
      .poll(() => lab.sent.map(({ key }) => key.includes('integration_reconnect')), { timeout: 60_000 })
      .toEqual([true]);
    await calendar.disconnect(target);
    await keepHistory(lab, `calendar/${target.calendarId}`, 'calendar-sync-revoked');
    await keepHistory(lab, `notify/${target.integrationId}`, 'notify-after-failures');
  });

  test('a consent whose message was lost is noticed all the same', async () => {
    const target = await calendar.connect();
    await calendar.syncNow(target);
    await vendor.revoke(vendor.people[0]);
    await calendar.hint(target);
    await expect.poll(async () => (await stateOf(target.calendarId)).paused, { timeout: 60_000 }).toBe(true);
    await calendar.connect();
    await lab.env.sleep('2 hours');
    await expect.poll(async () => (await stateOf(target.calendarId)).paused, { timeout: 60_000 }).toBe(false);
    await calendar.disconnect(target);
  });
});

describe('ending an integration', () => {
  test('comes to its end although the vendor is down: the tokens go even when they cannot be taken back', async () => {
    const target = await calendar.connect();
    const at = await calendar.inDays(5);
    await vendor.personCreates(target.primary, { title: 'Dentist', start: at, end: at + hourMs });
    await calendar.syncNow(target);
    await vendor.fault({ path: '/channels/stop|/revoke', status: 503 });
    await calendar.disconnect(target);
    expect(await calendar.stored(target.calendarId)).toMatchObject({
      events: [],
      blocks: [],
      integration: { status: 'disconnected', credentialsCiphertext: null },
    });
    expect((await vendor.requests()).filter(({ path }) => path.endsWith('/stop')).length).toBeGreaterThan(4);
    await keepHistory(lab, `calendar/${target.calendarId}`, 'calendar-sync-disconnect-outage');
  });

  test('a refusal to close the channel does not keep the access from being taken back', async () => {
    // An account that no other suite uses: access stays while any tenant of the installation lives on it.
    const target = await calendar.connect(0, vendor.people[1]);
    await calendar.syncNow(target);
    await vendor.fault({ path: '/channels/stop', status: 403, reason: 'forbidden' });
    await calendar.disconnect(target);
    const asked = (await vendor.requests()).map(({ path, status }) => [path, status]);
    expect(asked.at(-1)).toEqual(['/revoke', 200]);
    expect(asked.filter(([path]) => path === '/revoke')).toHaveLength(1);
    expect((await calendar.stored(target.calendarId)).integration?.status).toBe('disconnected');
  });

  test('is called off when the owner connects again while the vendor cannot be reached', async () => {
    const target = await calendar.connect();
    await calendar.syncNow(target);
    await vendor.fault({ path: '/channels/stop', status: 503 });
    await calendar.beginToDisconnect(target);
    await expect
      .poll(async () => (await vendor.requests()).some(({ path }) => path.endsWith('/stop')), {
        timeout: 60_000,
      })
      .toBe(true);
    await calendar.connect();
    const at = await calendar.inDays(5);
    await vendor.personCreates(target.primary, { title: 'Dentist', start: at, end: at + hourMs });
    await expect
      .poll(
        async () =>
          (await calendar.stored(target.calendarId)).blocks.some(({ during }) => during.start === at),
        {
          timeout: 60_000,
        },
      )
      .toBe(true);
    expect((await calendar.stored(target.calendarId)).integration).toMatchObject({ status: 'connected' });
    expect((await vendor.requests()).some(({ path }) => path === '/revoke')).toBe(false);
    await vendor.reset();
    await calendar.disconnect(target);
    await keepHistory(lab, `calendar/${target.calendarId}`, 'calendar-sync-called-off');
  });
});

describe('bookings and a calendar that comes', () => {
  const linkOf = () =>
    createTestLink(lab.db, lab.tenant, { reminderMinutes: [], locationKind: 'video_meeting' });

  const linkMails = (bookingId: string) =>
    lab.sent.filter(({ key }) => key.includes(`${bookingId}/booking_meeting_link`));

  test('a booking made before its host connected stands there afterwards, with its meeting, and its guest gets the link once', async () => {
    const link = await linkOf();
    const bookingId = await calendar.book(link.id, await calendar.inDays(4));
    lab.calls.lost = ({ kind }) => kind === 'calendar';
    const target = await calendar.connect();
    lab.calls.lost = () => false;
    const before = await vendor.liveEventIds(target.primary);
    await calendar.hint(target);
    await expect
      .poll(async () => (await calendar.bookingOf(bookingId)).sync.calendar, { timeout: 60_000 })
      .toBe('synced');
    expect((await calendar.bookingOf(bookingId)).booking.meetingUrl).toMatch(/^https:\/\//);
    await expect.poll(() => linkMails(bookingId), { timeout: 60_000 }).toHaveLength(1);
    const written = (await vendor.liveEventIds(target.primary)).filter((id) => !before.includes(id));
    expect(written).toHaveLength(1);
    await cancelBooking(await contextOf(lab, guestOf(bookingId)), { bookingId });
    await lab.ended(`booking/${bookingId}`);
    expect(await vendor.liveEventIds(target.primary)).toEqual(before);
    expect(linkMails(bookingId)).toMatchObject([
      { to: 'an@example.com', subject: 'booking_meeting_link guest' },
    ]);
    await calendar.disconnect(target);
    await keepHistory(lab, `booking/${bookingId}`, 'booking-lifecycle-connected-later');
    await keepHistory(lab, `calendar/${target.calendarId}`, 'calendar-sync-owes-events');
  });

  test('what was booked and cancelled while access was lost is made good as soon as it is given again', async () => {
    const link = await linkOf();
    const target = await calendar.connect();
    await calendar.syncNow(target);
    const before = await vendor.liveEventIds(target.primary);
    const older = await calendar.book(link.id, await calendar.inDays(4));
    await expect
      .poll(async () => (await calendar.bookingOf(older)).sync.calendar, { timeout: 60_000 })
      .toBe('synced');
    await vendor.revoke(vendor.people[0]);
    await cancelBooking(await contextOf(lab, guestOf(older)), { bookingId: older });
    const newer = await calendar.book(link.id, await calendar.inDays(5));
    await expect
      .poll(async () => (await calendar.bookingOf(newer)).sync.reason, { timeout: 60_000 })
      .toBe('calendar: access_withdrawn');
    await calendar.connect();
    await lab.ended(`booking/${older}`);
    await expect
      .poll(async () => (await calendar.bookingOf(newer)).sync.calendar, { timeout: 60_000 })
      .toBe('synced');
    expect((await vendor.liveEventIds(target.primary)).filter((id) => !before.includes(id))).toHaveLength(1);
    await calendar.disconnect(target);
  });
});
