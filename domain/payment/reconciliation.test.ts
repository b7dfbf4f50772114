import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addTheirs,
  comparedTime,
  type DayTotals,
  dayOf,
  differencesOf,
  isListed,
  isSuspect,
  type KnownMoney,
  netOf,
  phaseAfter,
  planReconciliation,
  withOurs,
} from './reconciliation.ts';
import { reconciliationPhases } from './types.ts';
import type { VendorCharge, VendorPayment } from './vendor.ts';

const now = Date.UTC(2027, 2, 28, 2, 30, 15, 750);
const dayMs = 86_400_000;

test('compares five weeks, and more where the last one does not reach so far, with a day of both', () => {
  const toAt = Date.UTC(2027, 2, 28, 2, 30, 15);
  expect(comparedTime(now, null)).toEqual({ fromAt: toAt - 35 * dayMs, toAt });
  expect(comparedTime(now, now - dayMs)).toEqual({ fromAt: toAt - 35 * dayMs, toAt });
  expect(comparedTime(now, now - 40 * dayMs)).toEqual({ fromAt: toAt - 41 * dayMs, toAt });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 * dayMs }), (ago) => {
      const { fromAt } = comparedTime(now, now - ago);
      expect(fromAt).toBeLessThanOrEqual(now - ago);
      expect(fromAt % 1_000).toBe(0);
    }),
  );
});

const line = fc.record({
  day: fc.integer({ min: 0, max: 4 }).map((days) => dayOf(now + days * dayMs)),
  currency: fc.constantFrom('USD' as const, 'VND' as const),
  capturedMinor: fc.integer({ min: 0, max: 10_000 }),
  refundedMinor: fc.integer({ min: 0, max: 5_000 }),
  lostMinor: fc.integer({ min: 0, max: 5_000 }),
});
const netSum = (totals: readonly DayTotals[], whose: 'ours' | 'theirs'): number =>
  totals.reduce((sum, each) => sum + netOf(each[whose]), 0);

test('adds up to the same whatever the pages and their order, each day and currency once, in order', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), fc.nat(20), (lines, cut) => {
      const once = addTheirs([], lines);
      const paged = addTheirs(addTheirs([], lines.slice(cut)), lines.slice(0, cut));
      expect(paged).toEqual(once);
      expect(netSum(once, 'theirs')).toBe(lines.reduce((sum, each) => sum + netOf(each), 0));
      const keys = once.map(({ day, currency }) => `${day}/${currency}`);
      expect(keys).toEqual([...new Set(keys)].toSorted());
    }),
  );
});

test('keeps what the vendor says beside ours, which is counted anew each time', () => {
  const theirs = addTheirs(
    [],
    [{ day: '2027-03-01', currency: 'USD', capturedMinor: 900, refundedMinor: 100 }],
  );
  const ours = { currency: 'USD', capturedMinor: 700, refundedMinor: 0, lostMinor: 50 } as const;
  const totals = withOurs(theirs, [{ ...ours, day: '2027-02-28' }]);
  expect(totals.map((each) => [each.day, netOf(each.ours), netOf(each.theirs)])).toEqual([
    ['2027-02-28', 650, 0],
    ['2027-03-01', 0, 800],
  ]);
  expect(withOurs(totals, [{ ...ours, day: '2027-03-01' }]).map(({ ours: own }) => netOf(own))).toEqual([
    0, 650,
  ]);
});

const known: KnownMoney & { chargeId: string } = {
  chargeId: 'charge_1',
  currency: 'USD',
  capturedMinor: 5_000,
  refundedMinor: 1_000,
  lostMinor: 0,
  keptMinor: 4_000,
  refunds: [
    { externalId: 'refund_1', amountMinor: 1_000, state: 'succeeded' },
    { externalId: null, amountMinor: 300, state: 'owed' },
  ],
  disputes: [],
};
const seen = {
  chargeId: 'charge_1',
  currency: 'USD',
  capturedMinor: 5_000,
  refunds: [{ refundId: 'refund_1', amountMinor: 1_000, state: 'succeeded' }],
  disputes: [],
} as unknown as VendorPayment;
const refund = (amountMinor: number, state: string) =>
  ({ refundId: 'refund_1', amountMinor, state }) as VendorPayment['refunds'][number];
