import { type Currency, currencyDigits } from '#domain/money/currencies.ts';

/**
 * How many decimal digits the vendor counts a currency in where that is not what we count in: it has kept the cents of
 * these two, and takes whole units alone.
 */
const otherDigits: Partial<Record<Currency, number>> = { ISK: 2, UGX: 2 };

/** The vendor takes amounts of at most eight digits in its own unit. */
const largest = 99_999_999;

/**
 * The smallest amounts in our minor unit. The first are those that the vendor documents; for the others it asks for about
 * half a US dollar in the currency of the payout, and these are safely above it.
 */
const smallest: Readonly<Record<Currency, number>> = {
  AED: 200,
  AUD: 50,
  BGN: 100,
  BRL: 50,
  CAD: 50,
  CHF: 50,
  CZK: 1_500,
  DKK: 250,
  EUR: 50,
  GBP: 30,
  HKD: 400,
  HUF: 17_500,
  INR: 50,
  JPY: 50,
  MXN: 1_000,
  MYR: 200,
  NOK: 300,
  NZD: 50,
  PLN: 200,
  RON: 200,
  SEK: 300,
  SGD: 50,
  THB: 1_000,
  USD: 50,
  BHD: 300,
  CLP: 1_000,
  CNY: 700,
  IDR: 1_500_000,
  ILS: 300,
  ISK: 150,
  JOD: 500,
  KHR: 400_000,
  KRW: 1_500,
  KWD: 300,
  LAK: 2_500_000,
  OMR: 300,
  PHP: 5_000,
  PYG: 7_500,
  SAR: 300,
  TND: 3_000,
  TRY: 5_000,
  TWD: 3_000,
  UAH: 4_000,
  UGX: 4_000,
  VND: 20_000,
  XAF: 600,
  XOF: 600,
  XPF: 110,
  ZAR: 2_000,
};

/** One unit of ours in units of the vendor's. */
const factorOf = (currency: Currency): number =>
  10 ** ((otherDigits[currency] ?? currencyDigits[currency]) - currencyDigits[currency]);

/** Amounts of currencies with three decimal digits end in a zero. */
const stepOf = (currency: Currency): number => (currencyDigits[currency] === 3 ? 10 : 1);

/** The largest and smallest amount that the vendor takes, in our minor unit. */
export function limitsOf(currency: Currency): { minMinor: number; maxMinor: number } {
  const step = stepOf(currency);
  const most = Math.floor(largest / factorOf(currency));
  return { minMinor: smallest[currency], maxMinor: most - (most % step) };
}

/** Our amount in the vendor's unit; `null` for one that it cannot take, whatever it is for. */
export function toVendorAmount(amountMinor: number, currency: Currency): number | null {
  const isFit = Number.isSafeInteger(amountMinor) && amountMinor > 0 && amountMinor % stepOf(currency) === 0;
  return isFit ? amountMinor * factorOf(currency) : null;
}

/** The vendor's amount in ours. */
export const toOurAmount = (amount: number, currency: Currency): number =>
  Math.round(amount / factorOf(currency));

/** The vendor spells currencies in small letters. `null` for one that we have no prices in. */
export const toOurCurrency = (code: string): Currency | null => {
  const upper = code.toUpperCase();
  return Object.hasOwn(currencyDigits, upper) ? (upper as Currency) : null;
};
