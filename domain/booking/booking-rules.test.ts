import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Dated, deadlineOf, isFinal, standing, statusesThat, statusTable } from './status.ts';
import { refuseTransition } from './transition.ts';
import { type BookingAction, type BookingStatus, bookingActions, bookingStatuses } from './types.ts';

const now = 1_800_000_000_000;
const minuteMs = 60_000;

/** Nothing of it has run out. */
const dated = (values: Partial<Dated>): Dated => ({
  status: 'confirmed',
  startsAt: now + 60 * minuteMs,
  endsAt: now + 90 * minuteMs,
  holdUntil: null,
  approveBy: null,
  ...values,
});

const moment = fc.integer({ min: -100, max: 100 }).map((minutes) => now + minutes * minuteMs);
const someBooking = fc.record({
  status: fc.constantFrom(...bookingStatuses),
  startsAt: moment,
  endsAt: moment,
  holdUntil: fc.option(moment),
  approveBy: fc.option(moment),
});

describe('a transition', () => {
  const table: readonly (readonly [BookingAction, readonly BookingStatus[]])[] = [
    ['complete_hold', ['held']],
    ['release_hold', ['held']],
    ['approve', ['pending_approval']],
    ['decline', ['pending_approval']],
    ['reschedule', ['pending_approval', 'confirmed']],
    ['cancel', ['pending_payment', 'pending_approval', 'confirmed']],
    ['reassign', ['pending_approval', 'confirmed']],
    ['add_guests', ['pending_approval', 'confirmed']],
    ['remove_guest', ['pending_approval', 'confirmed']],
    ['mark_no_show', ['confirmed', 'completed']],
    ['retry_sync', ['pending_approval', 'confirmed', 'cancelled', 'declined', 'completed', 'no_show']],
  ];

  test.each(table)('%s is allowed from %j only', (action, allowed) => {
    const startsAt = action === 'mark_no_show' ? now - 1 : now + 1;
    const from = bookingStatuses.filter(
      (status) =>
        refuseTransition(action, dated({ status, startsAt, holdUntil: now + 1, approveBy: now + 1 }), now) ===
        null,
    );
    expect(from).toEqual(allowed);
  });

  test('has a rule for everything that may be asked', () => {
    expect(table.map(([action]) => action)).toEqual([...bookingActions]);
  });

  test('to cancelled twice says so', () => {
    expect(refuseTransition('cancel', dated({ status: 'cancelled' }), now)?.code).toBe('already_cancelled');
  });

  test('of a hold counts the instant of its end as ended', () => {
    const held = (holdUntil: number) => dated({ status: 'held', holdUntil });
    expect(refuseTransition('complete_hold', held(now), now)?.code).toBe('hold_expired');
    expect(refuseTransition('complete_hold', held(now + 1), now)).toBeNull();
    expect(refuseTransition('complete_hold', dated({ status: 'expired' }), now)?.code).toBe('hold_expired');
  });

  test('of a request counts the instant its approval is due as too late, with or without a deadline of its own', () => {
    const waiting = { status: 'pending_approval' } as const;
    for (const action of ['approve', 'decline', 'reschedule', 'cancel'] as const) {
      const late = dated({ ...waiting, startsAt: now + minuteMs, approveBy: now });
      expect(refuseTransition(action, late, now)?.code).toBe('invalid_transition');
      expect(refuseTransition(action, late, now - 1)).toBeNull();
    }
    for (const action of ['approve', 'decline'] as const) {
      const begun = dated({ ...waiting, startsAt: now, approveBy: null });
      expect(refuseTransition(action, begun, now)?.code).toBe('invalid_transition');
    }
  });

  test('is never allowed once a booking has begun, except to note a no-show', () => {
    const begun = dated({ startsAt: now, endsAt: now + 1 });
    expect(refuseTransition('cancel', begun, now)?.code).toBe('in_the_past');
    expect(refuseTransition('reschedule', begun, now)?.code).toBe('in_the_past');
    expect(refuseTransition('mark_no_show', begun, now)).toBeNull();
    expect(refuseTransition('mark_no_show', begun, now - 1)?.code).toBe('invalid_transition');
  });

  test('is judged by the state a booking counts as, whether or not its end was written down', () => {
    fc.assert(
      fc.property(someBooking, fc.constantFrom(...bookingActions), (booking, action) => {
        const written = { ...booking, status: standing(booking, now) };
        const isRefused = (one: Dated): boolean => refuseTransition(action, one, now) !== null;
        // Nothing can be asked of a request that ran out, and of a meeting that is over only what its row says.
        if (isRefused(written)) expect(isRefused(booking)).toBe(true);
      }),
    );
  });
});

