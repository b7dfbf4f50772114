import type { Currency } from '#domain/money/currencies.ts';
import { type RefundDecision, refundFor } from './refund.ts';
import { promisedOf, refundableOf } from './state.ts';
import type { RefundReason, RefundState, RefundTerms } from './types.ts';

/** A payment that was taken, with everything that went back of it or is to. */
export type TakenPayment = {
  capturedMinor: number;
  lostMinor: number;
  refunds: readonly { state: RefundState; reason: RefundReason; amountMinor: number }[];
};

/** A cancellation; instants in epoch milliseconds. */
export type Cancellation = {
  /** The start that the deadlines count from. */
  deadlinesFrom: number;
  askedAt: number;
  by: 'guest' | 'host' | 'system';
};

/** Money that went back for these was not paid for the booking, or not any more: it costs less, or was paid twice or too late. */
const notForIt: readonly RefundReason[] = ['moved', 'declined', 'duplicate', 'late', 'time_lost'];

const sum = (amounts: readonly number[]): number => amounts.reduce((total, each) => total + each, 0);

/** What of a payment was paid for its booking, whatever has become of it since. */
const paidFor = ({ capturedMinor, refunds }: TakenPayment): number =>
  capturedMinor -
  sum(
    refunds
      .filter(({ reason, state }) => notForIt.includes(reason) && state !== 'cancelled')
      .map(({ amountMinor }) => amountMinor),
  );

/** An amount shared over payments, the first one first: none gives more than it has left, the last one what remains. */
export const sharedOver = (
  amountMinor: number,
  payments: readonly Pick<TakenPayment, 'capturedMinor' | 'lostMinor' | 'refunds'>[],
): number[] => {
  let left = amountMinor;
  return payments.map((payment) => {
    const share = Math.min(left, refundableOf(payment, payment.refunds));
    left -= share;
    return share;
  });
};

/** What of payments can still be given back. */
export const leftOf = (payments: readonly TakenPayment[]): number =>
  sum(payments.map((payment) => refundableOf(payment, payment.refunds)));

/**
 * What goes back when a paid booking is cancelled, by the terms on the sum of what was paid for it: what its guest is shown
 * before is what they get. `payments`: those that stand, all in `currency`.
 */
export const cancellationRefund = (
  terms: Pick<RefundTerms, 'tiers'>,
  { currency, payments }: { currency: Currency; payments: readonly TakenPayment[] },
  cancellation: Cancellation,
): RefundDecision =>
  refundFor(terms, {
    currency,
    paidMinor: Math.max(0, sum(payments.map(paidFor))),
    refundedMinor: sum(
      payments.map(({ refunds }) => promisedOf(refunds.filter(({ reason }) => !notForIt.includes(reason)))),
    ),
    keptMinor: leftOf(payments),
    ...cancellation,
  });

/** Payments of a booking as far as their part in it goes. */
type OfBooking = TakenPayment & { id: string; state: string; currency: Currency; isSettled: boolean };

type PricedBooking = {
  currency: Currency | null;
  refundTerms: Pick<RefundTerms, 'tiers'> | null;
  moveQuote: { paidBy: string | null } | null;
};

/** The payments of a booking that stand for its price. */
export const standingPayments = <Payment extends OfBooking>(
  { currency, moveQuote }: PricedBooking,
  payments: readonly Payment[],
): Payment[] =>
  payments.filter(
    (payment) =>
      payment.state === 'paid' &&
      payment.isSettled &&
      payment.currency === currency &&
      payment.id !== moveQuote?.paidBy,
  );

/** What goes back of each payment when a booking is cancelled: the whole of one for a move that has not come to be. */
export const cancellationShares = <Payment extends OfBooking>(
  booking: PricedBooking,
  payments: readonly Payment[],
  cancellation: Cancellation,
): { decision: RefundDecision; shares: { payment: Payment; amountMinor: number }[] } => {
  const standing = standingPayments(booking, payments);
  const none: RefundDecision = { amountMinor: 0, cause: 'none', tier: null };
  const { currency, refundTerms } = booking;
  const decision =
    refundTerms === null || currency === null
      ? none
      : cancellationRefund(refundTerms, { currency, payments: standing }, cancellation);
  const amounts = sharedOver(decision.amountMinor, standing);
  return {
    decision,
    shares: standing.map((payment, index) => ({ payment, amountMinor: amounts[index] ?? 0 })),
  };
};

/** What of them was paid for a move that has not come to be: it goes back in full whatever the terms say. */
export const unusedPayments = <Payment extends OfBooking>(
  { moveQuote }: PricedBooking,
  payments: readonly Payment[],
): Payment[] =>
  payments.filter(({ id, state, isSettled }) => state === 'paid' && (!isSettled || id === moveQuote?.paidBy));
