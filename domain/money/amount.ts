import { type Currency, currencyDigits } from './currencies.ts';
import type { Money } from './money.ts';

/** Languages that amounts are written in. */
export type MoneyLocale = 'en' | 'vi';

const decimalSign = { en: '.', vi: ',' } as const satisfies Record<MoneyLocale, string>;

/** More digits than any amount that is taken, and few enough to be exact. */
const mostDigits = 15;

/** A whole number of the last decimal, or why there is none. */
export type TypedDecimal = { value: number } | { problem: 'not_a_number' | 'too_many_decimals' | 'too_long' };

/** Groups of three, as in India of two before the last; by one sign throughout. */
const isGrouped = (text: string, sign: string): boolean => {
  const [first = '', ...rest] = text.split(sign);
  const last = rest.pop() ?? '';
  return /^\d{1,3}$/.test(first) && /^\d{3}$/.test(last) && rest.every((group) => /^\d{2,3}$/.test(group));
};

type Parts = { whole: string; fraction: string };

/** One kind of sign, once: the last part are decimals unless it can only be a group. */
const splitAtOne = (text: string, sign: string, locale: MoneyLocale, digits: number): Parts => {
  const [whole = '', fraction = ''] = text.split(sign);
  const groups = isGrouped(text, sign) && (digits === 0 || sign !== decimalSign[locale]);
  return groups ? { whole: whole + fraction, fraction: '' } : { whole, fraction };
};

const splitAmount = (text: string, locale: MoneyLocale, digits: number): Parts | null => {
  const signs: readonly string[] = text.match(/[.,]/g) ?? [];
  const [first] = signs;
  const last = signs.at(-1);
  if (first === undefined || last === undefined) return { whole: text, fraction: '' };
  if (signs.length === 1) return splitAtOne(text, last, locale, digits);
  if (signs.every((sign) => sign === first))
    return isGrouped(text, first) ? { whole: text.replaceAll(first, ''), fraction: '' } : null;
  // Groups by one sign and decimals behind the other.
  const at = text.lastIndexOf(last);
  const whole = text.slice(0, at);
  if (whole.includes(last) || !isGrouped(whole, first)) return null;
  return { whole: whole.replaceAll(first, ''), fraction: text.slice(at + 1) };
};

/**
 * What somebody typed as a number of so many decimals, by text alone and never by a float: "12.50" of two decimals is 1250. Dot
 * and comma both stand for decimals, so that "12,50" is the same in every language; blanks and apostrophes only group. A lone
 * sign before exactly three digits can be either: it groups where there are no decimals or the language writes decimals with
 * the other sign ("500.000" ₫), and else begins decimals, of which there may be too many: a number is refused rather than taken
 * for a thousandth.
 */
export const parseDecimal = (typed: string, digits: number, locale: MoneyLocale): TypedDecimal => {
  const text = typed.trim().replaceAll(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '');
  const parts = splitAmount(text, locale, digits);
  if (parts === null || !/^\d+$/.test(parts.whole + parts.fraction)) return { problem: 'not_a_number' };
  if (parts.fraction.length > digits) return { problem: 'too_many_decimals' };
  const value = `${parts.whole}${parts.fraction.padEnd(digits, '0')}`.replace(/^0+(?=\d)/, '');
  return value.length > mostDigits ? { problem: 'too_long' } : { value: Number(value) };
};

/** What somebody typed as an amount of a currency, in its minor unit. */
export const parseAmount = (typed: string, currency: Currency, locale: MoneyLocale): TypedDecimal =>
  parseDecimal(typed, currencyDigits[currency], locale);

/** A whole number of the last of so many decimals, "1234.50", written exactly. */
const decimalOf = (value: number, digits: number): `${number}` => {
  const text = String(Math.abs(value)).padStart(digits + 1, '0');
  const at = text.length - digits;
  const written = digits === 0 ? text : `${text.slice(0, at)}.${text.slice(at)}`;
  return `${value < 0 ? '-' : ''}${written}` as `${number}`;
};

/** A number as it stands in a field to be typed over; `parseDecimal` reads the same from it. */
export const decimalToType = (value: number, digits: number, locale: MoneyLocale): string =>
  decimalOf(value, digits).replace('.', decimalSign[locale]);

/** The same of an amount. */
export const amountToType = ({ amountMinor, currency }: Money, locale: MoneyLocale): string =>
  decimalToType(amountMinor, currencyDigits[currency], locale);

const formats = new Map<string, Intl.NumberFormat>();

const formatOf = (locale: MoneyLocale, currency: Currency): Intl.NumberFormat => {
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const digits = currencyDigits[currency];
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(key, made);
  return made;
};

/** Engines differ in the kind of blank before a sign of a currency, and a page must read the same on both sides. */
const plain = (text: string): string => text.replaceAll(/[\u2009\u202f\u00a0]/g, ' ');

/** "$25.00", "500.000 ₫": in the words of a language, with the decimals of our own table. */
export const formatMoney = (money: Money, locale: MoneyLocale): string =>
  plain(
    formatOf(locale, money.currency).format(decimalOf(money.amountMinor, currencyDigits[money.currency])),
  );

/** "10%", "8.25%", "33,33%". */
export const formatRate = (basisPoints: number, locale: MoneyLocale): string =>
  `${decimalOf(basisPoints, 2)
    .replace(/\.?0+$/, '')
    .replace('.', decimalSign[locale])}%`;
