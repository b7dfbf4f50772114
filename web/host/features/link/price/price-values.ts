import { chargeProblem, leastChargedMinor, mostChargedMinor } from '#domain/money/chargeable.ts';
import { type Currency, currencyDigits } from '#domain/money/currencies.ts';
import { type RefundPolicyProblem, refundPolicyProblems } from '#domain/payment/refund-policy.ts';
import type { Issue } from '#web/host/editor/use-values-form.ts';
import type { Language } from '#web/i18n/languages.ts';
import type { LinkValues } from '../link-values.ts';

type Price = NonNullable<LinkValues['price']>;
type Tier = LinkValues['refundPolicy'][number];
export type Priced = Pick<LinkValues, 'price' | 'refundPolicy'>;

/** What a link that begins to cost something starts with. */
export const usualPriced = (language: Language): { price: Price; refundPolicy: Tier[] } => ({
  price: {
    amountMinor: Number.NaN,
    currency: language === 'vi' ? 'VND' : 'USD',
    taxBasisPoints: 0,
  },
  refundPolicy: [{ minHoursBefore: 24, refundBasisPoints: 10_000, feeMinor: 0 }],
});

/** One more tier: half the notice, half the share. */
export const nextTier = (last: Tier | undefined): Tier =>
  last === undefined
    ? { minHoursBefore: 24, refundBasisPoints: 10_000, feeMinor: 0 }
    : {
        minHoursBefore: Math.floor(last.minHoursBefore / 2),
        refundBasisPoints: Math.floor(last.refundBasisPoints / 2),
        feeMinor: last.feeMinor,
      };

/** The longest notice first, as the API has it, whatever order they were typed in. */
const inOrder = <Item extends Pick<Tier, 'minHoursBefore'>>(tiers: readonly Item[]): Item[] =>
  tiers.toSorted((a, b) => b.minHoursBefore - a.minHoursBefore);

/** Price and tiers as they are sent. */
export const tidyPriced = ({ price, refundPolicy }: Priced): Priced => ({
  price,
  refundPolicy: price === null ? [] : inOrder(refundPolicy),
});

/** The same number of another currency: 25 dollars become 25 dong, for their host to correct. */
export const inCurrency = ({ price, refundPolicy }: Priced, currency: Currency): Priced => {
  if (price === null) return { price, refundPolicy };
  const factor = 10 ** (currencyDigits[currency] - currencyDigits[price.currency]);
  const converted = (minor: number): number => Math.round(minor * factor);
  return {
    price: { ...price, currency, amountMinor: converted(price.amountMinor) },
    refundPolicy: refundPolicy.map((tier) => ({ ...tier, feeMinor: converted(tier.feeMinor) })),
  };
};

const amountCode = ({ amountMinor, currency }: Price): string | null => {
  if (!Number.isInteger(amountMinor)) return `amount:${currencyDigits[currency]}`;
  const codes = {
    too_small: `least:${leastChargedMinor[currency]}:${currency}`,
    too_large: `most:${mostChargedMinor}:${currency}`,
    off_step: 'offStep',
  } as const;
  const problem = chargeProblem({ amountMinor, currency });
  return problem === null ? null : codes[problem];
};

const tierCode = ({ field, rule }: RefundPolicyProblem, { currency }: Price): string => {
  if (rule === 'out_of_range') {
    if (field === 'minHoursBefore') return 'range:0:8760';
    return field === 'refundBasisPoints' ? 'percent' : `amount:${currencyDigits[currency]}`;
  }
  const codes = {
    too_many: 'tooManyTiers',
    not_shorter: 'tierRepeated',
    larger_share: 'tierMore',
    gives_more: 'tierMore',
    fee_above_price: 'feeAbovePrice',
    fee_off_step: 'offStep',
  } as const;
  return codes[rule];
};

/** Everything the server would refuse of a price and its tiers. */
export const priceIssues = ({ price, refundPolicy }: Priced): Issue[] => {
  if (price === null) return [];
  const amount = amountCode(price);
  const isPercent = Number.isInteger(price.taxBasisPoints) && price.taxBasisPoints <= 10_000;
  const sorted = inOrder(refundPolicy.map((tier, at) => ({ ...tier, at })));
  const amountMinor = Number.isInteger(price.amountMinor) ? price.amountMinor : mostChargedMinor;
  return [
    ...(amount === null ? [] : [{ path: 'price.amountMinor', code: amount }]),
    ...(isPercent ? [] : [{ path: 'price.taxBasisPoints', code: 'percent' }]),
    ...refundPolicyProblems(sorted, { amountMinor, currency: price.currency }).map((problem) => ({
      path: `refundPolicy.${sorted[problem.index]?.at ?? 0}.${problem.field ?? 'minHoursBefore'}`,
      code: tierCode(problem, price),
    })),
  ];
};
