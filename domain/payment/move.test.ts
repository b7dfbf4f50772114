import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { waitsForPayment } from '#domain/booking/move-request.ts';
import { leastChargedMinor, mostChargedMinor } from '#domain/money/chargeable.ts';
import { isQuoted, moveCost, paysFor } from './move.ts';
import type { MoveQuote, Price } from './types.ts';

const usd = (amountMinor: number): Price => ({ amountMinor, currency: 'USD', taxBasisPoints: 0 });
const eur = (amountMinor: number): Price => ({ amountMinor, currency: 'EUR', taxBasisPoints: 0 });

describe('what a move costs', () => {
  test.each([
    ['nothing at the same price', usd(2_500), usd(2_500), null],
    ['nothing where both are free', null, null, null],
    [
      'the difference where it is dearer',
      usd(2_500),
      usd(3_500),
      { pay: { amountMinor: 1_000, currency: 'USD' }, back: null },
    ],
    [
      'the whole price where it was free',
      null,
      usd(3_500),
      { pay: { amountMinor: 3_500, currency: 'USD' }, back: null },
    ],
    [
      'less by the difference where it is cheaper',
      usd(2_500),
      usd(1_000),
      { pay: null, back: { kind: 'difference', amountMinor: 1_500 } },
    ],
    [
      'nothing, and all goes back, where it is free by now',
      usd(2_500),
      null,
      { pay: null, back: { kind: 'all' } },
    ],
    [
      'the whole price in another currency, and all goes back',
      usd(2_500),
      eur(100),
      { pay: { amountMinor: 100, currency: 'EUR' }, back: { kind: 'all' } },
    ],
    ['nothing where the difference is less than can be charged', usd(2_500), usd(2_549), null],
  ] as const)('is %s', (_, now, next, cost) => {
    expect(moveCost(now, next)).toEqual(cost);
  });

  test('never asks for less than can be charged, nor for more than the new price', () => {
    const aPrice = fc.option(
      fc.record({
        amountMinor: fc.integer({ min: 50, max: mostChargedMinor }),
        currency: fc.constantFrom('USD' as const, 'EUR' as const),
        taxBasisPoints: fc.constant(0),
      }),
    );
    fc.assert(
      fc.property(aPrice, aPrice, (now, next) => {
        const pay = moveCost(now, next)?.pay ?? null;
        if (pay === null) return;
        expect(pay.amountMinor).toBeGreaterThanOrEqual(leastChargedMinor[pay.currency]);
        expect(pay.amountMinor).toBeLessThanOrEqual(next?.amountMinor ?? 0);
        expect(pay.currency).toBe(next?.currency);
      }),
    );
  });
});

const quote: MoveQuote = {
  moveTo: 7,
  askedAt: 1,
  dueMinor: 1_000,
  paidBy: null,
  priceMinor: 3_500,
  currency: 'USD',
  taxBasisPoints: 0,
  refundTerms: null,
};

test('a payment pays for a quote by its time, its amount and its currency', () => {
  const payment = { purpose: 'move', moveTo: 7, amountMinor: 1_000, currency: 'USD' } as const;
  expect(paysFor(quote, payment)).toBe(true);
  expect(paysFor(null, payment)).toBe(false);
  expect(paysFor({ ...quote, dueMinor: 0 }, payment)).toBe(false);
  expect(paysFor(quote, { ...payment, moveTo: 8 })).toBe(false);
  expect(paysFor(quote, { ...payment, amountMinor: 999 })).toBe(false);
  expect(paysFor(quote, { ...payment, currency: 'EUR' })).toBe(false);
  expect(paysFor(quote, { ...payment, purpose: 'booking' })).toBe(false);
});

test('a move waits for its payment while its time is held and something is due', () => {
  expect(waitsForPayment({ moveTo: 7, moveQuote: quote })).toBe(true);
  expect(waitsForPayment({ moveTo: 7, moveQuote: { dueMinor: 0 } })).toBe(false);
  expect(waitsForPayment({ moveTo: null, moveQuote: quote })).toBe(false);
  expect(waitsForPayment({ moveTo: 7, moveQuote: null })).toBe(false);
});

test('a price was shown when its amount and its currency were', () => {
  expect(isQuoted(usd(1), usd(1))).toBe(true);
  expect(isQuoted(null, null)).toBe(true);
  expect(isQuoted(usd(1), usd(2))).toBe(false);
  expect(isQuoted(usd(1), eur(1))).toBe(false);
  expect(isQuoted(null, usd(1))).toBe(false);
  expect(isQuoted(usd(1), null)).toBe(false);
});
