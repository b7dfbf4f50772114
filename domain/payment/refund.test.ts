import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastChargedMinor, mostChargedMinor, stepMinorOf } from '#domain/money/chargeable.ts';
import { currencies } from '#domain/money/currencies.ts';
import { anchorAfterMove, type RefundFacts, refundFor } from './refund.ts';
import { refundPolicyProblems } from './refund-policy.ts';
import type { RefundPolicy, RefundTier } from './types.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 24, 2);
const tier = (minHoursBefore: number, refundBasisPoints: number, feeMinor = 0): RefundTier => ({
  minHoursBefore,
  refundBasisPoints,
  feeMinor,
});
const usual: RefundPolicy = [tier(48, 10_000), tier(24, 5000)];
const withFee: RefundPolicy = [tier(48, 10_000, 300), tier(24, 3333, 300)];

const facts = (change: Partial<RefundFacts> = {}): RefundFacts => ({
  currency: 'USD',
  paidMinor: 2501,
  refundedMinor: 0,
  keptMinor: 2501,
  deadlinesFrom: start,
  askedAt: start - 100 * hour,
  by: 'guest',
  ...change,
});
const giveBack = (tiers: RefundPolicy, change: Partial<RefundFacts> = {}): number =>
  refundFor({ tiers }, facts(change)).amountMinor;

describe('a guest who cancels', () => {
  test.each<[string, RefundPolicy, Partial<RefundFacts>, number]>([
    ['long before gets everything', usual, {}, 2501],
    ['exactly at the boundary gets the better tier', usual, { askedAt: start - 48 * hour }, 2501],
    ['a millisecond after it gets the worse one', usual, { askedAt: start - 48 * hour + 1 }, 1251],
    ['exactly at the last boundary gets half, rounded half up', usual, { askedAt: start - 24 * hour }, 1251],
    ['a millisecond after that gets nothing', usual, { askedAt: start - 24 * hour + 1 }, 0],
    ['after the start gets nothing', [tier(0, 10_000)], { askedAt: start + 1 }, 0],
    ['at the start gets what is given until the start', [tier(0, 10_000)], { askedAt: start }, 2501],
    ['gets less by the fee', withFee, {}, 2201],
    ['gets an odd share less the fee', withFee, { askedAt: start - 30 * hour }, 534],
    ['never gets less than nothing for a fee', [tier(0, 100, 300)], {}, 0],
    ['gets nothing where nothing was agreed', [], {}, 0],
    [
      'gets what is still missing after a part was given',
      usual,
      { refundedMinor: 1000, keptMinor: 1501 },
      1501,
    ],
    [
      'gets nothing more when a larger part was given',
      usual,
      { refundedMinor: 2000, keptMinor: 501, askedAt: start - 30 * hour },
      0,
    ],
    ['never gets more than is kept', usual, { keptMinor: 700 }, 700],
    ['gets nothing of what a dispute took', usual, { keptMinor: 0 }, 0],
    ['gets by the earlier start that was kept', usual, { deadlinesFrom: start - 70 * hour }, 1251],
  ])('%s', (_, tiers, change, amountMinor) => {
    expect(giveBack(tiers, change)).toBe(amountMinor);
  });

  test('is told by which tier, or why there is nothing', () => {
    expect(refundFor({ tiers: usual }, facts())).toEqual({
      amountMinor: 2501,
      cause: 'tier',
      tier: usual[0],
    });
    expect(refundFor({ tiers: usual }, facts({ askedAt: start })).cause).toBe('too_late');
    expect(refundFor({ tiers: [] }, facts()).cause).toBe('none');
  });

  test('has elapsed hours, whatever the clocks do in the night between', () => {
    // Clocks in New York go back on 1 November 2026: from 9:00 to 9:00 are 25 hours.
    const after = Date.parse('2026-11-01T09:00:00-05:00');
    const dayBefore = Date.parse('2026-10-31T09:00:00-04:00');
    expect(giveBack([tier(25, 10_000)], { deadlinesFrom: after, askedAt: dayBefore })).toBe(2501);
  });

  test('gets amounts that cards can be paid back, in a currency with thousandths', () => {
    const change = { currency: 'KWD', paidMinor: 1010, keptMinor: 1010 } as const;
    expect(giveBack([tier(0, 5000)], change)).toBe(510);
  });
});

