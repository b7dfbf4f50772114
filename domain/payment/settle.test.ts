import { expect, test } from 'vitest';
import { type BookingStatus, bookingStatuses } from '#domain/booking/types.ts';
import { type Settlement, settlementOf } from './settle.ts';

const now = Date.UTC(2027, 0, 4, 9);
const ahead = now + 1;

const paid = { purpose: 'booking', state: 'paid', capturedMinor: 100, moveTo: null } as const;
const settle = (
  status: BookingStatus,
  payment: Parameters<typeof settlementOf>[1] = paid,
  isPaidAlready = false,
) =>
  settlementOf({ status, startsAt: ahead }, payment, {
    isPaidAlready,
    isQuoted: false,
    isLastOfMove: true,
    now,
  });

const whenPaid: Readonly<Record<BookingStatus, Settlement>> = {
  held: 'back',
  pending_payment: 'keep',
  pending_approval: 'back',
  confirmed: 'back',
  cancelled: 'back',
  declined: 'back',
  expired: 'seat',
  completed: 'back',
  no_show: 'back',
};

test.each(bookingStatuses)(
  'a payment of a booking that is %s is kept, seated again or given back',
  (status) => {
    expect(settle(status)).toBe(whenPaid[status]);
  },
);

test('a second payment of the same booking always goes back', () => {
  for (const status of bookingStatuses) expect(settle(status, paid, true)).toBe('back');
});

test('nothing that nobody paid is given back, and only what waits for it is released', () => {
  for (const status of bookingStatuses)
    expect(settle(status, { ...paid, state: 'closed', capturedMinor: 0 })).toBe(
      status === 'pending_payment' ? 'release' : 'nothing',
    );
});

test('while it is open nothing follows', () => {
  for (const status of bookingStatuses)
    expect(settle(status, { ...paid, state: 'open', capturedMinor: 0 })).toBe('nothing');
});

test('what has begun by now is not seated again', () => {
  const facts = { isPaidAlready: false, isQuoted: false, isLastOfMove: true, now };
  expect(settlementOf({ status: 'expired', startsAt: now }, paid, facts)).toBe('back');
});

const payForMove = { ...paid, purpose: 'move', moveTo: ahead + 1 } as const;
const settleMove = (
  status: BookingStatus,
  payment: Parameters<typeof settlementOf>[1],
  facts: Partial<Parameters<typeof settlementOf>[2]> = {},
  startsAt = ahead,
) =>
  settlementOf({ status, startsAt }, payment, {
    isPaidAlready: false,
    isQuoted: true,
    isLastOfMove: true,
    now,
    ...facts,
  });

test('a payment for a move moves what can be moved to a time to come, and goes back otherwise', () => {
  for (const status of bookingStatuses)
    expect(settleMove(status, payForMove)).toBe(
      status === 'confirmed' || status === 'pending_approval' ? 'move' : 'back',
    );
  expect(settleMove('confirmed', payForMove, { isQuoted: false })).toBe('back');
  expect(settleMove('confirmed', { ...payForMove, moveTo: now })).toBe('back');
  expect(settleMove('confirmed', payForMove, {}, now)).toBe('back');
});

test('a move that nobody has paid for leaves its booking where it is, once nobody can pay for it any more', () => {
  const closed = { ...payForMove, state: 'closed', capturedMinor: 0 } as const;
  expect(settleMove('confirmed', closed)).toBe('stay');
  expect(settleMove('confirmed', closed, { isLastOfMove: false })).toBe('nothing');
  expect(settleMove('confirmed', closed, { isQuoted: false })).toBe('nothing');
  expect(settleMove('confirmed', { ...closed, state: 'open' })).toBe('nothing');
});

test('a payment for a move neither confirms a booking nor releases it', () => {
  const ends = [payForMove, { ...payForMove, state: 'closed', capturedMinor: 0 } as const];
  for (const status of bookingStatuses)
    for (const payment of ends)
      for (const isQuoted of [true, false])
        expect(['keep', 'seat', 'release']).not.toContain(settleMove(status, payment, { isQuoted }));
});
