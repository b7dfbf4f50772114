import { unpaidMove } from '#domain/booking/move-request.ts';
import type { Currency } from '#domain/money/currencies.ts';
import { cancellationShares, leftOf, unusedPayments } from '#domain/payment/cancellation.ts';
import { paysFor } from '#domain/payment/move.ts';
import type { RefundCause } from '#domain/payment/refund.ts';
import { reservationStage } from '#domain/payment/reservation.ts';
import { promisedOf } from '#domain/payment/state.ts';
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

type Money = Pick<LoadedBooking, 'booking' | 'money'>;

/** What would go back if the booking were cancelled now, by whom; the same rule that a cancellation asks. Null: nothing was paid. */
export const refundIfCancelled = (
  booking: Pick<BookingRow, 'currency' | 'refundTerms' | 'moveQuote' | 'refundAnchor' | 'startsAt'>,
  money: readonly BookingPayment[],
  { by, now }: { by: 'guest' | 'host'; now: number },
): { amountMinor: number; cause: RefundCause } | null => {
  const paid = money.filter(({ state }) => state === 'paid');
  if (booking.refundTerms === null || paid.length === 0) return null;
  const asked = { deadlinesFrom: booking.refundAnchor ?? booking.startsAt, askedAt: now, by };
  const { decision } = cancellationShares(booking, paid, asked);
  const unused = unusedPayments(booking, paid).filter(({ currency }) => currency === booking.currency);
  return { amountMinor: decision.amountMinor + leftOf(unused), cause: decision.cause };
};

/** What is shown of a booking's money: its main payment, and what was paid and given back in the currency it costs. */
const moneyShown = ({ booking, money }: Money) => {
  const main = money === null ? null : mainPayment(money);
  if (money === null || main === null) return null;
  // A move that nobody has paid for costs nothing.
  if (booking.refundTerms === null && main.capturedMinor === 0) return null;
  const currency: Currency = booking.currency ?? main.currency;
  const same = money.filter((each) => each.currency === currency);
  const sumOf = (name: 'capturedMinor' | 'refundedMinor' | 'keptMinor'): number =>
    same.reduce((sum, each) => sum + each[name], 0);
  return { main, money, currency, amountMinor: booking.priceMinor ?? 0, sumOf };
};

/** What a guest sees of the money of their booking (contract `GuestPayment`); null when it costs nothing. */
export const presentGuestMoney = (loaded: Money, now: number) => {
  const shown = moneyShown(loaded);
  if (shown === null) return null;
  const { booking } = loaded;
  const { main, money, currency, amountMinor, sumOf } = shown;
  return {
    state: main.state,
    captures: main.captures,
    reservation: reservationStage(main),
    amountMinor,
    currency,
    taxBasisPoints: booking.taxBasisPoints,
    payBy: iso(main.payBy),
    canPay: main.state === 'open' && main.purpose === 'booking' && Date.parse(main.payBy) > now,
    paidMinor: sumOf('capturedMinor'),
    method: main.method,
    receiptUrl: main.receiptUrl,
    refunds: money.flatMap((payment) =>
      payment.refunds.map((refund) => ({
        amountMinor: refund.amountMinor,
        currency: payment.currency,
        state: refund.state,
        reason: refund.reason,
        isOutside: payment.isOutside,
        at: iso(refund.createdAt),
      })),
    ),
    refundText: booking.refundTerms?.text ?? '',
    ifCancelled: refundIfCancelled(booking, money, { by: 'guest', now }),
  };
};

/** What its hosts see of the money of a booking (contract `HostPayment`); null when it costs nothing. */
export const presentHostMoney = (loaded: Money, now: number) => {
  const shown = moneyShown(loaded);
  if (shown === null) return null;
  const { booking } = loaded;
  const { main, money, currency, amountMinor, sumOf } = shown;
  const whole = refundIfCancelled(booking, money, { by: 'host', now });
  const policy = refundIfCancelled(booking, money, { by: 'guest', now });
  return {
    id: main.id,
    state: main.state,
    reservation: reservationStage(main),
    currency,
    amountMinor,
    capturedMinor: sumOf('capturedMinor'),
    refundedMinor: sumOf('refundedMinor'),
    keptMinor: sumOf('keptMinor'),
    payBy: iso(main.payBy),
    toGiveBackMinor: money
      .filter((payment) => payment.isOutside && payment.currency === currency)
      .reduce((sum, { refunds }) => sum + promisedOf(refunds.filter(({ state }) => state === 'owed')), 0),
    needsAttention: money.some(
      ({ refunds, disputes }) =>
        refunds.some(({ state }) => state === 'failed') || disputes.some(({ state }) => state === 'open'),
    ),
    refundText: booking.refundTerms?.text ?? '',
    ifCancelled:
      whole === null || policy === null ? null : { whole: whole.amountMinor, policy: policy.amountMinor },
  };
};

/** A move whose new time is held until its guest has paid (contract `UnpaidMove`); null when there is none. */
export const presentUnpaidMove = ({ booking, money }: Money, now: number) => {
  const quote = booking.moveQuote;
  const to = unpaidMove(booking);
  if (to === null || quote === null || quote.currency === null) return null;
  const asked = (money ?? []).filter((payment) =>
    paysFor(quote, { ...payment, moveTo: payment.moveTo === null ? null : Date.parse(payment.moveTo) }),
  );
  const open = asked.find(({ state, payBy }) => state === 'open' && Date.parse(payBy) > now);
  const payBy = open?.payBy ?? asked.at(-1)?.payBy ?? null;
  return {
    to: new Date(to).toISOString(),
    amountMinor: quote.dueMinor,
    currency: quote.currency,
    payBy: payBy === null ? new Date(to).toISOString() : iso(payBy),
    canPay: open !== undefined,
  };
};
