import { describe, expect, it } from 'vitest';
import { refundPolicyProblems } from '#domain/payment/refund-policy.ts';
import { inCurrency, nextTier, type Priced, priceIssues, tidyPriced, usualPriced } from './price-values.ts';

const tier = (minHoursBefore: number, refundBasisPoints: number, feeMinor = 0) => ({
  minHoursBefore,
  refundBasisPoints,
  feeMinor,
});
const priced = (
  change: Partial<NonNullable<Priced['price']>> = {},
  refundPolicy = [tier(24, 10_000)],
): Priced => ({
  price: { amountMinor: 2500, currency: 'USD', taxBasisPoints: 0, ...change },
  refundPolicy,
});
const free: Priced = { price: null, refundPolicy: [tier(24, 10_000)] };
const found = (values: Priced): string[] => priceIssues(values).map(({ path, code }) => `${path} ${code}`);

describe('the price in the editor of a link', () => {
  it.each<[string, Priced, string[]]>([
    ['a price with a rule', priced(), []],
    ['a price without any', priced({}, []), []],
    ['no price, whatever rules were typed before', { ...free, refundPolicy: [tier(-1, 1)] }, []],
    ['nothing typed yet', priced({ amountMinor: Number.NaN }), ['price.amountMinor amount:2']],
    [
      'yen with decimals',
      priced({ amountMinor: Number.NaN, currency: 'JPY' }),
      ['price.amountMinor amount:0'],
    ],
    ['too little', priced({ amountMinor: 49 }), ['price.amountMinor least:50:USD']],
    ['too much', priced({ amountMinor: 100_000_000 }), ['price.amountMinor most:99999999:USD']],
    ['thousandths', priced({ amountMinor: 1005, currency: 'KWD' }), ['price.amountMinor offStep']],
    ['a tax above everything', priced({ taxBasisPoints: 10_001 }), ['price.taxBasisPoints percent']],
    ['no tax typed', priced({ taxBasisPoints: Number.NaN }), ['price.taxBasisPoints percent']],
    ['hours left empty', priced({}, [tier(Number.NaN, 1)]), ['refundPolicy.0.minHoursBefore range:0:8760']],
    [
      'the same hours twice',
      priced({}, [tier(24, 1), tier(24, 1)]),
      ['refundPolicy.1.minHoursBefore tierRepeated'],
    ],
    [
      'more for less notice',
      priced({}, [tier(24, 1), tier(12, 2)]),
      ['refundPolicy.1.refundBasisPoints tierMore'],
    ],
    [
      'more by a smaller fee',
      priced({}, [tier(24, 5000, 9), tier(12, 5000)]),
      ['refundPolicy.1.feeMinor tierMore'],
    ],
    ['a fee above the price', priced({}, [tier(24, 1, 2501)]), ['refundPolicy.0.feeMinor feeAbovePrice']],
    ['a fee left empty', priced({}, [tier(24, 1, Number.NaN)]), ['refundPolicy.0.feeMinor amount:2']],
  ])('finds what the server would refuse: %s', (_, values, issues) => {
    expect(found(values)).toEqual(issues);
  });

  it('takes rules in any order, points at them where they stand and sends the longest notice first', () => {
    const mixed = priced({}, [tier(12, 100), tier(48, 10_000), tier(24, 10_001)]);
    expect(found(mixed)).toEqual(['refundPolicy.2.refundBasisPoints percent']);
    expect(tidyPriced(mixed).refundPolicy.map(({ minHoursBefore }) => minHoursBefore)).toEqual([48, 24, 12]);
    expect(tidyPriced(free)).toEqual({ price: null, refundPolicy: [] });
  });

  it('keeps the number when the currency changes', () => {
    const values = priced({ amountMinor: 2550 }, [tier(24, 10_000, 150)]);
    expect(inCurrency(values, 'VND')).toMatchObject({
      price: { amountMinor: 26, currency: 'VND' },
      refundPolicy: [{ feeMinor: 2 }],
    });
    expect(inCurrency(values, 'KWD')).toMatchObject({
      price: { amountMinor: 25_500 },
      refundPolicy: [{ feeMinor: 1500 }],
    });
    expect(inCurrency(priced({ amountMinor: Number.NaN }), 'VND').price?.amountMinor).toBeNaN();
    expect(inCurrency(free, 'VND')).toEqual(free);
  });

  it('starts with a rule that is sane, and adds sane ones', () => {
    const { price, refundPolicy } = usualPriced('vi');
    expect(price.currency).toBe('VND');
    const grown = [...refundPolicy];
    for (let count = 0; count < 4; count += 1) grown.push(nextTier(grown.at(-1)));
    expect(refundPolicyProblems(grown, { amountMinor: 500_000, currency: 'VND' })).toEqual([]);
    expect(nextTier(undefined)).toEqual(refundPolicy[0]);
  });
});
