import { asc, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bookingTimeline } from '#db/schema/booking.ts';
import { wakeups } from '#db/schema/installation.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import { claims } from '#db/schema/person.ts';
import { timeBlocks } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import { approveBooking } from '#services/booking/approve-booking.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { type LoadedBooking, loadBooking } from '#services/booking/read/load-booking.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import { retrySync } from '#services/booking/retry-sync.ts';
import { claimAsGuest, guestDetails, guestOf, sessionOf } from '#services/booking/testing/requests.ts';
import { contextOf, keepHistory, type Lab, openLab } from '#workflows/testing/harness.ts';
import type { BookingLifecycleResult, BookingState } from './signals.ts';

let lab: Lab;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
let nextSlot = 0;

/** A start nobody else uses, `days` from the workflow server's now. */
const freeStart = async (days: number): Promise<number> => {
  nextSlot += 1;
  const now = await lab.env.currentTimeMs();
  return Math.floor(now / hourMs) * hourMs + days * dayMs + nextSlot * 2 * hourMs;
};

const guest = { name: 'An Nguyen', email: 'an@example.com' };

const book = async (linkId: string, start: number, isHold = false): Promise<LoadedBooking> => {
  const at = { tenantId: lab.tenant.tenantId, now: await lab.env.currentTimeMs() };
  const details = isHold ? null : guestDetails({ guest, timeZone: 'Asia/Ho_Chi_Minh' });
  const made = await claimAsGuest(lab.db, at, { linkId, start, details });
  await lab.called();
  return made;
};

const host = () => {
  const [owner] = lab.tenant.hosts;
  if (owner === undefined) throw new Error('the tenant has no host');
  return owner;
};
const asHost = () =>
  contextOf(lab, { kind: 'member', memberId: host().id, userId: host().userId, role: 'owner', name: 'Host' });
const asGuest = (bookingId: string) => contextOf(lab, guestOf(bookingId));

const move = async (bookingId: string, start: number): Promise<void> => {
  await rescheduleBooking(await asGuest(bookingId), { bookingId, start });
  await lab.called();
};
const cancel = async (bookingId: string): Promise<void> => {
  await cancelBooking(await asGuest(bookingId), { bookingId, reason: 'ill' });
  await lab.called();
};

const read = async (bookingId: string) =>
  withTenant(lab.db, lab.tenant.tenantId, async (tx) => {
    const { booking, sync } = await loadBooking(tx, lab.tenant.tenantId, bookingId);
    const blocks = await tx
      .select({ kind: timeBlocks.kind, during: timeBlocks.during, holdUntil: claims.holdUntil })
      .from(timeBlocks)
      .innerJoin(claims, eq(claims.id, timeBlocks.claimId))
      .where(inArray(timeBlocks.sessionId, sessionOf(tx, bookingId)));
    const timeline = await tx
      .select({ kind: bookingTimeline.kind })
      .from(bookingTimeline)
      .where(eq(bookingTimeline.bookingId, bookingId))
      .orderBy(asc(bookingTimeline.sequence));
    const told = await tx
      .select({ key: notifications.key, state: notifications.state, delivery: deliveries.state })
      .from(notifications)
      .leftJoin(deliveries, eq(deliveries.notificationId, notifications.id))
      .where(eq(notifications.subjectId, bookingId))
      .orderBy(asc(notifications.id));
    return { booking, sync, blocks, told, timeline: timeline.map((entry) => entry.kind) };
  });

const mailsOf = (bookingId: string): string[] =>
  lab.sent
    .filter((mail) => mail.key.includes(bookingId))
    .map((mail) => mail.key.split(`${bookingId}/`)[1] ?? '');
const guestMailsOf = (bookingId: string) => mailsOf(bookingId).filter((key) => key.endsWith('guest'));

const handleOf = (bookingId: string) => lab.env.client.workflow.getHandle(`booking/${bookingId}`);
const result = async (bookingId: string) => {
  await lab.called();
  return lab.ended<BookingLifecycleResult>(`booking/${bookingId}`);
};

