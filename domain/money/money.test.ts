import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chargeProblem, leastChargedMinor, mostChargedMinor, stepMinorOf } from './chargeable.ts';
import { currencies, currencyDigits } from './currencies.ts';
import { shareOf } from './money.ts';

const anAmount = fc.integer({ min: 0, max: 10 ** 15 });
const aShare = fc.integer({ min: 0, max: 10_000 });

describe('a share of an amount', () => {
  test.each([
    [2500, 5000, 1, 1250],
    [2501, 5000, 1, 1251],
    [1, 4999, 1, 0],
    [1, 5000, 1, 1],
    [100, 3333, 1, 33],
    [999, 10_000, 1, 999],
    [1010, 5000, 10, 510],
    [1000, 3333, 10, 330],
  ])('%i by %i in steps of %i is %i', (amount, share, step, expected) => {
    expect(shareOf(amount, share, step)).toBe(expected);
  });

  test('is whole, off by at most half a unit, and all of it is all of it', () => {
    fc.assert(
      fc.property(anAmount, aShare, (amount, share) => {
        const exact = BigInt(amount) * BigInt(share);
        const off = BigInt(shareOf(amount, share)) * 10_000n - exact;
        expect(off > -5_000n && off <= 5_000n).toBe(true);
        expect(shareOf(amount, 10_000)).toBe(amount);
      }),
    );
  });
});

describe('what cards can be charged', () => {
  test.each(currencies)('in %s begins at an amount that is worth charging and can be charged', (currency) => {
    const least = leastChargedMinor[currency];
    expect(chargeProblem({ amountMinor: least, currency })).toBeNull();
    expect(chargeProblem({ amountMinor: least - 1, currency })).toBe('too_small');
    expect(chargeProblem({ amountMinor: mostChargedMinor + 1, currency })).toBe('too_large');
  });

  test('has no thousandths', () => {
    for (const currency of currencies)
      expect(stepMinorOf(currency)).toBe(currencyDigits[currency] === 3 ? 10 : 1);
    expect(chargeProblem({ amountMinor: 1005, currency: 'KWD' })).toBe('off_step');
    expect(chargeProblem({ amountMinor: 1010, currency: 'KWD' })).toBeNull();
  });
});
