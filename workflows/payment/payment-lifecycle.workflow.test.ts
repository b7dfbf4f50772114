import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { approveBooking } from '#services/booking/approve-booking.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { declineBooking } from '#services/booking/decline-booking.ts';
import { guestOf, ownerOf } from '#services/booking/testing/requests.ts';
import { contextOf, keepHistory } from '#workflows/testing/harness.ts';
import { openPaymentLab, type PaymentLab } from '#workflows/testing/payment-lab.ts';

/** For what happens in real time while the workflows' stands still. */
let { lab, vendor, money, close } = {} as PaymentLab;

beforeAll(async () => {
  ({ lab, vendor, money, close } = await openPaymentLab());
});
afterAll(() => close?.());
beforeEach(() => {
  lab.intercept.before = () => undefined;
  lab.calls.lost = () => false;
});

const paymentOf = async (bookingId: string) => {
  const [payment] = (await money.read(bookingId)).payments;
  if (payment === undefined) throw new Error('nothing is to be paid');
  return payment;
};

const ended = async (bookingId: string) => {
  const { id } = await paymentOf(bookingId);
  await lab.called();
  await lab.ended(`payment/${id}`);
  return id;
};

/** All that is told of a payment, however long the followers take in real time. */
const told = async (paymentId: string, news: readonly string[]): Promise<void> => {
  await expect.poll(() => money.mailsOf(paymentId)).toEqual(news);
};

describe('a booking that costs something', () => {
  test('waits for its payment with the time held, and is confirmed once it is paid', async () => {
    const bookingId = await money.book(await money.createLink());
    expect((await money.read(bookingId)).booking).toMatchObject({
      status: 'pending_payment',
      priceMinor: 2_500,
      currency: 'USD',
      seated: true,
    });
    const page = await money.goToPay(bookingId);
    await vendor.pay(page);
    await money.tell(bookingId);
    const paymentId = await ended(bookingId);
    await lab.ended(`booking/${bookingId}`);
    const { booking, payments, ledger, timeline } = await money.read(bookingId);
    expect(timeline).toEqual(['pending_payment', 'confirmed', 'completed']);
    expect(booking.status).toBe('completed');
    expect(payments).toMatchObject([{ state: 'paid', capturedMinor: 2_500, keptMinor: 2_500 }]);
    expect(ledger).toEqual(['captured 2500']);
    await told(paymentId, ['payment_received/guest']);
    await keepHistory(lab, `payment/${paymentId}`, 'payment-lifecycle-paid');
  });

  test('that nobody pays is closed at the vendor first, and its time is free then', async () => {
    const bookingId = await money.book(await money.createLink());
    const page = await money.goToPay(bookingId);
    const paymentId = await ended(bookingId);
    await lab.ended(`booking/${bookingId}`);
    const { booking, payments, ledger, timeline } = await money.read(bookingId);
    expect((await vendor.checkoutsOf(bookingId)).map(({ state }) => state)).toEqual(['expired']);
    expect(booking).toMatchObject({ status: 'expired', seated: false });
    expect(payments).toMatchObject([{ state: 'closed', checkoutId: page, capturedMinor: 0 }]);
    expect(ledger).toEqual([]);
    expect(timeline).toEqual(['pending_payment', 'payment_expired']);
    await told(paymentId, ['payment_unpaid/guest']);
    await keepHistory(lab, `payment/${paymentId}`, 'payment-lifecycle-unpaid');
  });

  test('whose guest never went to pay is free after its time, and the vendor is not asked', async () => {
    const bookingId = await money.book(await money.createLink());
    await ended(bookingId);
    await lab.ended(`booking/${bookingId}`);
    expect((await money.read(bookingId)).booking.status).toBe('expired');
    expect(await vendor.checkoutsOf(bookingId)).toEqual([]);
  });

  test('is confirmed though the vendor’s message was lost: it is asked when the time is over', async () => {
    const bookingId = await money.book(await money.createLink());
    await vendor.pay(await money.goToPay(bookingId));
    await ended(bookingId);
    await lab.ended(`booking/${bookingId}`);
    expect((await money.read(bookingId)).timeline).toEqual(['pending_payment', 'confirmed', 'completed']);
  });

  test('keeps its time while the vendor does not answer whether it is paid', async () => {
    const bookingId = await money.book(await money.createLink());
    await vendor.pay(await money.goToPay(bookingId));
    await vendor.fault({ method: 'POST', path: '/expire$', status: 500, times: 4 });
    await ended(bookingId);
    await lab.ended(`booking/${bookingId}`);
    expect((await money.read(bookingId)).timeline).toEqual(['pending_payment', 'confirmed', 'completed']);
  });
});

describe('a paid booking that is cancelled', () => {
  const cancelAfter = async (days: number): Promise<string> => {
    const bookingId = await money.book(await money.createLink(), days);
    await vendor.pay(await money.goToPay(bookingId));
    await money.tell(bookingId);
    await expect.poll(async () => (await money.read(bookingId)).booking.status).toBe('confirmed');
    await cancelBooking(await contextOf(lab, guestOf(bookingId)), { bookingId });
    await lab.called();
    await expect.poll(async () => (await paymentOf(bookingId)).keptMinor).toBe(0);
    await ended(bookingId);
    return bookingId;
  };

  test('gives its guest back what its terms say, once, and tells them', async () => {
    const bookingId = await cancelAfter(10);
    const { payments, refunds, ledger } = await money.read(bookingId);
    expect(refunds).toMatchObject([{ amountMinor: 2_500, state: 'succeeded', reason: 'guest_cancelled' }]);
    expect(payments).toMatchObject([{ keptMinor: 0, refundedMinor: 2_500 }]);
    expect(ledger).toEqual(['captured 2500', 'refund_requested 2500', 'refund_succeeded 2500']);
    const mails = money.mailsOf(payments[0]?.id ?? '');
    expect(mails.filter((key) => key.startsWith('payment_received'))).toHaveLength(1);
    expect(mails.filter((key) => key.startsWith('refund_succeeded'))).toHaveLength(1);
    await keepHistory(lab, `payment/${payments[0]?.id}`, 'payment-lifecycle-refunded');
  });

  test('is given back once though the vendor’s answer is lost', async () => {
    await vendor.fault({ method: 'POST', path: vendor.paths.refund, reset: 'after', times: 1 });
    const bookingId = await cancelAfter(11);
    const { payments, refunds } = await money.read(bookingId);
    expect(refunds).toMatchObject([{ amountMinor: 2_500, state: 'succeeded' }]);
    expect(payments).toMatchObject([{ capturedMinor: 2_500, refundedMinor: 2_500, keptMinor: 0 }]);
  });
});