beforeAll(async () => {
  lab = await openLab();
});
afterAll(async () => lab.close());
beforeEach(() => {
  lab.mailFailure.before = () => undefined;
  lab.intercept.before = () => undefined;
  lab.calls.lost = () => false;
});

describe('a booking', () => {
  test('is confirmed, reminded of 24 hours and one hour before, completed and closed', async () => {
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [1440, 60] });
    const { booking } = await book(link.id, await freeStart(30));
    expect(await result(booking.id)).toEqual({ status: 'completed' });
    expect(mailsOf(booking.id)).toEqual([
      'booking_confirmed/r0/guest',
      `booking_confirmed/r0/${host().id}`,
      'booking_reminder/r0/1440/guest',
      'booking_reminder/r0/60/guest',
    ]);
    const { booking: ended, sync, timeline } = await read(booking.id);
    expect(ended.status).toBe('completed');
    expect(sync).toEqual({ calendar: 'off', conference: 'off', email: 'synced', reason: null });
    expect(timeline).toEqual(['confirmed', 'completed']);
    await keepHistory(lab, `booking/${booking.id}`, 'booking-lifecycle-completed');
  });

  test('that is over leaves no wake-up behind', async () => {
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [60] });
    const { booking } = await book(link.id, await freeStart(3));
    const rows = () =>
      withTenant(lab.db, lab.tenant.tenantId, (tx) =>
        tx.select().from(wakeups).where(eq(wakeups.subjectId, booking.id)),
      );
    expect(await rows()).toHaveLength(1);
    await result(booking.id);
    expect(await rows()).toEqual([]);
  });

  test('that is only held expires by itself and frees the time', async () => {
    const link = await createTestLink(lab.db, lab.tenant, { holdMinutes: 10 });
    const start = await freeStart(300);
    const { booking } = await book(link.id, start, true);
    expect(booking.status).toBe('held');
    expect(await result(booking.id)).toEqual({ status: 'expired' });
    const after = await read(booking.id);
    expect(after.booking.status).toBe('expired');
    expect(after.blocks).toEqual([]);
    expect(mailsOf(booking.id)).toEqual([]);
    expect((await book(link.id, start)).booking.status).toBe('confirmed');
    await keepHistory(lab, `booking/${booking.id}`, 'booking-lifecycle-hold-expired');
  });

  test('that nobody approves in time expires and both sides are told', async () => {
    const link = await createTestLink(lab.db, lab.tenant, {
      requiresApproval: true,
      approvalDeadlineHours: 24,
    });
    const { booking } = await book(link.id, await freeStart(20));
    expect(booking.status).toBe('pending_approval');
    expect(await result(booking.id)).toEqual({ status: 'expired' });
    expect((await read(booking.id)).timeline).toEqual(['pending_approval', 'approval_expired']);
    expect(guestMailsOf(booking.id)).toEqual(['booking_requested/r0/guest', 'booking_expired/r0/guest']);
    await keepHistory(lab, `booking/${booking.id}`, 'booking-lifecycle-approval-expired');
  });

  test.each([true, false])(
    'that is cancelled leaves the calendars it stood in, and no others (was approved: %s)',
    async (isApproved) => {
      const link = await createTestLink(lab.db, lab.tenant, { requiresApproval: true, reminderMinutes: [] });
      const { booking } = await book(link.id, await freeStart(20));
      if (isApproved)
        await approveBooking(await asHost(), { bookingId: booking.id, start: booking.startsAt });
      await cancel(booking.id);
      await result(booking.id);
      const methods = lab.sent
        .filter(({ key }) => key.includes(booking.id) && key.endsWith('guest'))
        .map(({ content }) => content.ics?.method ?? null);
      expect(methods).toEqual(isApproved ? [null, 'REQUEST', 'CANCEL'] : [null, null]);
    },
  );

  test('is reminded of its new time only, once moved', async () => {
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [60] });
    const [first, second] = [await freeStart(20), await freeStart(20)];
    const { booking } = await book(link.id, first);
    await expect.poll(() => guestMailsOf(booking.id)).toHaveLength(1);
    await move(booking.id, second);
    await result(booking.id);
    expect(guestMailsOf(booking.id)).toEqual([
      'booking_confirmed/r0/guest',
      'booking_rescheduled/r1/guest',
      'booking_reminder/r1/60/guest',
    ]);
    await keepHistory(lab, `booking/${booking.id}`, 'booking-lifecycle-rescheduled');
  });

  test('that is cancelled frees its time and is reminded of no more', async () => {
    const link = await createTestLink(lab.db, lab.tenant);
    const { booking } = await book(link.id, await freeStart(20));
    await cancel(booking.id);
    expect(await result(booking.id)).toEqual({ status: 'cancelled' });
    expect((await read(booking.id)).blocks).toEqual([]);
    expect(guestMailsOf(booking.id)).toEqual(['booking_confirmed/r0/guest', 'booking_cancelled/r1/guest']);
    await keepHistory(lab, `booking/${booking.id}`, 'booking-lifecycle-cancelled');
  });
});

