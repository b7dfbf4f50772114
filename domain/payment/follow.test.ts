import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failures } from '#domain/failure.ts';
import { askedSince, nextAsk, type PaymentView, planPayment } from './follow.ts';
import { paymentStates, reservationAims } from './types.ts';

const start = 1_800_000_000_000;
const minuteMs = 60_000;
const moment = fc.integer({ min: -100, max: 100 }).map((minutes) => start + minutes * minuteMs);
const anyFailure = fc.constantFrom(...failures);

const someView: fc.Arbitrary<PaymentView> = fc.record({
  state: fc.constantFrom(...paymentStates),
  aim: fc.option(fc.constantFrom(...reservationAims)),
  bookingId: fc.constant('bkg_1'),
  payBy: moment,
  askAt: fc.option(moment),
  failure: fc.option(anyFailure),
  refunds: fc.uniqueArray(
    fc.record({ id: fc.constantFrom('rfd_1', 'rfd_2'), tryAt: moment, failure: fc.option(anyFailure) }),
    { selector: ({ id }) => id },
  ),
  notifyAt: fc.option(moment),
  notifyFailure: fc.option(anyFailure),
});

const momentsOf = (seen: PaymentView): number[] =>
  [seen.askAt, seen.notifyAt, ...seen.refunds.map(({ tryAt }) => tryAt)].filter((at) => at !== null);

describe('the plan of a payment’s follower', () => {
  test('does what has come due, each once, and waits for the first moment ahead', () => {
    fc.assert(
      fc.property(someView, moment, (seen, now) => {
        const { due, next } = planPayment(seen, now);
        const moments = momentsOf(seen);
        const ahead = moments.filter((at) => at > now);
        expect(due).toHaveLength(moments.length - ahead.length);
        expect(next?.at ?? null).toBe(ahead.length === 0 ? null : Math.min(...ahead));
      }),
    );
  });
});

describe('reserved money', () => {
  const reserved: PaymentView = {
    state: 'reserved',
    aim: null,
    bookingId: 'bkg_1',
    payBy: start,
    askAt: start,
    failure: null,
    refunds: [],
    notifyAt: null,
    notifyFailure: null,
  };

  test('is asked about until it is decided on, and then taken or released', () => {
    const dueOf = (change: Partial<PaymentView>) => planPayment({ ...reserved, ...change }, start).due;
    expect(dueOf({})).toEqual([{ kind: 'ask' }]);
    expect(dueOf({ aim: 'capture' })).toEqual([{ kind: 'capture' }]);
    expect(dueOf({ aim: 'release' })).toEqual([{ kind: 'release' }]);
  });

  test('that was taken or released is neither a second time', () => {
    for (const state of ['paid', 'closed'] as const)
      for (const aim of reservationAims)
        expect(planPayment({ ...reserved, state, aim }, start).due).toEqual([{ kind: 'ask' }]);
  });
});

describe('the vendor is asked next', () => {
  const open = { state: 'open', payBy: start, isOnItsWay: false, aim: null, captureBefore: null } as const;

  test('when the time to pay is over, and each minute from then on until it has answered', () => {
    expect(nextAsk(open, start - 1)).toBe(start);
    expect(nextAsk(open, start)).toBe(start + minuteMs);
    expect(nextAsk(open, start + 5 * minuteMs)).toBe(start + 6 * minuteMs);
  });

  test('a quarter of an hour later while money is on its way, and not again once it has arrived', () => {
    const paid = { ...open, state: 'paid' } as const;
    expect(nextAsk({ ...paid, isOnItsWay: true }, start)).toBe(start + 15 * minuteMs);
    expect(nextAsk(paid, start)).toBeNull();
    expect(nextAsk({ ...open, state: 'closed' }, start)).toBeNull();
  });

  test('at once for what is decided of reserved money, else once it has run out', () => {
    const reserved = { ...open, state: 'reserved', captureBefore: start + 60 * minuteMs } as const;
    expect(nextAsk(reserved, start)).toBe(start + 60 * minuteMs);
    expect(nextAsk(reserved, start + 60 * minuteMs)).toBe(start + 75 * minuteMs);
    for (const aim of reservationAims) expect(nextAsk({ ...reserved, aim }, start)).toBe(start);
  });
});

test('what is asked for while a look is under way is asked for after it, and what is planned is no such thing', () => {
  const began = start;
  const later = start + 1;
  expect(askedSince({ askAt: later, updatedAt: later }, began)).toBe(later);
  expect(askedSince({ askAt: began, updatedAt: began }, began)).toBeNull();
  expect(askedSince({ askAt: later + minuteMs, updatedAt: later }, began)).toBeNull();
  expect(askedSince({ askAt: null, updatedAt: later }, began)).toBeNull();
});
