import { cancellationRefund } from '#domain/payment/cancellation.ts';
import type { RefundCause } from '#domain/payment/refund.ts';
import { reservationStage } from '#domain/payment/reservation.ts';
import type { BookingRow, LoadedBooking } from '#services/booking/read/load-booking.ts';
import type { BookingPayment } from '#services/payment/money-of-booking.ts';

const iso = (text: string): string => new Date(text).toISOString();

/** The payment that counts for a booking: the one that was taken for it, else the one that is reserved, else the last that was asked for. */
export const mainPayment = (money: readonly BookingPayment[]): BookingPayment | null =>
  money.find(({ state, isSettled }) => state === 'paid' && isSettled) ??
  money.find(({ state }) => state === 'paid') ??
  money.find(({ state, aim }) => state === 'reserved' && aim !== 'release') ??
  money.at(-1) ??
  null;

/** What would go back if the booking were cancelled now, by whom; the same rule that a cancellation asks. */
export const refundIfCancelled = (
  booking: Pick<BookingRow, 'refundTerms' | 'refundAnchor' | 'startsAt'>,
  payment: BookingPayment,
  { by, now }: { by: 'guest' | 'host'; now: number },
): { amountMinor: number; cause: RefundCause } | null => {
  if (booking.refundTerms === null || payment.state !== 'paid') return null;
  const { amountMinor, cause } = cancellationRefund(booking.refundTerms, payment, {
    deadlinesFrom: booking.refundAnchor ?? booking.startsAt,
    askedAt: now,
    by,
  });
  return { amountMinor, cause };
};

/** What a guest sees of the money of their booking (contract `GuestPayment`); null when it costs nothing. */
export const presentGuestMoney = (
  { booking, money }: Pick<LoadedBooking, 'booking' | 'money'>,
  now: number,
) => {
  const payment = money === null ? null : mainPayment(money);
  if (payment === null || booking.refundTerms === null) return null;
  const refunds = (money ?? []).flatMap((each) => each.refunds);
  return {
    state: payment.state,
    captures: payment.captures,
    reservation: reservationStage(payment),
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    taxBasisPoints: payment.taxBasisPoints,
    payBy: iso(payment.payBy),
    canPay: payment.state === 'open' && Date.parse(payment.payBy) > now,
    paidMinor: payment.capturedMinor,
    method: payment.method,
    receiptUrl: payment.receiptUrl,
    refunds: refunds.map(({ amountMinor, state, reason, createdAt }) => ({
      amountMinor,
      state,
      reason,
      at: iso(createdAt),
    })),
    refundText: booking.refundTerms.text,
    ifCancelled: refundIfCancelled(booking, payment, { by: 'guest', now }),
  };
};

/** What its hosts see of the money of a booking (contract `HostPayment`); null when it costs nothing. */
export const presentHostMoney = (
  { booking, money }: Pick<LoadedBooking, 'booking' | 'money'>,
  now: number,
) => {
  const payment = money === null ? null : mainPayment(money);
  if (payment === null || booking.refundTerms === null) return null;
  const { id, state, currency, amountMinor, capturedMinor, refundedMinor, keptMinor } = payment;
  const whole = refundIfCancelled(booking, payment, { by: 'host', now });
  const policy = refundIfCancelled(booking, payment, { by: 'guest', now });
  return {
    id,
    state,
    reservation: reservationStage(payment),
    currency,
    amountMinor,
    capturedMinor,
    refundedMinor,
    keptMinor,
    payBy: iso(payment.payBy),
    needsAttention:
      payment.refunds.some((refund) => refund.state === 'failed') ||
      payment.disputes.some((dispute) => dispute.state === 'open'),
    refundText: booking.refundTerms.text,
    ifCancelled:
      whole === null || policy === null ? null : { whole: whole.amountMinor, policy: policy.amountMinor },
  };
};