test.each(['host', 'system'] as const)(
  'a cancellation by the %s gives back all that is kept, fee included',
  (by) => {
    expect(refundFor({ tiers: withFee }, facts({ by, askedAt: start + hour }))).toEqual({
      amountMinor: 2501,
      cause: 'whole',
      tier: null,
    });
    expect(giveBack([], { by, refundedMinor: 1000, keptMinor: 1501 })).toBe(1501);
  },
);

const aPolicy = fc
  .uniqueArray(
    fc.record({ hours: fc.integer({ min: 0, max: 8760 }), share: fc.integer({ min: 0, max: 10_000 }) }),
    {
      maxLength: 8,
      selector: ({ hours }) => hours,
    },
  )
  .map((drawn) => {
    const hours = drawn.map((each) => each.hours).toSorted((a, b) => b - a);
    const shares = drawn.map((each) => each.share).toSorted((a, b) => b - a);
    return hours.map((at, index) => tier(at, shares[index] ?? 0));
  });

const aPayment = fc.constantFrom(...currencies).chain((currency) => {
  const step = stepMinorOf(currency);
  const least = Math.ceil(leastChargedMinor[currency] / step);
  return fc
    .record({
      paid: fc.integer({ min: least, max: Math.floor(mostChargedMinor / step) }),
      refunded: fc.double({ min: 0, max: 1, noNaN: true }),
      lost: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ paid, refunded, lost }) => {
      const refundedSteps = Math.floor(paid * refunded);
      const lostSteps = Math.floor((paid - refundedSteps) * lost);
      return {
        currency,
        paidMinor: paid * step,
        refundedMinor: refundedSteps * step,
        keptMinor: (paid - refundedSteps - lostSteps) * step,
      };
    });
});

