import { and, asc, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import { links } from '#db/schema/link.ts';
import { notifications } from '#db/schema/notification.ts';
import { payments, refunds } from '#db/schema/payment.ts';
import { timeBlocks } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { AppError } from '#domain/errors.ts';
import type { VendorPayment } from '#domain/payment/vendor.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { approveBooking } from '#services/booking/approve-booking.ts';
import { bookForGuest } from '#services/booking/book-for-guest.ts';
import { bookLink } from '#services/booking/book-link.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { declineBooking } from '#services/booking/decline-booking.ts';
import { endBooking } from '#services/booking/end-booking.ts';
import { reassignBooking } from '#services/booking/host/reassign-booking.ts';
import { listBookings } from '#services/booking/read/list-bookings.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import { presentGuestBooking } from '#services/booking/read/present-booking.ts';
import { viewBookingLink } from '#services/booking/read/view-booking-link.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import {
  bookAsGuest,
  contextAt,
  guestDetails,
  guestOf,
  ownerOf,
  refusalOf,
  sessionOf,
} from '#services/booking/testing/requests.ts';
import { connectSilentAccount, sayOfPayment } from '#services/payment/testing/paid.ts';
import { createSecretBox } from '#services/secrets.ts';
import { settlePayments } from '../settle-payments.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const now = Date.UTC(2027, 2, 1, 8);
const start = now + 72 * hourMs;
const later = start + 24 * hourMs;
const secrets = createSecretBox([{ id: 'k1', key: Buffer.alloc(32, 1) }]);

let db: Database;
let tenant: TestTenant;
let link: { id: string; slug: string };

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db, { hosts: 2 });
  await connectSilentAccount(db, secrets, tenant, now);
});

type LinkValues = NonNullable<Parameters<typeof createTestLink>[2]>;
const priced = async (values: LinkValues = {}): Promise<void> => {
  link = await createTestLink(db, tenant, {
    priceMinor: 2_500,
    currency: 'USD',
    refundPolicy: [
      { minHoursBefore: 48, refundBasisPoints: 10_000, feeMinor: 0 },
      { minHoursBefore: 24, refundBasisPoints: 5_000, feeMinor: 100 },
    ],
    holdMinutes: 10,
    reminderMinutes: [],
    ...values,
  });
};
const nowCosts = (priceMinor: number | null, currency: 'USD' | 'EUR' | null = 'USD') =>
  withTenant(db, tenant.tenantId, (tx) =>
    tx
      .update(links)
      .set({ priceMinor, currency: priceMinor === null ? null : currency })
      .where(and(eq(links.tenantId, tenant.tenantId), eq(links.id, link.id))),
  );

const asGuest = (bookingId: string, at = now) =>
  contextAt(db, { tenantId: tenant.tenantId, now: at }, { actor: guestOf(bookingId) });
const asHost = (at = now) =>
  contextAt(db, { tenantId: tenant.tenantId, now: at }, { actor: ownerOf(tenant) });

const rowsOf = (bookingId: string) =>
  withTenant(db, tenant.tenantId, (tx) =>
    tx
      .select()
      .from(payments)
      .where(and(eq(payments.tenantId, tenant.tenantId), eq(payments.bookingId, bookingId)))
      .orderBy(asc(payments.createdAt), asc(payments.id)),
  );
const lastOf = async (bookingId: string) => {
  const last = (await rowsOf(bookingId)).at(-1);
  if (last === undefined) throw new Error('nothing is to be paid');
  return last;
};
const settle = (bookingId: string, at = now) =>
  settlePayments(db, { tenantId: tenant.tenantId, bookingId, workflowRunId: 'run', now: at });
const say = async (bookingId: string, paymentId: string, said: Partial<VendorPayment> = {}, at = now) => {
  await sayOfPayment(db, { tenantId: tenant.tenantId, paymentId, now: at }, said);
  await settle(bookingId, at);
};
/** Its guest pays what was asked for last, or a payment by its id. */
const pay = async (bookingId: string, paymentId?: string, at = now) =>
  say(bookingId, paymentId ?? (await lastOf(bookingId)).id, {}, at);
/** The vendor says that nobody can pay any more. */
const closes = (bookingId: string, paymentId: string, at = now) =>
  say(
    bookingId,
    paymentId,
    {
      chargeId: null,
      capturedMinor: 0,
      checkout: { checkoutId: `checkout-${paymentId}`, state: 'expired', url: null, expiresAt: at },
    },
    at,
  );

