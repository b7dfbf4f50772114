import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountToType, formatMoney, formatRate, type MoneyLocale, parseAmount } from './amount.ts';
import { type Currency, currencies } from './currencies.ts';

const aCurrency = fc.constantFrom(...currencies);
const aLocale = fc.constantFrom<MoneyLocale>('en', 'vi');
const anAmount = fc.integer({ min: 0, max: 999_999_999_999 });

describe('an amount that is typed', () => {
  test.each<[string, Currency, MoneyLocale, number]>([
    ['25', 'USD', 'en', 2500],
    ['12,50', 'USD', 'en', 1250],
    ['12.50', 'USD', 'en', 1250],
    ['12,50', 'EUR', 'vi', 1250],
    ['12.5', 'EUR', 'vi', 1250],
    ['.5', 'USD', 'en', 50],
    ['5.', 'USD', 'en', 500],
    ['1,234', 'USD', 'en', 123_400],
    ['1.234', 'USD', 'vi', 123_400],
    ['1,234.5', 'USD', 'vi', 123_450],
    ['1.234,5', 'USD', 'en', 123_450],
    ['1,234,567.89', 'USD', 'en', 123_456_789],
    ['1.234.567', 'USD', 'en', 123_456_700],
    ['1 234 567,89', 'EUR', 'vi', 123_456_789],
    ["1'234.50", 'CHF', 'en', 123_450],
    ['1,00,000', 'INR', 'en', 10_000_000],
    ['500000', 'VND', 'vi', 500_000],
    ['500.000', 'VND', 'vi', 500_000],
    ['500.000', 'VND', 'en', 500_000],
    ['500,000', 'VND', 'en', 500_000],
    ['1.500.000', 'VND', 'vi', 1_500_000],
    ['1.234', 'KWD', 'en', 1234],
    ['1,234', 'KWD', 'vi', 1234],
    ['1,234', 'KWD', 'en', 1_234_000],
    ['  007 ', 'JPY', 'en', 7],
    ['0', 'JPY', 'en', 0],
  ])('%s of %s in %s is %i of the minor unit', (typed, currency, locale, amountMinor) => {
    expect(parseAmount(typed, currency, locale)).toEqual({ value: amountMinor });
  });

  test.each<[string, Currency, MoneyLocale, string]>([
    ['1.500', 'USD', 'en', 'too_many_decimals'],
    ['1,500', 'USD', 'vi', 'too_many_decimals'],
    ['12.345', 'USD', 'en', 'too_many_decimals'],
    ['12.50', 'JPY', 'en', 'too_many_decimals'],
    ['12,5', 'VND', 'vi', 'too_many_decimals'],
    ['1.2345', 'KWD', 'en', 'too_many_decimals'],
    ['', 'USD', 'en', 'not_a_number'],
    ['.', 'USD', 'en', 'not_a_number'],
    ['-5', 'USD', 'en', 'not_a_number'],
    ['1e3', 'USD', 'en', 'not_a_number'],
    ['$25', 'USD', 'en', 'not_a_number'],
    ['12 50', 'USD', 'en', 'not_a_number'],
    ['1,2,3', 'USD', 'en', 'not_a_number'],
    ['1.2,3.4', 'USD', 'en', 'not_a_number'],
    ['12,34.50', 'USD', 'en', 'not_a_number'],
    ['9999999999999999', 'USD', 'en', 'too_long'],
  ])('%s of %s in %s is refused', (typed, currency, locale, problem) => {
    expect(parseAmount(typed, currency, locale)).toEqual({ problem });
  });

  test('is what stood in the field, in every currency and language', () => {
    fc.assert(
      fc.property(anAmount, aCurrency, aLocale, (amountMinor, currency, locale) => {
        const typed = amountToType({ amountMinor, currency }, locale);
        expect(parseAmount(typed, currency, locale)).toEqual({ value: amountMinor });
      }),
    );
  });

  test('is never an amount that is not whole, whatever was typed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9., ']{0,20}$/), aCurrency, aLocale, (typed, currency, locale) => {
        const read = parseAmount(typed, currency, locale);
        if ('problem' in read) return;
        expect(Number.isSafeInteger(read.value)).toBe(true);
        expect(read.value).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('an amount that is shown', () => {
  test.each<[number, Currency, MoneyLocale, string]>([
    [2500, 'USD', 'en', '$25.00'],
    [2500, 'USD', 'vi', '25,00 US$'],
    [5, 'USD', 'en', '$0.05'],
    [500_000, 'VND', 'vi', '500.000 ₫'],
    [500_000, 'VND', 'en', '₫500,000'],
    [123_456, 'ISK', 'en', 'ISK 123,456'],
    [123_456, 'HUF', 'en', 'HUF 1,234.56'],
    [123_456, 'IDR', 'vi', '1.234,56 IDR'],
    [1230, 'KWD', 'en', 'KWD 1.230'],
    [99_999_999, 'UGX', 'en', 'UGX 99,999,999'],
  ])('%i of %s in %s reads %s', (amountMinor, currency, locale, text) => {
    expect(formatMoney({ amountMinor, currency }, locale)).toBe(text);
  });

  test('has every digit of the amount, as many of them decimals as our table says', () => {
    fc.assert(
      fc.property(anAmount, aCurrency, aLocale, (amountMinor, currency, locale) => {
        const digits = formatMoney({ amountMinor, currency }, locale).replaceAll(/\D/g, '');
        expect(Number(digits)).toBe(amountMinor);
      }),
    );
  });

  test.each<[number, MoneyLocale, string]>([
    [1000, 'en', '10%'],
    [825, 'en', '8.25%'],
    [3333, 'vi', '33,33%'],
    [50, 'vi', '0,5%'],
    [0, 'en', '0%'],
    [10_000, 'en', '100%'],
  ])('a rate of %i basis points in %s reads %s', (basisPoints, locale, text) => {
    expect(formatRate(basisPoints, locale)).toBe(text);
  });
});
