import { type Currency, currencyDigits } from './currencies.ts';
import type { Money } from './money.ts';

/** The largest amount that cards are charged at once, in the minor unit of any currency. */
export const mostChargedMinor = 99_999_999;

/**
 * The smallest amount that cards are charged, in the minor unit: what vendors say, about 0.50 USD where they say nothing. Not for
 * conversions.
 */
export const leastChargedMinor = {
  AED: 200,
  AUD: 50,
  BGN: 100,
  BHD: 200,
  BRL: 300,
  CAD: 50,
  CHF: 50,
  CLP: 500,
  CNY: 400,
  CZK: 1500,
  DKK: 250,
  EUR: 50,
  GBP: 30,
  HKD: 400,
  HUF: 17_500,
  IDR: 900_000,
  ILS: 200,
  INR: 5000,
  ISK: 75,
  JOD: 400,
  JPY: 80,
  KHR: 210_000,
  KRW: 750,
  KWD: 160,
  LAK: 1_150_000,
  MXN: 1000,
  MYR: 250,
  NOK: 600,
  NZD: 100,
  OMR: 200,
  PHP: 3000,
  PLN: 200,
  PYG: 4000,
  RON: 250,
  SAR: 200,
  SEK: 600,
  SGD: 100,
  THB: 2000,
  TND: 1600,
  TRY: 2500,
  TWD: 1700,
  UAH: 2200,
  UGX: 2000,
  USD: 50,
  VND: 13_500,
  XAF: 320,
  XOF: 320,
  XPF: 60,
  ZAR: 1000,
} as const satisfies Readonly<Record<Currency, number>>;

/** Cards count hundredths at the finest: amounts of a currency with thousandths end in 0. */
export const stepMinorOf = (currency: Currency): 1 | 10 => (currencyDigits[currency] === 3 ? 10 : 1);

/** Why cards cannot be charged an amount; null when they can. */
export const chargeProblem = ({
  amountMinor,
  currency,
}: Money): 'too_small' | 'too_large' | 'off_step' | null => {
  if (amountMinor < leastChargedMinor[currency]) return 'too_small';
  if (amountMinor > mostChargedMinor) return 'too_large';
  return amountMinor % stepMinorOf(currency) === 0 ? null : 'off_step';
};
