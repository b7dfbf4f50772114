import { chargeProblem } from '#domain/money/chargeable.ts';
import type { Money } from '#domain/money/money.ts';
import type { MoveQuote, PaymentPurpose, Price } from './types.ts';

/** What a move costs its guest, or gives back to them; both where the currency changes, none where the price stays. */
export type MoveCost = {
  /** Paid before it moves. */
  pay: Money | null;
  /** Goes back once it has moved: a difference, or all that was paid in the currency of the price before. */
  back: { kind: 'difference'; amountMinor: number } | { kind: 'all' } | null;
};

const free: MoveCost = { pay: null, back: null };

/**
 * What it costs to move a booking from one price to another: the difference, or the whole new price in another currency, as
 * nothing is converted. Less than can be charged at all is not asked for, and the price stays. Null: the price stays.
 */
export const moveCost = (now: Price | null, next: Price | null): MoveCost | null => {
  if (next === null) return now === null ? null : { ...free, back: { kind: 'all' } };
  const pays = (amountMinor: number): MoveCost | null => {
    const pay = { amountMinor, currency: next.currency };
    return chargeProblem(pay) === 'too_small' ? null : { ...free, pay };
  };
  if (now === null) return pays(next.amountMinor);
  if (now.currency !== next.currency) {
    const cost = pays(next.amountMinor);
    return cost === null ? null : { ...cost, back: { kind: 'all' } };
  }
  const more = next.amountMinor - now.amountMinor;
  if (more === 0) return null;
  return more > 0 ? pays(more) : { ...free, back: { kind: 'difference', amountMinor: -more } };
};

/** The price that a quote names. */
export const priceOfQuote = ({
  priceMinor,
  currency,
  taxBasisPoints,
}: Pick<MoveQuote, 'priceMinor' | 'currency' | 'taxBasisPoints'>): Price | null =>
  priceMinor === null || currency === null ? null : { amountMinor: priceMinor, currency, taxBasisPoints };

/** Whether what a guest was shown is what it costs. */
export const isQuoted = (
  shown: Pick<Price, 'amountMinor' | 'currency'> | null,
  price: Price | null,
): boolean => shown?.amountMinor === price?.amountMinor && shown?.currency === price?.currency;

/** Whether a payment is the one that a quote asks for: what counts is what was paid for, not which page it was paid on. */
export const paysFor = (
  quote: MoveQuote | null,
  payment: { purpose: PaymentPurpose; moveTo: number | null } & Money,
): boolean =>
  quote !== null &&
  quote.dueMinor > 0 &&
  payment.purpose === 'move' &&
  payment.moveTo === quote.moveTo &&
  payment.amountMinor === quote.dueMinor &&
  payment.currency === quote.currency;
