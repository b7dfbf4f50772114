import type { Currency } from './currencies.ts';

/** An amount in the minor unit of its currency: 2500 of USD are 25 dollars, 2500 of JPY are 2,500 yen. A whole number, never a float. */
export type Money = { amountMinor: number; currency: Currency };

/** A share of an amount in basis points (10,000: all of it), rounded half up to the minor unit; exact up to 10^15. */
export const shareOf = (amountMinor: number, basisPoints: number): number =>
  Number((BigInt(amountMinor) * BigInt(basisPoints) + 5_000n) / 10_000n);
