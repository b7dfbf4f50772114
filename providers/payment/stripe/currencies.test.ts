import { describe, expect, test } from 'vitest';
import { type Currency, currencies, currencyDigits } from '#domain/money/currencies.ts';
import { limitsOf, toOurAmount, toOurCurrency, toVendorAmount } from './currencies.ts';

/** The vendor's documents, apart from ours: currencies it counts in whole units, and in thousandths. */
const whole = ['CLP', 'JPY', 'KRW', 'PYG', 'VND', 'XAF', 'XOF', 'XPF'];
const thousandths = ['BHD', 'JOD', 'KWD', 'OMR', 'TND'];
const vendorDigits = (currency: Currency): number =>
  whole.includes(currency) ? 0 : thousandths.includes(currency) ? 3 : 2;

describe('amounts', () => {
  test.each(currencies)('one unit of %s is what the vendor counts as one unit', (currency) => {
    const one = 10 ** currencyDigits[currency];
    expect(toVendorAmount(one, currency)).toBe(10 ** vendorDigits(currency));
  });

  test.each([
    ['USD', 2_599, 2_599],
    ['VND', 500_000, 500_000],
    ['JPY', 1_200, 1_200],
    ['KWD', 5_120, 5_120],
    ['ISK', 500, 50_000],
    ['UGX', 20_000, 2_000_000],
    ['HUF', 350_000, 350_000],
  ] as const)('%s %d is sent as %d and read back', (currency, ours, theirs) => {
    expect(toVendorAmount(ours, currency)).toBe(theirs);
    expect(toOurAmount(theirs, currency)).toBe(ours);
  });

  test.each([
    ['KWD', 5_123],
    ['TND', 1],
    ['USD', 0],
    ['USD', -1],
    ['USD', 1.5],
    ['USD', Number.NaN],
    ['USD', Number.MAX_SAFE_INTEGER + 1],
  ] as const)('%s %d is no amount', (currency, amount) => {
    expect(toVendorAmount(amount, currency)).toBeNull();
  });
});

describe('limits', () => {
  test.each(currencies)(
    'the smallest and the largest amount of %s can be sent, in at most eight digits',
    (currency) => {
      const { minMinor, maxMinor } = limitsOf(currency);
      expect(minMinor).toBeLessThan(maxMinor);
      for (const amount of [minMinor, maxMinor]) {
        const sent = toVendorAmount(amount, currency);
        expect(sent).not.toBeNull();
        expect(sent).toBeLessThanOrEqual(99_999_999);
      }
    },
  );

  test.each([
    ['USD', 50, 99_999_999],
    ['GBP', 30, 99_999_999],
    ['VND', 20_000, 99_999_999],
    ['ISK', 150, 999_999],
    ['KWD', 300, 99_999_990],
  ] as const)('%s: from %d to %d', (currency, minMinor, maxMinor) => {
    expect(limitsOf(currency)).toEqual({ minMinor, maxMinor });
  });
});

test.each([
  ['usd', 'USD'],
  ['vnd', 'VND'],
  ['xyz', null],
  ['tostring', null],
  ['', null],
])('the vendor’s %j is our %j', (code, currency) => {
  expect(toOurCurrency(code)).toBe(currency);
});
