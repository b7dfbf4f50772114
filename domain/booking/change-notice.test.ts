import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeDeadline, refuseLateChange } from './change-notice.ts';
import { statusTable } from './status.ts';
import { bookingStatuses } from './types.ts';

const minuteMs = 60_000;
const startsAt = Date.UTC(2026, 11, 10, 9);
const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 });
const booking = fc.record({
  status: fc.constantFrom(...bookingStatuses),
  startsAt: fc.constant(startsAt),
  terms: fc.record({ cancelNoticeMinutes: minutes, rescheduleNoticeMinutes: minutes }),
});

test('a guest may change an agreed booking up to the very instant its notice begins, and not a millisecond later', () => {
  fc.assert(
    fc.property(booking, fc.constantFrom('cancel' as const, 'reschedule' as const), (one, action) => {
      const notice = one.terms[action === 'cancel' ? 'cancelNoticeMinutes' : 'rescheduleNoticeMinutes'];
      const last = startsAt - notice * minuteMs;
      expect(refuseLateChange(action, one, last)).toBeNull();
      const isBound = notice > 0 && statusTable[one.status].inCalendars;
      expect(changeDeadline(action, one)).toBe(isBound ? last : null);
      expect(refuseLateChange(action, one, last + 1)?.code).toBe(
        isBound ? `too_late_to_${action}` : undefined,
      );
    }),
  );
});

test('a notice for cancelling does not bind moving, nor the other way round', () => {
  const one = {
    status: 'confirmed' as const,
    startsAt,
    terms: { cancelNoticeMinutes: 60, rescheduleNoticeMinutes: 0 },
  };
  expect(refuseLateChange('cancel', one, startsAt - minuteMs)).not.toBeNull();
  expect(refuseLateChange('reschedule', one, startsAt - minuteMs)).toBeNull();
});
