import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { links } from '#db/schema/link.ts';
import { withTenant } from '#db/tenant.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import { guestOf } from '#services/booking/testing/requests.ts';
import { contextOf } from '#workflows/testing/harness.ts';
import { openPaymentLab, type PaymentLab } from '#workflows/testing/payment-lab.ts';

/** For what happens in real time while the workflows' stands still. */
const hourMs = 3_600_000;
let { lab, vendor, money, close } = {} as PaymentLab;

beforeAll(async () => {
  ({ lab, vendor, money, close } = await openPaymentLab());
});
afterAll(() => close?.());
beforeEach(() => {
  lab.intercept.before = () => undefined;
});

const payOpenPage = async (bookingId: string): Promise<void> => {
  await money.goToPay(bookingId);
  const open = (await vendor.checkoutsOf(bookingId)).find(({ state }) => state === 'open');
  await vendor.pay(open?.checkoutId ?? '');
  await money.tell(bookingId);
};

/** A paid booking whose guest asks for another time, which costs so much; answers when that is. */
const moved = async (amountMinor: number, days: number): Promise<{ bookingId: string; to: number }> => {
  const link = await money.createLink();
  const bookingId = await money.book(link, days);
  await payOpenPage(bookingId);
  await expect.poll(async () => (await money.read(bookingId)).booking.status).toBe('confirmed');
  await withTenant(lab.db, lab.tenant.tenantId, (tx) =>
    tx.update(links).set({ priceMinor: amountMinor }).where(eq(links.id, link.id)),
  );
  const to = (await money.read(bookingId)).booking.startsAt + hourMs;
  const shown = { amountMinor, currency: 'USD' } as const;
  await rescheduleBooking(await contextOf(lab, guestOf(bookingId)), { bookingId, start: to, shown });
  await lab.called();
  return { bookingId, to };
};

const ended = async (bookingId: string): Promise<void> => {
  for (const { id } of (await money.read(bookingId)).payments) await lab.ended(`payment/${id}`);
  await lab.ended(`booking/${bookingId}`);
};

describe('a paid booking that moves to a dearer time', () => {
  test('is there once the difference is paid, and its guest is told of both', async () => {
    const { bookingId, to } = await moved(3_500, 20);
    await payOpenPage(bookingId);
    await expect.poll(async () => (await money.read(bookingId)).booking.startsAt).toBe(to);
    await ended(bookingId);
    const { booking, payments, timeline } = await money.read(bookingId);
    expect(booking).toMatchObject({ status: 'completed', priceMinor: 3_500, startsAt: to });
    expect(payments.map(({ keptMinor }) => keptMinor)).toEqual([2_500, 1_000]);
    expect(timeline).toEqual(['pending_payment', 'confirmed', 'move_to_pay', 'rescheduled', 'completed']);
    expect(money.mailsOf(payments[1]?.id ?? '')).toEqual(['payment_received/guest']);
  });

  test('stays where it is when nobody pays: the page is closed at the vendor first, and its guest is told', async () => {
    const { bookingId, to } = await moved(3_500, 22);
    await money.goToPay(bookingId);
    await ended(bookingId);
    const { booking, payments, timeline } = await money.read(bookingId);
    expect((await vendor.checkoutsOf(bookingId)).map(({ state }) => state).toSorted()).toEqual([
      'complete',
      'expired',
    ]);
    expect(booking).toMatchObject({ status: 'completed', priceMinor: 2_500, startsAt: to - hourMs });
    expect(payments.map(({ state }) => state)).toEqual(['paid', 'closed']);
    expect(timeline).toEqual(['pending_payment', 'confirmed', 'move_to_pay', 'move_unpaid', 'completed']);
    expect(money.mailsOf(payments[1]?.id ?? '')).toEqual(['payment_unpaid/guest']);
  });
});

test('a paid booking that moves to a cheaper time has the difference back, once', async () => {
  await vendor.fault({ method: 'POST', path: vendor.paths.refund, reset: 'after', times: 1 });
  const { bookingId, to } = await moved(1_000, 24);
  await expect.poll(async () => (await money.read(bookingId)).refunds[0]?.state).toBe('succeeded');
  await ended(bookingId);
  const { booking, payments, refunds } = await money.read(bookingId);
  expect(booking).toMatchObject({ startsAt: to, priceMinor: 1_000 });
  expect(refunds).toMatchObject([{ amountMinor: 1_500, reason: 'moved' }]);
  expect(payments).toMatchObject([{ capturedMinor: 2_500, keptMinor: 1_000 }]);
});
