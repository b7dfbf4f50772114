import { stepMinorOf } from '#domain/money/chargeable.ts';
import { refundOfTier } from './refund.ts';
import type { Price, RefundPolicy, RefundTier } from './types.ts';

export const mostRefundTiers = 8;
export const mostRefundHours = 8760;
export const wholeShare = 10_000;

/** What is wrong with a tier; `too_many` stands at the first that is one too many. */
export type RefundPolicyProblem = {
  index: number;
  field: keyof RefundTier | null;
  rule:
    | 'too_many'
    | 'out_of_range'
    /** Its notice is not shorter than that of the tier before. */
    | 'not_shorter'
    /** Its share is larger than that of the tier before. */
    | 'larger_share'
    /** Its fee is so much smaller that less notice gives more back. */
    | 'gives_more'
    /** More than the price. */
    | 'fee_above_price'
    /** In a currency with thousandths. */
    | 'fee_off_step';
};

const isWithin = (value: number, most: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= most;

const outOfRange = (tier: RefundTier): (keyof RefundTier)[] => [
  ...(isWithin(tier.minHoursBefore, mostRefundHours) ? [] : (['minHoursBefore'] as const)),
  ...(isWithin(tier.refundBasisPoints, wholeShare) ? [] : (['refundBasisPoints'] as const)),
  ...(isWithin(tier.feeMinor, Number.MAX_SAFE_INTEGER) ? [] : (['feeMinor'] as const)),
];

const ofTier = (
  tier: RefundTier,
  before: RefundTier | undefined,
  { amountMinor, currency }: Pick<Price, 'amountMinor' | 'currency'>,
): Omit<RefundPolicyProblem, 'index'>[] => {
  const problems: Omit<RefundPolicyProblem, 'index'>[] = outOfRange(tier).map((field) => ({
    field,
    rule: 'out_of_range',
  }));
  if (problems.length > 0) return problems;
  if (tier.feeMinor > amountMinor) problems.push({ field: 'feeMinor', rule: 'fee_above_price' });
  else if (tier.feeMinor % stepMinorOf(currency) !== 0)
    problems.push({ field: 'feeMinor', rule: 'fee_off_step' });
  if (before === undefined || outOfRange(before).length > 0) return problems;
  if (tier.minHoursBefore >= before.minHoursBefore)
    problems.push({ field: 'minHoursBefore', rule: 'not_shorter' });
  if (tier.refundBasisPoints > before.refundBasisPoints)
    problems.push({ field: 'refundBasisPoints', rule: 'larger_share' });
  else if (refundOfTier(tier, amountMinor, currency) > refundOfTier(before, amountMinor, currency))
    problems.push({ field: 'feeMinor', rule: 'gives_more' });
  return problems;
};

/** Everything that is wrong with a policy for a price: the longest notice comes first, and less notice never gives more. */
export const refundPolicyProblems = (
  policy: RefundPolicy,
  price: Pick<Price, 'amountMinor' | 'currency'>,
): RefundPolicyProblem[] => [
  ...(policy.length > mostRefundTiers
    ? [{ index: mostRefundTiers, field: null, rule: 'too_many' as const }]
    : []),
  ...policy.flatMap((tier, index) =>
    ofTier(tier, policy[index - 1], price).map((problem) => ({ index, ...problem })),
  ),
];
