import { expect, test } from 'vitest';
import { type BookingStatus, bookingStatuses } from '#domain/booking/types.ts';
import { captureMarginMs } from './reservation.ts';
import { type Settlement, type SettlingPayment, settlementOf } from './settle.ts';

const now = Date.UTC(2027, 0, 4, 9);
const ahead = now + 1;

const paid: SettlingPayment = { state: 'paid', capturedMinor: 100, aim: null, captureBefore: null };
const closed: SettlingPayment = { ...paid, state: 'closed', capturedMinor: 0 };
const reserved: SettlingPayment = {
  ...closed,
  state: 'reserved',
  captureBefore: now + 2 * captureMarginMs,
};
const settle = (status: BookingStatus, payment: SettlingPayment = paid, isPaidAlready = false) =>
  settlementOf({ status, startsAt: ahead }, payment, { isPaidAlready, now });

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
  const facts = { isPaidAlready: false, now };
  expect(settlementOf({ status: 'expired', startsAt: now }, paid, facts)).toBe('back');
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
