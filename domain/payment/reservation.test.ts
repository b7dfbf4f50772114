import { expect, test } from 'vitest';
import { captureTimeOf, lastApprovalAt, reservationStage, stands, surelyReservedMs } from './reservation.ts';

const now = Date.UTC(2027, 0, 4, 9);

test('money is reserved where a host decides within the time that a reservation surely lasts, else taken at once', () => {
  expect(captureTimeOf(null, now)).toBe('at_once');
  expect(captureTimeOf(now + 1, now)).toBe('on_approval');
  expect(captureTimeOf(now + surelyReservedMs, now)).toBe('on_approval');
  expect(captureTimeOf(now + surelyReservedMs + 1, now)).toBe('at_once');
});

test('a host decides half a day before the vendor lets go', () => {
  expect(lastApprovalAt(now)).toBe(Date.UTC(2027, 0, 3, 21));
});

test('a reservation is held, on its way one way or the other, or released', () => {
  const reserved = { state: 'reserved', aim: null, captureBefore: now } as const;
  expect(reservationStage(reserved)).toBe('held');
  expect(reservationStage({ ...reserved, aim: 'capture' })).toBe('being_taken');
  expect(reservationStage({ ...reserved, aim: 'release' })).toBe('being_released');
  expect(reservationStage({ ...reserved, state: 'closed' })).toBe('released');
  expect(reservationStage({ ...reserved, state: 'paid' })).toBeNull();
  expect(reservationStage({ ...reserved, state: 'closed', captureBefore: null })).toBeNull();
});

test('a booking stands on what is paid, or reserved and not to be released, once it has followed', () => {
  const reserved = { state: 'reserved', aim: null, settledAt: now } as const;
  expect(stands(reserved)).toBe(true);
  expect(stands({ ...reserved, aim: 'capture' })).toBe(true);
  expect(stands({ ...reserved, state: 'paid', aim: 'release' })).toBe(true);
  expect(stands({ ...reserved, aim: 'release' })).toBe(false);
  expect(stands({ ...reserved, settledAt: null })).toBe(false);
  expect(stands({ ...reserved, state: 'closed' })).toBe(false);
});