const book = async (from = start): Promise<string> => {
  const { booking } = await bookLink(contextAt(db, { tenantId: tenant.tenantId, now }), {
    address: { username: tenant.hosts[0]?.username ?? '', slug: link.slug },
    start: from,
    durationMinutes: 30,
    details: guestDetails(),
    heldBookingId: null,
  });
  return booking.id;
};
/** A booking that its guest has paid. */
const paid = async (values: LinkValues = {}, from = start): Promise<string> => {
  await priced(values);
  const bookingId = await book(from);
  await pay(bookingId);
  return bookingId;
};

type Shown = { amountMinor: number; currency: 'USD' | 'EUR' } | null;
const usd = (amountMinor: number): Shown => ({ amountMinor, currency: 'USD' });
const move = (bookingId: string, shown?: Shown, { to = later, at = now, reason = 'Ill' } = {}) =>
  rescheduleBooking(asGuest(bookingId, at), { bookingId, start: to, shown, reason });

const load = (bookingId: string) =>
  withTenant(db, tenant.tenantId, (tx) => loadBooking(tx, tenant.tenantId, bookingId));
const read = async (bookingId: string) => (await load(bookingId)).booking;
const shownTo = async (bookingId: string, at = now) => presentGuestBooking(await load(bookingId), at);
const refundsOf = async (bookingId: string) => {
  const ids = (await rowsOf(bookingId)).map(({ id }) => id);
  const rows = await withTenant(db, tenant.tenantId, (tx) =>
    tx.select().from(refunds).where(inArray(refunds.paymentId, ids)).orderBy(asc(refunds.createdAt)),
  );
  return rows
    .map(({ paymentId, amountMinor, reason }) => ({ from: ids.indexOf(paymentId), amountMinor, reason }))
    .toSorted((a, b) => a.from - b.from);
};
const startsOf = (bookingId: string): Promise<number[]> =>
  withTenant(db, tenant.tenantId, async (tx) => {
    const rows = await tx
      .select({ start: timeBlocks.startsAt })
      .from(timeBlocks)
      .where(eq(timeBlocks.sessionId, sessionOf(tx, bookingId)))
      .orderBy(asc(timeBlocks.startsAt));
    return rows.map((row) => Number(row.start));
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
const toldOf = (subjectId: string): Promise<string[]> =>
  withTenant(db, tenant.tenantId, async (tx) => {
    const rows = await tx
      .select({ template: notifications.template })
      .from(notifications)
      .where(and(eq(notifications.subjectId, subjectId), eq(notifications.state, 'due')))
      .orderBy(asc(notifications.createdAt), asc(notifications.id));
    return rows.map(({ template }) => template);
  });
const another = guestDetails({ guest: { name: 'Bo', email: 'bo@example.com' } });

describe('a move to a time of the same price', () => {
  test('costs nothing, and a host’s move never does', async () => {
    const id = await paid();
    await move(id);
    expect(await read(id)).toMatchObject({ startsAt: later, priceMinor: 2_500 });
    await nowCosts(9_000);
    await rescheduleBooking(asHost(), { bookingId: id, start });
    expect(await read(id)).toMatchObject({ startsAt: start, priceMinor: 2_500, moveQuote: null });
    expect(await rowsOf(id)).toHaveLength(1);
    expect(await refundsOf(id)).toEqual([]);
  });

  test('so does one to a price that is higher by less than can be charged', async () => {
    const id = await paid();
    await nowCosts(2_549);
    await move(id);
    expect(await read(id)).toMatchObject({ startsAt: later, priceMinor: 2_500 });
  });

  test('of a booking that a host has given stays free', async () => {
    await priced();
    const { booking } = await bookForGuest(asHost(), {
      linkId: link.id,
      start,
      durationMinutes: 30,
      details: guestDetails(),
      setAside: [],
    });
    await move(booking.id);
    expect(await read(booking.id)).toMatchObject({ startsAt: later, priceMinor: null });
  });
});

describe('a move to a cheaper time', () => {
  test('is made at once, gives the difference back once, and keeps the terms that were agreed', async () => {
    const id = await paid();
    const before = await read(id);
    await nowCosts(1_000);
    expect(await viewBookingLink(asGuest(id), id)).toMatchObject({
      move: { price: { amountMinor: 1_000 }, pay: null, back: { amountMinor: 1_500, currency: 'USD' } },
    });
    const key = { key: 'move', body: 'move' };
    const ctx = contextAt(db, { tenantId: tenant.tenantId, now }, { actor: guestOf(id), ...key });
    const ask = () => rescheduleBooking(ctx, { bookingId: id, start: later, shown: usd(1_000) });
    await ask();
    await ask();
    expect(await read(id)).toMatchObject({
      startsAt: later,
      priceMinor: 1_000,
      refundTerms: before.refundTerms,
      moveQuote: null,
    });
    expect(await refundsOf(id)).toEqual([{ from: 0, amountMinor: 1_500, reason: 'moved' }]);
  });

  test('gives all of it back where the link is free by now, and tells its guest of it', async () => {
    const id = await paid();
    await nowCosts(null);
    await move(id, null);
    expect(await read(id)).toMatchObject({ startsAt: later, priceMinor: null, refundTerms: null });
    expect(await refundsOf(id)).toEqual([{ from: 0, amountMinor: 2_500, reason: 'moved' }]);
    expect(await shownTo(id)).toMatchObject({
      payment: { amountMinor: 0, paidMinor: 2_500, refunds: [{ amountMinor: 2_500 }], ifCancelled: null },
    });
    await cancelBooking(asGuest(id), { bookingId: id });
    expect(await refundsOf(id)).toHaveLength(1);
  });

  test('is what a later cancellation counts from: the terms are those of the price that is left', async () => {
    const id = await paid();
    await nowCosts(1_000);
    await move(id, usd(1_000));
    const late = later - 30 * hourMs;
    expect((await shownTo(id, late)).payment?.ifCancelled).toEqual({ amountMinor: 400, cause: 'tier' });
    await cancelBooking(asGuest(id, late), { bookingId: id });
    expect(await refundsOf(id)).toEqual([
      { from: 0, amountMinor: 1_500, reason: 'moved' },
      { from: 0, amountMinor: 400, reason: 'guest_cancelled' },
    ]);
  });
});

describe('a price that was not shown', () => {
  test.each([
    ['higher than shown', 4_000, usd(3_500)],
    ['lower than shown', 1_000, usd(2_000)],
    ['higher and not shown at all', 4_000, undefined],
    ['none any more', null, usd(2_500)],
    ['in another currency', 3_500, { amountMinor: 3_500, currency: 'EUR' } as const],
  ])('is refused with the new one when it is %s', async (_, price, shown) => {
    const id = await paid();
    await nowCosts(price);
    const error = await move(id, shown).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: 'price_changed',
      extra: { price: price === null ? null : { amountMinor: price, currency: 'USD' } },
    });
    expect(await read(id)).toMatchObject({ startsAt: start, moveTo: null, priceMinor: 2_500 });
    expect(await rowsOf(id)).toHaveLength(1);
  });
});

