import type { Currency } from './currencies.ts';

/** An amount in the minor unit of its currency: 2500 of USD are 25 dollars, 2500 of JPY are 2,500 yen. A whole number, never a float. */
export type Money = { amountMinor: number; currency: Currency };

/** A share of an amount in basis points (10,000: all of it), rounded half up to the minor unit, or to so many of it; exact up to 10^15. */
export const shareOf = (amountMinor: number, basisPoints: number, stepMinor = 1): number => {
  const whole = 10_000n * BigInt(stepMinor);
  return Number((BigInt(amountMinor) * BigInt(basisPoints) + whole / 2n) / whole) * stepMinor;
};

/** The tax in an amount that includes it, rounded half up to the minor unit. */
export const taxIn = (amountMinor: number, taxBasisPoints: number): number => {
  const whole = 10_000n + BigInt(taxBasisPoints);
  return Number((2n * BigInt(amountMinor) * BigInt(taxBasisPoints) + whole) / (2n * whole));
};