describe('a request that is paid for', () => {
  const statusOf = async (bookingId: string) => (await money.read(bookingId)).booking.status;

  /** Its guest has reserved the money, and its host is asked. */
  const reserve = async (days: number): Promise<string> => {
    const link = await money.createLink({ requiresApproval: true, approvalDeadlineHours: 48 });
    const bookingId = await money.book(link, days);
    await vendor.pay(await money.goToPay(bookingId));
    await money.tell(bookingId);
    await expect.poll(() => statusOf(bookingId)).toBe('pending_approval');
    return bookingId;
  };

  const approve = async (bookingId: string): Promise<void> => {
    const { booking } = await money.read(bookingId);
    await approveBooking(await contextOf(lab, ownerOf(lab.tenant)), { bookingId, start: booking.startsAt });
    await lab.called();
  };

  /** The run that waits for what is decided. */
  const runOf = async (bookingId: string): Promise<string> => {
    const { id } = await paymentOf(bookingId);
    return (await lab.env.client.workflow.getHandle(`payment/${id}`).describe()).runId;
  };

  test('is confirmed once it is approved and what was reserved is taken, and not before', async () => {
    const bookingId = await reserve(12);
    expect(await paymentOf(bookingId)).toMatchObject({ state: 'reserved', capturedMinor: 0 });
    const runId = await runOf(bookingId);
    await approve(bookingId);
    await expect.poll(() => statusOf(bookingId)).toBe('confirmed');
    const paymentId = await ended(bookingId);
    const { payments, ledger, timeline } = await money.read(bookingId);
    expect(payments).toMatchObject([{ state: 'paid', keptMinor: 2_500, reservedMinor: 0 }]);
    expect(ledger).toEqual(['reserved 2500', 'captured 2500']);
    expect(timeline.slice(0, 4)).toEqual(['pending_payment', 'pending_approval', 'approved', 'confirmed']);
    await told(paymentId, ['payment_reserved/guest', 'payment_received/guest']);
    await keepHistory(lab, `payment/${paymentId}`, 'payment-lifecycle-reserved', runId);
  });

  test('costs nothing when it is declined: what was reserved is released, and its guest is told', async () => {
    const bookingId = await reserve(13);
    const runId = await runOf(bookingId);
    await declineBooking(await contextOf(lab, ownerOf(lab.tenant)), { bookingId });
    await lab.called();
    await expect.poll(async () => (await paymentOf(bookingId)).state).toBe('closed');
    const paymentId = await ended(bookingId);
    const { payments, ledger } = await money.read(bookingId);
    expect(payments).toMatchObject([{ capturedMinor: 0, reservedMinor: 0, aim: 'release' }]);
    expect(ledger).toEqual(['reserved 2500', 'reservation_released 2500']);
    await told(paymentId, ['payment_reserved/guest', 'payment_released/guest']);
    await keepHistory(lab, `payment/${paymentId}`, 'payment-lifecycle-released', runId);
  });

  test('that nobody answers ends with its deadline, and what was reserved is released', async () => {
    const bookingId = await reserve(14);
    await lab.ended(`booking/${bookingId}`);
    await ended(bookingId);
    expect(await statusOf(bookingId)).toBe('expired');
    expect(await paymentOf(bookingId)).toMatchObject({ state: 'closed', capturedMinor: 0 });
  });

  test('that is approved while Temporal is away is confirmed once that is back', async () => {
    const bookingId = await reserve(15);
    lab.calls.lost = () => true;
    await approve(bookingId);
    expect(await statusOf(bookingId)).toBe('pending_payment');
    lab.calls.lost = () => false;
    const { tenantId, id } = await paymentOf(bookingId);
    await lab.call({ tenantId, kind: 'payment', subjectId: id });
    await expect.poll(() => statusOf(bookingId)).toBe('confirmed');
    await ended(bookingId);
  });

  test('whose money can no longer be taken is not confirmed: guest and host are told', async () => {
    const bookingId = await reserve(16);
    await vendor.fault({ method: 'POST', path: vendor.paths.capture, status: 402, times: 1 });
    await approve(bookingId);
    await expect.poll(() => statusOf(bookingId)).toBe('expired');
    const paymentId = await ended(bookingId);
    const { payments, timeline, booking } = await money.read(bookingId);
    expect(payments).toMatchObject([{ state: 'closed', capturedMinor: 0, reservedMinor: 0 }]);
    expect([timeline.at(-1), booking.seated]).toEqual(['payment_not_taken', false]);
    const [host] = lab.tenant.hosts;
    await told(paymentId, [
      'payment_reserved/guest',
      'payment_not_taken/guest',
      `payment_not_taken/${host?.id}`,
    ]);
    expect(money.mailsOf(bookingId).filter((key) => key.startsWith('booking_expired'))).toEqual([]);
  });
});
