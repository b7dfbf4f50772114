import { expect, test } from 'vitest';
import { type BookingStatus, bookingStatuses } from '#domain/booking/types.ts';
import { type Settlement, settlementOf } from './settle.ts';

const now = Date.UTC(2027, 0, 4, 9);
const ahead = now + 1;

const paid = { state: 'paid', capturedMinor: 100 } as const;
const settle = (
  status: BookingStatus,
  payment: Parameters<typeof settlementOf>[1] = paid,
  isPaidAlready = false,
) => settlementOf({ status, startsAt: ahead }, payment, { isPaidAlready, now });

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
    expect(settle(status, { state: 'closed', capturedMinor: 0 })).toBe(
      status === 'pending_payment' ? 'release' : 'nothing',
    );
});

test('while it is open nothing follows', () => {
  for (const status of bookingStatuses)
    expect(settle(status, { state: 'open', capturedMinor: 0 })).toBe('nothing');
});

test('what has begun by now is not seated again', () => {
  const facts = { isPaidAlready: false, now };
  expect(settlementOf({ status: 'expired', startsAt: now }, paid, facts)).toBe('back');
});
