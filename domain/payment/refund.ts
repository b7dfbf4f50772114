import { stepMinorOf } from '#domain/money/chargeable.ts';
import type { Currency } from '#domain/money/currencies.ts';
import { shareOf } from '#domain/money/money.ts';
import type { RefundPolicy, RefundTier } from './types.ts';

const hourMs = 3_600_000;

/** The tier with the longest notice that is met, to the millisecond in favour of the guest; null when none is. */
const tierAt = (tiers: RefundPolicy, startsAt: number, at: number): RefundTier | null =>
  tiers
    .filter(({ minHoursBefore }) => startsAt - at >= minHoursBefore * hourMs)
    .reduce<RefundTier | null>(
      (best, tier) => (best === null || tier.minHoursBefore > best.minHoursBefore ? tier : best),
      null,
    );

/** What a tier gives back of an amount: its share, rounded half up to what can be moved at all, less its fee. */
export const refundOfTier = (tier: RefundTier, amountMinor: number, currency: Currency): number =>
  Math.max(0, shareOf(amountMinor, tier.refundBasisPoints, stepMinorOf(currency)) - tier.feeMinor);

/** What is known of a paid booking when it is cancelled; instants in epoch milliseconds. */
export type RefundFacts = {
  currency: Currency;
  /** What was taken for it. */
  paidMinor: number;
  /** What was given back, or is on its way back, before. */
  refundedMinor: number;
  /** What is left of it: taken, less given back, less lost to a dispute. */
  keptMinor: number;
  /** The start that the deadlines count from: `refundAnchor ?? startsAt`. */
  deadlinesFrom: number;
  /** When the cancellation was asked for; how long it takes from then on changes nothing. */
  askedAt: number;
  by: 'guest' | 'host' | 'system';
};

/** `whole`: not the guest cancels; `tier`: by the tier; `too_late`: with less notice than any tier asks; `none`: nothing was agreed. */
export type RefundCause = 'whole' | 'tier' | 'too_late' | 'none';

export type RefundDecision = { amountMinor: number; cause: RefundCause; tier: RefundTier | null };

/**
 * What goes back when a booking is cancelled. The guest gets by the terms they agreed to, less what they were given before;
 * a cancellation that is not theirs gives everything back, fee included. Never negative, never more than is kept.
 */
export const refundFor = (terms: { tiers: RefundPolicy }, facts: RefundFacts): RefundDecision => {
  if (facts.by !== 'guest') return { amountMinor: Math.max(0, facts.keptMinor), cause: 'whole', tier: null };
  const tier = tierAt(terms.tiers, facts.deadlinesFrom, facts.askedAt);
  if (tier === null) return { amountMinor: 0, cause: terms.tiers.length === 0 ? 'none' : 'too_late', tier };
  const due = refundOfTier(tier, facts.paidMinor, facts.currency) - facts.refundedMinor;
  return { amountMinor: Math.max(0, Math.min(due, facts.keptMinor)), cause: 'tier', tier };
};

/** A booking that moves; instants in epoch milliseconds. */
export type PaidMove = {
  /** The start that the deadlines counted from until now: `refundAnchor ?? startsAt`. */
  deadlinesFrom: number;
  newStartsAt: number;
  /** When the move was asked for. */
  askedAt: number;
  /** Whose wish it is: a move that the guest asked for and the host approved is the guest's. */
  by: 'guest' | 'host' | 'system';
};

/**
 * The `refundAnchor` of a booking that has moved; null: its own start counts. A guest for whom a worse tier than the best, or
 * none, applies already keeps the earlier start, so that moving buys no better terms; with the best one the new start counts.
 * A move that is not the guest's never brings the deadlines forward.
 */
export const anchorAfterMove = (
  terms: { tiers: RefundPolicy },
  { deadlinesFrom, newStartsAt, askedAt, by }: PaidMove,
): number | null => {
  if (by !== 'guest') return deadlinesFrom > newStartsAt ? deadlinesFrom : null;
  const longest = Math.max(...terms.tiers.map(({ minHoursBefore }) => minHoursBefore));
  const isBest =
    terms.tiers.length === 0 || tierAt(terms.tiers, deadlinesFrom, askedAt)?.minHoursBefore === longest;
  return isBest || deadlinesFrom >= newStartsAt ? null : deadlinesFrom;
};