describe('a follower', () => {
  test('that was never called is called by the relay and finds everything it needs', async () => {
    lab.calls.lost = () => true;
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [60] });
    const { booking } = await book(link.id, await freeStart(20));
    await move(booking.id, await freeStart(20));
    expect(mailsOf(booking.id)).toEqual([]);
    await lab.call({ tenantId: lab.tenant.tenantId, kind: 'booking', subjectId: booking.id });
    await result(booking.id);
    expect(guestMailsOf(booking.id)).toEqual([
      'booking_confirmed/r0/guest',
      'booking_rescheduled/r1/guest',
      'booking_reminder/r1/60/guest',
    ]);
  });

  test('that is woken a hundred times does everything once', async () => {
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [60] });
    const { booking } = await book(link.id, await freeStart(20));
    const wakeup = { tenantId: lab.tenant.tenantId, kind: 'booking' as const, subjectId: booking.id };
    for (let round = 0; round < 20; round += 1)
      await Promise.all(Array.from({ length: 5 }, () => lab.call(wakeup)));
    await result(booking.id);
    expect(mailsOf(booking.id)).toEqual([
      'booking_confirmed/r0/guest',
      `booking_confirmed/r0/${host().id}`,
      'booking_reminder/r0/60/guest',
    ]);
    await keepHistory(lab, `booking/${booking.id}`, 'booking-lifecycle-woken-often');
  });

  test('of a booking that does not exist ends', async () => {
    const subjectId = 'bkg_00000000000000000000000000';
    await lab.call({ tenantId: lab.tenant.tenantId, kind: 'booking', subjectId });
    expect(await result(subjectId)).toEqual({ status: 'unknown' });
    await keepHistory(lab, `booking/${subjectId}`, 'booking-lifecycle-unknown');
  });
});