describe('a move to a dearer time', () => {
  const ask = async (price = 3_500): Promise<string> => {
    const id = await paid();
    await nowCosts(price);
    await move(id, usd(price));
    return id;
  };

  test('holds it beside the time there is until the difference is paid, and then has its price and terms', async () => {
    const id = await ask();
    expect(await read(id)).toMatchObject({ status: 'confirmed', startsAt: start, priceMinor: 2_500 });
    expect(await startsOf(id)).toEqual([start, later]);
    expect(await lastOf(id)).toMatchObject({
      purpose: 'move',
      moveTo: later,
      amountMinor: 1_000,
      state: 'open',
      captures: 'at_once',
      payBy: now + 10 * minuteMs,
    });
    expect(await shownTo(id)).toMatchObject({
      moveTo: null,
      unpaidMove: {
        to: new Date(later).toISOString(),
        amountMinor: 1_000,
        currency: 'USD',
        payBy: new Date(now + 10 * minuteMs).toISOString(),
        canPay: true,
      },
    });
    expect(
      await refusalOf(
        bookAsGuest(
          db,
          { tenantId: tenant.tenantId, now },
          { linkId: link.id, start: later, details: another },
        ),
      ),
    ).toBe('slot_taken');
    expect(await toldOf(id)).not.toContain('booking_rescheduled');
    await pay(id);
    expect(await read(id)).toMatchObject({
      startsAt: later,
      priceMinor: 3_500,
      revision: 1,
      moveTo: null,
      moveQuote: null,
      refundTerms: { agreedAt: now },
    });
    expect(await startsOf(id)).toEqual([later]);
    expect(await refundsOf(id)).toEqual([]);
    expect(await toldOf(id)).toContain('booking_rescheduled');
    expect(await toldOf((await lastOf(id)).id)).toEqual(['payment_received']);
    expect(await shownTo(id)).toMatchObject({
      unpaidMove: null,
      payment: { amountMinor: 3_500, paidMinor: 3_500, ifCancelled: { amountMinor: 3_500 } },
      lastChange: { kind: 'rescheduled', reason: 'Ill' },
    });
  });

  test('gives its time back when nobody has paid, leaves the booking as it was, and tells its guest', async () => {
    const id = await ask();
    const { id: paymentId } = await lastOf(id);
    await closes(id, paymentId, now + 11 * minuteMs);
    expect(await read(id)).toMatchObject({
      status: 'confirmed',
      startsAt: start,
      priceMinor: 2_500,
      moveTo: null,
    });
    expect(await startsOf(id)).toEqual([start]);
    expect(await toldOf(paymentId)).toEqual(['payment_unpaid']);
    expect(await storyOf(id)).toEqual(['pending_payment', 'confirmed', 'move_to_pay', 'move_unpaid']);
    expect(await shownTo(id)).toMatchObject({ unpaidMove: null, payment: { paidMinor: 2_500 } });
  });

  test('is made all the same when it is paid too late and the time is free', async () => {
    const id = await ask();
    const { id: paymentId } = await lastOf(id);
    await closes(id, paymentId);
    await pay(id, paymentId, now + hourMs);
    expect(await read(id)).toMatchObject({ startsAt: later, priceMinor: 3_500, moveQuote: null });
    expect(await refundsOf(id)).toEqual([]);
  });

  test('goes back in full when it is paid too late and somebody else has the time', async () => {
    const id = await ask();
    const { id: paymentId } = await lastOf(id);
    await closes(id, paymentId);
    await nowCosts(null);
    await bookAsGuest(
      db,
      { tenantId: tenant.tenantId, now },
      { linkId: link.id, start: later, details: another },
    );
    await pay(id, paymentId, now + hourMs);
    expect(await read(id)).toMatchObject({ startsAt: start, priceMinor: 2_500, moveTo: null });
    expect(await refundsOf(id)).toEqual([{ from: 1, amountMinor: 1_000, reason: 'time_lost' }]);
  });

  test('is paid once: asking again changes nothing, and another time closes the page of the first', async () => {
    const id = await ask();
    await move(id, usd(3_500));
    expect(await rowsOf(id)).toHaveLength(2);
    const first = (await lastOf(id)).id;
    const other = later + 2 * hourMs;
    await move(id, usd(3_500), { to: other });
    expect(await startsOf(id)).toEqual([start, other]);
    const [, closing, open] = await rowsOf(id);
    expect(closing).toMatchObject({ id: first, state: 'open', payBy: now, askAt: now });
    expect(open).toMatchObject({ state: 'open', moveTo: other });
    // Whoever pays the first one all the same has it back, and can still pay the other.
    await pay(id, first);
    expect(await refundsOf(id)).toEqual([{ from: 1, amountMinor: 1_000, reason: 'late' }]);
    expect(await read(id)).toMatchObject({ startsAt: start, moveTo: other });
    await pay(id, open?.id);
    expect(await read(id)).toMatchObject({ startsAt: other, priceMinor: 3_500 });
  });

  test('is withdrawn by keeping the present time, also when a page closes only then', async () => {
    const id = await ask();
    const { id: paymentId } = await lastOf(id);
    await move(id, undefined, { to: start });
    expect(await read(id)).toMatchObject({ startsAt: start, moveTo: null, moveQuote: null });
    expect(await startsOf(id)).toEqual([start]);
    await closes(id, paymentId);
    expect(await toldOf(paymentId)).toEqual([]);
  });

  test('ends with the booking: its page is closed, and who has paid it gets all of it back', async () => {
    const id = await ask();
    const { id: paymentId } = await lastOf(id);
    await cancelBooking(asGuest(id), { bookingId: id });
    expect(await lastOf(id)).toMatchObject({ state: 'open', payBy: now });
    await pay(id, paymentId);
    expect(await refundsOf(id)).toEqual([
      { from: 0, amountMinor: 2_500, reason: 'guest_cancelled' },
      { from: 1, amountMinor: 1_000, reason: 'guest_cancelled' },
    ]);
    expect(await startsOf(id)).toEqual([]);
  });

  test('is over once a host moves the booking or gives it to somebody else', async () => {
    const id = await ask();
    const { id: paymentId } = await lastOf(id);
    await rescheduleBooking(asHost(), { bookingId: id, start: start + 2 * hourMs });
    expect(await lastOf(id)).toMatchObject({ state: 'open', payBy: now });
    await pay(id, paymentId);
    expect(await read(id)).toMatchObject({ startsAt: start + 2 * hourMs, priceMinor: 2_500 });
    expect(await refundsOf(id)).toEqual([{ from: 1, amountMinor: 1_000, reason: 'late' }]);

    const given = await ask();
    await reassignBooking(asHost(), { bookingId: given, hostId: tenant.hosts[1]?.id ?? '' });
    expect(await read(given)).toMatchObject({ startsAt: start, moveTo: null, moveQuote: null });
    expect(await lastOf(given)).toMatchObject({ state: 'open', payBy: now });
  });

  test('that is paid twice gives the second payment back', async () => {
    const id = await ask();
    const first = await lastOf(id);
    const second = { ...first, id: `${first.id.slice(0, -1)}${first.id.endsWith('0') ? '1' : '0'}` };
    await withTenant(db, tenant.tenantId, (tx) => tx.insert(payments).values(second));
    await pay(id, first.id);
    await pay(id, second.id);
    expect(await read(id)).toMatchObject({ startsAt: later, priceMinor: 3_500 });
    expect((await refundsOf(id)).map(({ amountMinor, reason }) => ({ amountMinor, reason }))).toEqual([
      { amountMinor: 1_000, reason: 'duplicate' },
    ]);
  });

  test('cannot be asked for while nobody takes payments, and nothing has changed then', async () => {
    tenant = await createTestTenant(db);
    await priced({ priceMinor: null, currency: null });
    const id = await book();
    await nowCosts(3_500);
    expect(await refusalOf(move(id, usd(3_500)))).toBe('payments_unavailable');
    expect(await read(id)).toMatchObject({ startsAt: start, moveTo: null });
    expect(await startsOf(id)).toEqual([start]);
  });

  test('that is not paid when the booking begins is over with its start', async () => {
    const id = await ask();
    const { id: paymentId } = await lastOf(id);
    await endBooking(db, {
      tenantId: tenant.tenantId,
      bookingId: id,
      as: 'due',
      workflowRunId: 'run',
      now: start,
    });
    expect(await read(id)).toMatchObject({ status: 'confirmed', startsAt: start, moveTo: null });
    await pay(id, paymentId, start);
    expect(await read(id)).toMatchObject({ startsAt: start, priceMinor: 2_500 });
    expect(await refundsOf(id)).toEqual([{ from: 1, amountMinor: 1_000, reason: 'late' }]);
  });
});

