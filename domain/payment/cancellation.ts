import type { Currency } from '#domain/money/currencies.ts';
import { type RefundDecision, refundFor } from './refund.ts';
import { promisedOf, refundableOf } from './state.ts';
import type { RefundState, RefundTerms } from './types.ts';

/** A payment that was taken, with everything that went back of it or is to. */
export type TakenPayment = {
  currency: Currency;
  capturedMinor: number;
  lostMinor: number;
  refunds: readonly { state: RefundState; amountMinor: number }[];
};

/** A cancellation; instants in epoch milliseconds. */
export type Cancellation = {
  /** The start that the deadlines count from. */
  deadlinesFrom: number;
  askedAt: number;
  by: 'guest' | 'host' | 'system';
};

/** What goes back when a paid booking is cancelled: what its guest is shown before is what they get. */
export const cancellationRefund = (
  terms: Pick<RefundTerms, 'tiers'>,
  payment: TakenPayment,
  cancellation: Cancellation,
): RefundDecision =>
  refundFor(terms, {
    currency: payment.currency,
    paidMinor: payment.capturedMinor,
    refundedMinor: promisedOf(payment.refunds),
    keptMinor: refundableOf(payment, payment.refunds),
    ...cancellation,
  });
