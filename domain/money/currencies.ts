/**
 * How many decimal digits the minor unit of each currency has that prices can be in (ISO 4217, and where practice has
 * dropped the minor unit, as practice has it). Kept here: what `Intl` says differs from one release to the next, and
 * vendors count some of them in units of their own (their adapters convert).
 */
export const currencyDigits = {
  AED: 2,
  AUD: 2,
  BGN: 2,
  BHD: 3,
  BRL: 2,
  CAD: 2,
  CHF: 2,
  CLP: 0,
  CNY: 2,
  CZK: 2,
  DKK: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  HUF: 2,
  IDR: 2,
  ILS: 2,
  INR: 2,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KHR: 2,
  KRW: 0,
  KWD: 3,
  LAK: 2,
  MXN: 2,
  MYR: 2,
  NOK: 2,
  NZD: 2,
  OMR: 3,
  PHP: 2,
  PLN: 2,
  PYG: 0,
  RON: 2,
  SAR: 2,
  SEK: 2,
  SGD: 2,
  THB: 2,
  TND: 3,
  TRY: 2,
  TWD: 2,
  UAH: 2,
  UGX: 0,
  USD: 2,
  VND: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  ZAR: 2,
} as const satisfies Readonly<Record<string, 0 | 2 | 3>>;

/** ISO 4217, upper case. */
export type Currency = keyof typeof currencyDigits;

export const currencies = Object.keys(currencyDigits) as readonly Currency[];