describe('a free booking whose link has a price by now', () => {
  test('is paid for in full before it moves', async () => {
    await priced({ priceMinor: null, currency: null });
    const id = await book();
    await nowCosts(2_500);
    await move(id, usd(2_500));
    expect(await read(id)).toMatchObject({ startsAt: start, priceMinor: null });
    expect(await shownTo(id)).toMatchObject({
      payment: null,
      unpaidMove: { amountMinor: 2_500, canPay: true },
    });
    await pay(id);
    expect(await read(id)).toMatchObject({ startsAt: later, priceMinor: 2_500, currency: 'USD' });
    expect(await shownTo(id)).toMatchObject({
      payment: { amountMinor: 2_500, paidMinor: 2_500, ifCancelled: { amountMinor: 2_500 } },
    });
  });

  test('closes the page when it is cancelled instead', async () => {
    await priced({ priceMinor: null, currency: null });
    const id = await book();
    await nowCosts(2_500);
    await move(id, usd(2_500));
    await cancelBooking(asHost(), { bookingId: id });
    expect(await lastOf(id)).toMatchObject({ state: 'open', payBy: now });
  });
});

describe('a move to another currency', () => {
  const eur = { amountMinor: 2_000, currency: 'EUR' } as const;

  test('is paid in full in the new one, and then all of the old payment goes back', async () => {
    const id = await paid();
    await nowCosts(2_000, 'EUR');
    expect(await viewBookingLink(asGuest(id), id)).toMatchObject({
      move: { pay: eur, back: { amountMinor: 2_500, currency: 'USD' } },
    });
    await move(id, eur);
    expect(await refundsOf(id)).toEqual([]);
    expect(await lastOf(id)).toMatchObject({ amountMinor: 2_000, currency: 'EUR' });
    await pay(id);
    expect(await read(id)).toMatchObject({ startsAt: later, priceMinor: 2_000, currency: 'EUR' });
    expect(await refundsOf(id)).toEqual([{ from: 0, amountMinor: 2_500, reason: 'moved' }]);
    expect(await shownTo(id)).toMatchObject({
      payment: { currency: 'EUR', paidMinor: 2_000, ifCancelled: { amountMinor: 2_000 } },
    });
    await cancelBooking(asHost(), { bookingId: id });
    expect((await refundsOf(id)).slice(1)).toEqual([
      { from: 1, amountMinor: 2_000, reason: 'host_cancelled' },
    ]);
  });
});