describe('the state of a booking', () => {
  test.each([
    ['held', { holdUntil: now }, 'expired'],
    ['held', { holdUntil: now + 1 }, 'held'],
    ['held', { startsAt: now }, 'expired'],
    ['pending_approval', { approveBy: now }, 'expired'],
    ['pending_approval', { approveBy: now + 1 }, 'pending_approval'],
    ['pending_approval', { startsAt: now }, 'expired'],
    ['confirmed', { endsAt: now }, 'completed'],
    ['confirmed', { endsAt: now + 1 }, 'confirmed'],
    ['confirmed', { startsAt: now - 1 }, 'confirmed'],
    ['cancelled', { endsAt: now - 1 }, 'cancelled'],
    ['declined', { approveBy: now - 1 }, 'declined'],
    ['expired', { holdUntil: now - 1 }, 'expired'],
    ['completed', { endsAt: now - 1 }, 'completed'],
    ['no_show', { endsAt: now - 1 }, 'no_show'],
  ] satisfies readonly (readonly [BookingStatus, Partial<Dated>, BookingStatus])[])(
    'that is %s with %j counts as %s',
    (status, values, counted) => {
      expect(standing(dated({ status, ...values }), now)).toBe(counted);
    },
  );

  test('ends once: what it counts as after its deadline stays', () => {
    fc.assert(
      fc.property(someBooking, fc.nat(), (booking, later) => {
        const status = standing(booking, now);
        if (status === booking.status) return;
        expect(isFinal(status)).toBe(true);
        expect(standing({ ...booking, status }, now + later)).toBe(status);
        expect(deadlineOf({ ...booking, status })).toBeNull();
      }),
    );
  });

  test('has changed by itself at its deadline and not a millisecond before', () => {
    fc.assert(
      fc.property(someBooking, (booking) => {
        const deadline = deadlineOf(booking);
        const { awaitsPayment } = statusTable[booking.status];
        expect(deadline === null).toBe(isFinal(booking.status) || awaitsPayment === true);
        if (deadline === null) return;
        expect(standing(booking, deadline - 1)).toBe(booking.status);
        expect(standing(booking, deadline)).not.toBe(booking.status);
      }),
    );
  });
});

describe('the table of states', () => {
  test('holds time only for what ends by itself, or by what becomes of its payment: no time is taken for ever', () => {
    for (const status of bookingStatuses)
      expect(statusTable[status].holdsTime && isFinal(status)).toBe(false);
  });

  test('counts whatever holds time', () => {
    for (const status of bookingStatuses)
      if (statusTable[status].holdsTime) expect(statusTable[status].counts).toBe(true);
  });

  test('allows only decisions about what ends by itself, a no-show and a retry excepted', () => {
    for (const status of bookingStatuses.filter(isFinal))
      for (const action of statusTable[status].allows)
        expect(['mark_no_show', 'retry_sync']).toContain(action);
  });

  test('answers what SQL asks for', () => {
    expect(statusesThat(({ holdsTime }) => holdsTime)).toEqual([
      'held',
      'pending_payment',
      'pending_approval',
      'confirmed',
    ]);
    expect(statusesThat(({ inCalendars }) => inCalendars)).toEqual(['confirmed', 'completed', 'no_show']);
  });
});
