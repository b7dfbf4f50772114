import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cancellationRefund, cancellationShares, leftOf, sharedOver } from './cancellation.ts';
import { refundableOf } from './state.ts';
import { refundReasons, refundStates } from './types.ts';

const hour = 3_600_000;
const start = Date.UTC(2027, 2, 1, 8);

const aRefund = fc.record({
  state: fc.constantFrom(...refundStates),
  reason: fc.constantFrom(...refundReasons),
  amountMinor: fc.integer({ min: 1, max: 2_000 }),
});
const aPayment = fc
  .record({
    id: fc.uuid(),
    state: fc.constantFrom('open', 'closed', 'paid', 'paid'),
    isSettled: fc.boolean(),
    currency: fc.constantFrom('USD' as const, 'USD' as const, 'EUR' as const),
    capturedMinor: fc.integer({ min: 0, max: 10_000 }),
    lostShare: fc.integer({ min: 0, max: 3 }),
    refunds: fc.array(aRefund, { maxLength: 4 }),
  })
  .map(({ lostShare, ...payment }) => ({
    ...payment,
    lostMinor: lostShare === 3 ? payment.capturedMinor : 0,
  }));
const aPolicy = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 4 }).chain((hours) =>
  fc.tuple(
    ...hours
      .toSorted((a, b) => b - a)
      .map((minHoursBefore) =>
        fc.record({
          minHoursBefore: fc.constant(minHoursBefore),
          refundBasisPoints: fc.integer({ min: 0, max: 10_000 }),
          feeMinor: fc.integer({ min: 0, max: 500 }),
        }),
      ),
  ),
);
const aCancellation = fc.record({
  deadlinesFrom: fc.constant(start),
  askedAt: fc.integer({ min: start - 300 * hour, max: start + hour }),
  by: fc.constantFrom('guest' as const, 'host' as const, 'system' as const),
});
const aBooking = aPolicy.map((tiers) => ({
  currency: 'USD' as const,
  refundTerms: { tiers },
  moveQuote: null,
}));
const somePayments = fc.array(aPayment, { maxLength: 5 });

const taken = (
  capturedMinor: number,
  refunds: Parameters<typeof refundableOf>[1] & readonly object[] = [],
) => ({
  capturedMinor,
  lostMinor: 0,
  refunds: refunds as never,
});

describe('what a cancelled booking gives back of several payments', () => {
  test('is never negative, never above what is left of each, and sums up to what is decided', () => {
    fc.assert(
      fc.property(aBooking, somePayments, aCancellation, (booking, payments, asked) => {
        const { decision, shares } = cancellationShares(booking, payments, asked);
        for (const { payment, amountMinor } of shares) {
          expect(amountMinor).toBeGreaterThanOrEqual(0);
          expect(amountMinor).toBeLessThanOrEqual(refundableOf(payment, payment.refunds));
        }
        const total = shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
        expect(total).toBe(decision.amountMinor);
        expect(total).toBeLessThanOrEqual(leftOf(shares.map(({ payment }) => payment)));
      }),
    );
  });

  test('is everything that is left where not its guest cancels', () => {
    fc.assert(
      fc.property(aBooking, somePayments, aCancellation, (booking, payments, asked) => {
        const { shares } = cancellationShares(booking, payments, { ...asked, by: 'host' });
        for (const { payment, amountMinor } of shares)
          expect(amountMinor).toBe(refundableOf(payment, payment.refunds));
      }),
    );
  });

  test('is what one payment of their sum would give back, with one fee', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(aPolicy, parts, aCancellation, (tiers, amounts, asked) => {
        const sum = amounts.reduce((total, each) => total + each, 0);
        const of = (each: readonly number[]) =>
          cancellationRefund({ tiers }, { currency: 'USD', payments: each.map((one) => taken(one)) }, asked);
        expect(of(amounts)).toEqual(of([sum]));
      }),
    );
  });

  test('is given again by nobody: what was given back is taken off, and so nothing is left to be decided', () => {
    fc.assert(
      fc.property(aBooking, somePayments, aCancellation, (booking, payments, asked) => {
        const { shares } = cancellationShares(booking, payments, asked);
        const after = payments.map((payment) => {
          const amountMinor = shares.find((share) => share.payment === payment)?.amountMinor ?? 0;
          const refund = { state: 'owed', reason: 'guest_cancelled', amountMinor } as const;
          return amountMinor === 0 ? payment : { ...payment, refunds: [...payment.refunds, refund] };
        });
        expect(cancellationShares(booking, after, asked).decision.amountMinor).toBe(0);
      }),
    );
  });

  test('leaves out what was paid in another currency, is not followed yet, or waits for a host', () => {
    const payment = { state: 'paid', isSettled: true, currency: 'USD', ...taken(1_000) } as const;
    const booking = {
      currency: 'USD',
      refundTerms: { tiers: [{ minHoursBefore: 0, refundBasisPoints: 10_000, feeMinor: 0 }] },
      moveQuote: { paidBy: 'waits' },
    } as const;
    const payments = [
      { ...payment, id: 'stands' },
      { ...payment, id: 'foreign', currency: 'EUR' as const },
      { ...payment, id: 'new', isSettled: false },
      { ...payment, id: 'waits' },
    ];
    const asked = { deadlinesFrom: start, askedAt: start - hour, by: 'guest' } as const;
    expect(cancellationShares(booking, payments, asked).shares).toMatchObject([
      { payment: { id: 'stands' }, amountMinor: 1_000 },
    ]);
  });

  test('counts a difference that went back as never paid, and a host’s kindness as given already', () => {
    const half = [{ minHoursBefore: 0, refundBasisPoints: 5_000, feeMinor: 0 }];
    const asked = { deadlinesFrom: start, askedAt: start - hour, by: 'guest' } as const;
    const back = (reason: 'moved' | 'host_decision', state: 'owed' | 'failed' = 'owed') =>
      cancellationRefund(
        { tiers: half },
        { currency: 'USD', payments: [taken(2_500, [{ state, reason, amountMinor: 1_000 }] as never)] },
        asked,
      ).amountMinor;
    expect([back('moved'), back('moved', 'failed'), back('host_decision')]).toEqual([750, 750, 250]);
  });
});

test('an amount is shared over payments in their order, and what they do not have is not given', () => {
  const payments = [taken(300), taken(200), taken(100)];
  expect(sharedOver(450, payments)).toEqual([300, 150, 0]);
  expect(sharedOver(9_999, payments)).toEqual([300, 200, 100]);
  expect(sharedOver(0, payments)).toEqual([0, 0, 0]);
});