describe('a booking with several payments', () => {
  const late = later - 30 * hourMs;

  test('gives back by the terms on their sum, with one fee, as its guest was shown', async () => {
    const id = await paid();
    await nowCosts(3_500);
    await move(id, usd(3_500));
    await pay(id);
    expect((await shownTo(id, late)).payment?.ifCancelled).toEqual({ amountMinor: 1_650, cause: 'tier' });
    await cancelBooking(asGuest(id, late), { bookingId: id });
    expect(await refundsOf(id)).toEqual([{ from: 0, amountMinor: 1_650, reason: 'guest_cancelled' }]);
  });

  test('gives all of them back when its host cancels', async () => {
    const id = await paid();
    await nowCosts(3_500);
    await move(id, usd(3_500));
    await pay(id);
    await cancelBooking(asHost(late), { bookingId: id });
    expect(await refundsOf(id)).toEqual([
      { from: 0, amountMinor: 2_500, reason: 'host_cancelled' },
      { from: 1, amountMinor: 1_000, reason: 'host_cancelled' },
    ]);
  });

  test.each([
    ['dearer', 3_500, 1_650],
    ['cheaper', 1_500, 650],
  ] as const)(
    'does not get better terms by a move to a %s time within a worse tier',
    async (_, price, back) => {
      const id = await paid({}, now + 30 * hourMs);
      await nowCosts(price);
      await move(id, usd(price));
      if (price > 2_500) await pay(id, undefined, now + minuteMs);
      const booking = await read(id);
      expect(booking).toMatchObject({ startsAt: later, priceMinor: price, refundAnchor: now + 30 * hourMs });
      expect((await shownTo(id)).payment?.ifCancelled).toEqual({ amountMinor: back, cause: 'tier' });
    },
  );
});

