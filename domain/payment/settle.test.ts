import { expect, test } from 'vitest';
import { type BookingStatus, bookingStatuses } from '#domain/booking/types.ts';
import { captureMarginMs } from './reservation.ts';
import { type Settlement, type SettlingPayment, settlementOf } from './settle.ts';

const now = Date.UTC(2027, 0, 4, 9);
const ahead = now + 1;

const paid: SettlingPayment = {
  purpose: 'booking',
  state: 'paid',
  capturedMinor: 100,
  moveTo: null,
  aim: null,
  captureBefore: null,
};
const closed: SettlingPayment = { ...paid, state: 'closed', capturedMinor: 0 };
const reserved: SettlingPayment = {
  ...closed,
  state: 'reserved',
  captureBefore: now + 2 * captureMarginMs,
};
const settle = (status: BookingStatus, payment: SettlingPayment = paid, isPaidAlready = false) =>
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
    expect(settle(status, closed)).toBe(status === 'pending_payment' ? 'release' : 'nothing');
});

test('while it is open nothing follows', () => {
  for (const status of bookingStatuses) expect(settle(status, { ...closed, state: 'open' })).toBe('nothing');
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

test.each(bookingStatuses)(
  'what is reserved for a booking that is %s asks its host, seats it again or is released',
  (status) => {
    expect(settle(status, reserved)).toBe(whenPaid[status]);
    expect(settle(status, reserved, true)).toBe('back');
  },
);

test('what is decided of reserved money changes nothing until it is done', () => {
  for (const status of bookingStatuses)
    for (const aim of ['capture', 'release'] as const)
      expect(settle(status, { ...reserved, aim })).toBe('nothing');
});

test('a reservation that is nearly over asks no host any more', () => {
  const short = { ...reserved, captureBefore: now + captureMarginMs };
  expect(settle('pending_payment', short)).toBe('release');
  expect(settle('expired', short)).toBe('back');
});

test('a reservation that is gone ends the booking that stood on it, and no other', () => {
  const gone = { ...closed, captureBefore: now };
  for (const status of bookingStatuses) {
    const stoodOnIt = status === 'pending_payment' || status === 'pending_approval';
    expect(settle(status, gone)).toBe(stoodOnIt ? 'release' : 'nothing');
    expect(settle(status, gone, true)).toBe('nothing');
    const dropped = status === 'pending_payment' ? 'release' : 'nothing';
    expect(settle(status, { ...gone, aim: 'release' })).toBe(dropped);
  }
});

test('what was reserved and then taken confirms what was approved, and goes back where it was to be released', () => {
  const taken = { ...paid, captureBefore: now } as const;
  expect(settle('pending_payment', { ...taken, aim: 'capture' })).toBe('keep');
  expect(settle('pending_approval', taken)).toBe('nothing');
  expect(settle('confirmed', { ...taken, aim: 'capture' })).toBe('nothing');
  for (const status of ['cancelled', 'declined', 'expired'] as const)
    expect(settle(status, { ...taken, aim: 'release' })).toBe('back');
});