describe('whatever was agreed, paid and given back', () => {
  const anInstant = fc.integer({ min: -9000 * hour, max: hour }).map((offset) => start + offset);

  test('a guest never gets a negative amount, more than is kept or what cards cannot be paid', () => {
    fc.assert(
      fc.property(aPolicy, aPayment, anInstant, (tiers, payment, askedAt) => {
        const amount = giveBack(tiers, { ...payment, askedAt });
        expect(Number.isSafeInteger(amount)).toBe(true);
        expect(amount).toBeGreaterThanOrEqual(0);
        expect(amount).toBeLessThanOrEqual(payment.keptMinor);
        expect(amount % stepMinorOf(payment.currency)).toBe(0);
      }),
    );
  });

  test('waiting never gives a guest more', () => {
    fc.assert(
      fc.property(aPolicy, aPayment, anInstant, anInstant, (tiers, payment, one, other) => {
        const early = giveBack(tiers, { ...payment, askedAt: Math.min(one, other) });
        const late = giveBack(tiers, { ...payment, askedAt: Math.max(one, other) });
        expect(late).toBeLessThanOrEqual(early);
      }),
    );
  });

  test('a guest who moves and then cancels gets no more than by cancelling at once, or by the best tier', () => {
    fc.assert(
      fc.property(aPolicy, aPayment, anInstant, anInstant, (tiers, payment, askedAt, newStartsAt) => {
        const moved = anchorAfterMove({ tiers }, { deadlinesFrom: start, newStartsAt, askedAt, by: 'guest' });
        const before = giveBack(tiers, { ...payment, askedAt });
        const after = giveBack(tiers, { ...payment, askedAt, deadlinesFrom: moved ?? newStartsAt });
        expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });
});

describe('after a move the deadlines count from', () => {
  const week = 168 * hour;
  const at = (hoursBefore: number): number => start - hoursBefore * hour;
  test.each<[string, RefundPolicy, number, number, number | null]>([
    ['the new start while the best tier applies', usual, at(48), start + week, null],
    ['the earlier start a millisecond later', usual, at(48) + 1, start + week, start],
    ['the earlier start where nothing would be given back any more', usual, at(1), start + week, start],
    ['a new start that is earlier still', usual, at(30), start - 2 * hour, null],
    ['the new start where nothing was agreed', [], at(1), start + week, null],
    [
      'the earlier start where there is only one tier, and it is missed',
      [tier(24, 10_000)],
      at(23),
      start + week,
      start,
    ],
  ])('%s', (_, tiers, askedAt, newStartsAt, expected) => {
    const move = { deadlinesFrom: start, newStartsAt, askedAt, by: 'guest' } as const;
    expect(anchorAfterMove({ tiers }, move)).toBe(expected);
  });

  test('the later of the two starts when the host moves', () => {
    const move = { deadlinesFrom: start, askedAt: at(1), by: 'host' } as const;
    expect(anchorAfterMove({ tiers: usual }, { ...move, newStartsAt: start + week })).toBeNull();
    expect(anchorAfterMove({ tiers: usual }, { ...move, newStartsAt: start - week })).toBe(start);
  });

  test('the first start, however often a guest moves in a worse tier', () => {
    const askedAt = at(30);
    const first = anchorAfterMove(
      { tiers: usual },
      { deadlinesFrom: start, newStartsAt: start + week, askedAt, by: 'guest' },
    );
    expect(first).toBe(start);
    const move = {
      deadlinesFrom: start,
      newStartsAt: start + 2 * week,
      askedAt: askedAt + hour,
      by: 'guest',
    } as const;
    expect(anchorAfterMove({ tiers: usual }, move)).toBe(start);
  });
});

describe('a policy', () => {
  const price = { amountMinor: 2500, currency: 'USD' } as const;
  const pointers = (policy: RefundPolicy, of: Parameters<typeof refundPolicyProblems>[1] = price): string[] =>
    refundPolicyProblems(policy, of).map(({ index, field, rule }) => `${index}/${field} ${rule}`);

  test.each<[string, RefundPolicy, string[]]>([
    ['of falling hours and shares is sane', usual, []],
    ['may be empty', [], []],
    ['may have the same share twice', [tier(48, 5000), tier(24, 5000)], []],
    ['may have a fee as high as the price', [tier(48, 10_000, 2500)], []],
    [
      'has at most 8 tiers',
      Array.from({ length: 9 }, (_, index) => tier(9 - index, 5000)),
      ['8/null too_many'],
    ],
    ['has strictly falling hours', [tier(24, 10_000), tier(24, 5000)], ['1/minHoursBefore not_shorter']],
    ['has shares that do not rise', [tier(48, 5000), tier(24, 5001)], ['1/refundBasisPoints larger_share']],
    ['gives no more for less notice', [tier(48, 5000, 300), tier(24, 5000)], ['1/feeMinor gives_more']],
    ['has no fee above the price', [tier(48, 10_000, 2501)], ['0/feeMinor fee_above_price']],
    [
      'is within bounds',
      [tier(-1, 10_001, -1), tier(8761, 0.5, 0.5)],
      [
        '0/minHoursBefore out_of_range',
        '0/refundBasisPoints out_of_range',
        '0/feeMinor out_of_range',
        '1/minHoursBefore out_of_range',
        '1/refundBasisPoints out_of_range',
        '1/feeMinor out_of_range',
      ],
    ],
  ])('%s', (_, policy, problems) => {
    expect(pointers(policy)).toEqual(problems);
  });

  test('has no fee of thousandths', () => {
    expect(pointers([tier(0, 10_000, 5)], { amountMinor: 1000, currency: 'KWD' })).toEqual([
      '0/feeMinor fee_off_step',
    ]);
  });

  test('is sane with any falling hours and shares', () => {
    fc.assert(fc.property(aPolicy, (policy) => pointers(policy).length === 0));
  });
});