describe('failures of mail', () => {
  test('for days ends with everybody told once', async () => {
    let refusals = 0;
    lab.mailFailure.before = () => {
      refusals += 1;
      if (refusals <= 40) throw new ProviderFailure('resend', 'unavailable');
    };
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [] });
    const { booking } = await book(link.id, await freeStart(40));
    await result(booking.id);
    expect(mailsOf(booking.id).toSorted()).toEqual(
      ['booking_confirmed/r0/guest', `booking_confirmed/r0/${host().id}`].toSorted(),
    );
    expect((await read(booking.id)).sync.email).toBe('synced');
    await keepHistory(lab, `booking/${booking.id}`, 'booking-lifecycle-mail-outage');
  });

  test('that lasts longer than a week is given up, shown, and tried again when somebody asks', {
    timeout: 300_000,
  }, async () => {
    lab.mailFailure.before = () => {
      throw new ProviderFailure('resend', 'unavailable');
    };
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [] });
    const { booking } = await book(link.id, await freeStart(60));
    await lab.env.sleep('8 days');
    const given = await read(booking.id);
    expect(given.sync).toMatchObject({ email: 'attention', reason: 'email: unavailable' });
    expect(given.told.map(({ state }) => state)).toEqual(['done', 'done']);
    lab.mailFailure.before = () => undefined;
    await retrySync(await asHost(), { bookingId: booking.id });
    await result(booking.id);
    expect(mailsOf(booking.id)).toHaveLength(2);
    expect((await read(booking.id)).sync.email).toBe('synced');
  });

  test('keeps nobody waiting for the mails of somebody else, who gets them in order once they can', async () => {
    let isGuestCutOff = true;
    lab.mailFailure.before = (email) => {
      if (isGuestCutOff && email.to.email === guest.email) throw new ProviderFailure('resend', 'revoked');
    };
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [60] });
    const { booking } = await book(link.id, await freeStart(20));
    const to = host().id;
    await expect.poll(() => mailsOf(booking.id)).toEqual([`booking_confirmed/r0/${to}`]);
    await move(booking.id, await freeStart(20));
    await lab.env.sleep('2 minutes');
    await expect
      .poll(() => mailsOf(booking.id))
      .toEqual([`booking_confirmed/r0/${to}`, `booking_rescheduled/r1/${to}`]);
    expect((await read(booking.id)).sync).toMatchObject({ email: 'attention' });
    isGuestCutOff = false;
    await cancel(booking.id);
    await result(booking.id);
    expect(mailsOf(booking.id).filter((key) => key.endsWith('guest'))).toEqual([
      'booking_confirmed/r0/guest',
      'booking_cancelled/r2/guest',
    ]);
    expect(mailsOf(booking.id)).toHaveLength(5);
    expect((await read(booking.id)).sync).toMatchObject({ email: 'synced' });
    await keepHistory(lab, `booking/${booking.id}`, 'booking-lifecycle-guest-cut-off');
  });

  test('never leads to a reminder of a booking that has begun', async () => {
    lab.mailFailure.before = (email) => {
      if (email.subject.startsWith('booking_reminder')) throw new ProviderFailure('resend', 'unavailable');
    };
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [60] });
    const { booking } = await book(link.id, await freeStart(20));
    await result(booking.id);
    const after = await read(booking.id);
    expect(after.told.filter(({ key }) => key.startsWith('booking_reminder'))).toEqual([
      { key: 'booking_reminder/r0/60', state: 'dropped', delivery: 'failed' },
    ]);
    expect(after.booking.status).toBe('completed');
  });

  test('about a refused address shows as needing attention and the host is told all the same', async () => {
    lab.mailFailure.before = (email) => {
      if (email.to.email === guest.email)
        throw new ProviderFailure('resend', 'invalid', { reason: 'recipient_refused' });
    };
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [] });
    const { booking } = await book(link.id, await freeStart(10));
    await result(booking.id);
    expect((await read(booking.id)).sync).toEqual({
      calendar: 'off',
      conference: 'off',
      email: 'attention',
      reason: 'email: recipient_refused',
    });
    expect(mailsOf(booking.id)).toHaveLength(1);
  });
});

describe('an operator', () => {
  test('who cancels the workflow cancels the booking properly', async () => {
    const link = await createTestLink(lab.db, lab.tenant);
    const { booking } = await book(link.id, await freeStart(20));
    await expect.poll(() => mailsOf(booking.id)).toHaveLength(2);
    await handleOf(booking.id).cancel();
    expect(await result(booking.id)).toEqual({ status: 'cancelled' });
    expect(mailsOf(booking.id)).toContain('booking_cancelled/r1/guest');
    await keepHistory(lab, `booking/${booking.id}`, 'booking-lifecycle-operator-cancelled');
  });

  test('sees where a booking stands', async () => {
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [60] });
    const start = await freeStart(20);
    const { booking } = await book(link.id, start);
    await expect.poll(() => mailsOf(booking.id)).toHaveLength(2);
    const notifyAt = async () => (await handleOf(booking.id).query<BookingState>('state')).view?.notifyAt;
    await expect.poll(notifyAt).toBe(start - hourMs);
    const { view, underWay } = await handleOf(booking.id).query<BookingState>('state');
    expect(view).toMatchObject({ status: 'confirmed', startsAt: start });
    expect(underWay).toEqual([]);
  });
});
