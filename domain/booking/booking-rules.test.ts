import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effectsOf, reminderNotice } from './effects.ts';
import { type BookingSnapshot, planReminders } from './snapshot.ts';
import { bookingStatuses, holdsTime, isFinal } from './status.ts';
import { type BookingAction, refuseTransition } from './transition.ts';

const now = 1_800_000_000_000;
const snapshot = (values: Partial<BookingSnapshot>): BookingSnapshot => ({
  status: 'confirmed',
  startsAt: now + 3_600_000,
  endsAt: now + 5_400_000,
  revision: 0,
  holdUntil: null,
  approveBy: null,
  hostIds: ['mbr_1'],
  hasCalendar: true,
  reminders: [],
  ...values,
});

describe('reminders', () => {
  test('are due their offset before the start, each once, and never in the past', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 43_200 }), { maxLength: 12 }),
        fc.integer({ min: 0, max: 60 * 24 * 60 }),
        (offsets, lead) => {
          const startsAt = now + lead * 60_000;
          const planned = planReminders(startsAt, offsets, now);
          expect(planned.map(({ at }) => at)).toEqual(planned.map(({ at }) => at).toSorted((a, b) => a - b));
          expect(new Set(planned.map(({ minutesBefore }) => minutesBefore)).size).toBe(planned.length);
          expect(
            planned.every(({ at, minutesBefore }) => at > now && at === startsAt - minutesBefore * 60_000),
          ).toBe(true);
          expect(planned.length).toBe(new Set(offsets.filter((offset) => offset < lead)).size);
        },
      ),
    );
  });

  test('of a moved booking have other keys than those of its old time', () => {
    expect(reminderNotice(0, 60).key).not.toBe(reminderNotice(1, 60).key);
  });
});

describe('a transition', () => {
  const table: readonly (readonly [BookingAction, readonly string[]])[] = [
    ['complete_hold', ['held']],
    ['release_hold', ['held']],
    ['approve', ['pending_approval']],
    ['decline', ['pending_approval']],
    ['reschedule', ['pending_approval', 'confirmed']],
    ['cancel', ['pending_approval', 'confirmed']],
    ['mark_no_show', ['confirmed', 'completed']],
  ];

  test.each(table)('%s is allowed from %j only', (action, allowed) => {
    const startsAt = action === 'mark_no_show' ? now - 1 : now + 1;
    const from = bookingStatuses.filter(
      (status) =>
        refuseTransition(action, { status, startsAt, holdUntil: now + 1, approveBy: now + 1 }, now) === null,
    );
    expect(from).toEqual(allowed);
  });

  test('to cancelled twice says so', () => {
    expect(
      refuseTransition(
        'cancel',
        { status: 'cancelled', startsAt: now + 1, holdUntil: null, approveBy: null },
        now,
      )?.code,
    ).toBe('already_cancelled');
  });

  test('of a hold counts the instant of its end as ended', () => {
    expect(
      refuseTransition(
        'complete_hold',
        { status: 'held', startsAt: now + 1, holdUntil: now, approveBy: null },
        now,
      )?.code,
    ).toBe('hold_expired');
    expect(
      refuseTransition(
        'complete_hold',
        { status: 'held', startsAt: now + 1, holdUntil: now + 1, approveBy: null },
        now,
      ),
    ).toBeNull();
  });

  test('of a request counts the instant its approval is due as too late, with or without a deadline of its own', () => {
    const waiting = { status: 'pending_approval', holdUntil: null } as const;
    for (const action of ['approve', 'decline'] as const) {
      const late = { ...waiting, startsAt: now + 60_000, approveBy: now };
      expect(refuseTransition(action, late, now)?.code).toBe('invalid_transition');
      expect(refuseTransition(action, late, now - 1)).toBeNull();
      const begun = { ...waiting, startsAt: now, approveBy: null };
      expect(refuseTransition(action, begun, now)?.code).toBe('invalid_transition');
    }
  });

  test('is never allowed once a booking has begun, except to note a no-show', () => {
    expect(
      refuseTransition(
        'cancel',
        { status: 'confirmed', startsAt: now, holdUntil: null, approveBy: null },
        now,
      )?.code,
    ).toBe('in_the_past');
    expect(
      refuseTransition(
        'reschedule',
        { status: 'confirmed', startsAt: now, holdUntil: null, approveBy: null },
        now,
      )?.code,
    ).toBe('in_the_past');
  });
});

describe('what follows from a change', () => {
  test('is nothing when nothing changed, from any state', () => {
    for (const status of bookingStatuses) {
      const same = snapshot({ status });
      expect(effectsOf(same, same)).toEqual({ calendar: false, notices: [] });
    }
  });

  test('a move tells everybody and the calendars under a key of its own', () => {
    const after = snapshot({ startsAt: now + 9_000_000, revision: 3 });
    expect(effectsOf(snapshot({}), after)).toEqual({
      calendar: true,
      notices: [{ template: 'booking_rescheduled', revision: 3, key: 'booking_rescheduled/r3' }],
    });
  });

  test('a hold that ends by itself tells nobody', () => {
    expect(effectsOf(snapshot({ status: 'held' }), snapshot({ status: 'expired' }))).toEqual({
      calendar: false,
      notices: [],
    });
  });

  test('a state holds time or is final or has been completed, never two of them', () => {
    for (const status of bookingStatuses) expect(holdsTime(status) && isFinal(status)).toBe(false);
  });
});