describe('an approved booking whose guest asks to move', () => {
  const approved = async (): Promise<string> => {
    const id = await paid({ requiresApproval: true, approvalDeadlineHours: 4 });
    await approveBooking(asHost(), { bookingId: id, start });
    return id;
  };
  const waiting = async () =>
    (await listBookings(asHost(), { view: 'needs_approval', limit: 50 })).items.map(({ id }) => id);
  const asked = async (): Promise<string> => {
    const id = await approved();
    await nowCosts(3_500);
    await move(id, usd(3_500));
    return id;
  };

  test('pays what it costs more first, and then its host decides', async () => {
    const id = await asked();
    expect(await waiting()).toEqual([]);
    expect(await toldOf(id)).not.toContain('booking_move_requested');
    expect(await refusalOf(approveBooking(asHost(), { bookingId: id, start: later }))).toBe(
      'invalid_transition',
    );
    await pay(id);
    expect(await read(id)).toMatchObject({ startsAt: start, moveTo: later, priceMinor: 2_500 });
    expect(await waiting()).toEqual([id]);
    expect(await toldOf(id)).toContain('booking_move_requested');
    expect(await shownTo(id)).toMatchObject({
      moveTo: new Date(later).toISOString(),
      unpaidMove: null,
      lastChange: { kind: 'move_requested', reason: 'Ill' },
    });
    await approveBooking(asHost(), { bookingId: id, start: later });
    expect(await read(id)).toMatchObject({ startsAt: later, priceMinor: 3_500, moveQuote: null });
    expect(await startsOf(id)).toEqual([later]);
    expect(await refundsOf(id)).toEqual([]);
  });

  test.each(['declined', 'not decided', 'withdrawn'] as const)(
    'gets the difference back in full when it is %s, and stays',
    async (end) => {
      const id = await asked();
      await pay(id);
      const { tenantId } = tenant;
      if (end === 'declined') await declineBooking(asHost(), { bookingId: id });
      if (end === 'not decided')
        await endBooking(db, {
          tenantId,
          bookingId: id,
          as: 'due',
          workflowRunId: 'run',
          now: now + 4 * hourMs,
        });
      if (end === 'withdrawn') await move(id, undefined, { to: start });
      expect(await read(id)).toMatchObject({
        startsAt: start,
        priceMinor: 2_500,
        moveTo: null,
        moveQuote: null,
      });
      expect(await startsOf(id)).toEqual([start]);
      expect(await refundsOf(id)).toEqual([
        { from: 1, amountMinor: 1_000, reason: end === 'withdrawn' ? 'moved' : 'declined' },
      ]);
      expect((await shownTo(id)).payment?.ifCancelled).toEqual({ amountMinor: 2_500, cause: 'tier' });
    },
  );

  test('gets the difference back in full when it cancels before that, and the rest by the terms', async () => {
    const id = await asked();
    await pay(id);
    const late = start - 30 * hourMs;
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.execute(`update bookings set move_by = starts_at where id = '${id}'`),
    );
    expect((await shownTo(id, late)).payment?.ifCancelled).toEqual({ amountMinor: 2_150, cause: 'tier' });
    await cancelBooking(asGuest(id, late), { bookingId: id });
    expect(await refundsOf(id)).toEqual([
      { from: 0, amountMinor: 1_150, reason: 'guest_cancelled' },
      { from: 1, amountMinor: 1_000, reason: 'guest_cancelled' },
    ]);
  });

  test('has back what it costs less once its host has approved it, at the price it was quoted', async () => {
    const id = await approved();
    await nowCosts(1_000);
    await move(id, usd(1_000));
    expect(await refundsOf(id)).toEqual([]);
    expect(await waiting()).toEqual([id]);
    await nowCosts(5_000);
    await approveBooking(asHost(), { bookingId: id, start: later });
    expect(await read(id)).toMatchObject({ startsAt: later, priceMinor: 1_000 });
    expect(await refundsOf(id)).toEqual([{ from: 0, amountMinor: 1_500, reason: 'moved' }]);
  });

  test('that is a request still can be approved while a move of it waits for payment', async () => {
    const id = await paid({ requiresApproval: true, approvalDeadlineHours: 4 });
    await nowCosts(3_500);
    await move(id, usd(3_500));
    expect(await startsOf(id)).toEqual([start, later]);
    await approveBooking(asHost(), { bookingId: id, start });
    expect(await read(id)).toMatchObject({ status: 'confirmed', startsAt: start });
    expect(await startsOf(id)).toEqual([start, later]);
    await pay(id);
    expect(await read(id)).toMatchObject({ startsAt: start, moveTo: later });
  });

  test('that is a request still keeps its own time when nobody pays for its move', async () => {
    const id = await paid({ requiresApproval: true, approvalDeadlineHours: 4 });
    await nowCosts(3_500);
    await move(id, usd(3_500));
    await closes(id, (await lastOf(id)).id);
    expect(await startsOf(id)).toEqual([start]);
    await approveBooking(asHost(), { bookingId: id, start });
    expect(await read(id)).toMatchObject({ status: 'confirmed', startsAt: start });
  });
});

describe('a booking in a group', () => {
  test('takes its places when the move is paid, and has the money back when there are none', async () => {
    const id = await paid({ kind: 'group', capacity: 2 });
    await nowCosts(3_500);
    await move(id, usd(3_500));
    expect(await startsOf(id)).toEqual([start]);
    await pay(id);
    expect(await read(id)).toMatchObject({ startsAt: later, priceMinor: 3_500 });

    const other = later + 24 * hourMs;
    await nowCosts(5_000);
    await move(id, usd(5_000), { to: other });
    await nowCosts(null);
    for (const name of ['Bo', 'Ca'])
      await bookAsGuest(
        db,
        { tenantId: tenant.tenantId, now },
        {
          linkId: link.id,
          start: other,
          details: guestDetails({ guest: { name, email: `${name}@example.com` } }),
        },
      );
    await pay(id);
    expect(await read(id)).toMatchObject({ startsAt: later, priceMinor: 3_500, moveTo: null });
    expect(await refundsOf(id)).toEqual([{ from: 2, amountMinor: 1_500, reason: 'time_lost' }]);
  });
});