const dispute = (state: string) =>
  ({ disputeId: 'dispute_1', amountMinor: 5_000, state }) as VendorPayment['disputes'][number];

describe('what differs', () => {
  test.each<[string, Partial<VendorPayment>, ReturnType<typeof differencesOf>]>([
    ['nothing', {}, []],
    [
      'the amount',
      { capturedMinor: 5_100 },
      [{ kind: 'amount_differs', oursMinor: 5_000, theirsMinor: 5_100 }],
    ],
    ['the currency', { currency: 'EUR' }, [{ kind: 'amount_differs', oursMinor: 5_000, theirsMinor: null }]],
    [
      'a refund they do not know',
      { refunds: [] },
      [{ kind: 'refund_differs', oursMinor: 1_000, theirsMinor: 0 }],
    ],
    [
      'the amount of a refund',
      { refunds: [refund(900, 'succeeded')] },
      [{ kind: 'refund_differs', oursMinor: 1_000, theirsMinor: 900 }],
    ],
    [
      'the state of a refund',
      { refunds: [refund(1_000, 'failed')] },
      [{ kind: 'refund_differs', oursMinor: 1_000, theirsMinor: 0 }],
    ],
    [
      'a dispute that was lost',
      { disputes: [dispute('lost')] },
      [{ kind: 'dispute_differs', oursMinor: 0, theirsMinor: 5_000 }],
    ],
    [
      'a dispute that is open',
      { disputes: [dispute('open')] },
      [{ kind: 'dispute_differs', oursMinor: 0, theirsMinor: 0 }],
    ],
  ])('is %s', (_what, changed, expected) => {
    expect(differencesOf(known, { ...seen, ...changed })).toEqual(expected);
  });
});

const charge = {
  chargeId: 'charge_1',
  currency: 'USD',
  capturedMinor: 5_000,
  refundedMinor: 1_000,
  isDisputed: false,
};

test.each<[boolean, Partial<VendorCharge>]>([
  [false, {}],
  [true, { chargeId: 'charge_2' }],
  [true, { currency: 'EUR' }],
  [true, { currency: null }],
  [true, { capturedMinor: 4_999 }],
  [true, { refundedMinor: 1_300 }],
  [true, { isDisputed: true }],
])('the vendor is asked about a payment (%s) when its charge says %o', (expected, changed) => {
  expect(isSuspect(known, { ...charge, ...changed } as VendorCharge)).toBe(expected);
});

test('money that is no payment of ours is listed until all of it has gone back', () => {
  const money = (changed: object): VendorCharge => ({ ...charge, ...changed }) as VendorCharge;
  expect(isListed(money({ refundedMinor: 4_999 }))).toBe(true);
  expect(isListed(money({ refundedMinor: 5_000 }))).toBe(false);
  expect(isListed(money({ currency: null, capturedMinor: 0, refundedMinor: 0 }))).toBe(true);
});

test('a comparison goes on when its time has come, and ends with its last phase', () => {
  const view = { state: 'running', phase: reconciliationPhases[0], failure: null, tryAt: now } as const;
  expect(planReconciliation(view, now)).toEqual({ due: ['compare'], next: null });
  expect(planReconciliation({ ...view, tryAt: now + 1, failure: 'timeout' }, now)).toEqual({
    due: [],
    next: { at: now + 1, why: 'next try after timeout' },
  });
  expect(planReconciliation({ ...view, state: 'done' }, now)).toEqual({ due: [], next: null });
  for (const [index, phase] of reconciliationPhases.entries())
    expect(phaseAfter(phase)).toBe(reconciliationPhases[index + 1] ?? 'end');
});
