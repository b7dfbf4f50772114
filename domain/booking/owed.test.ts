import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effectNames } from '#domain/effect/types.ts';
import {
  type BookingMoment,
  invites,
  meetingLinkPatienceMs,
  moveGatheringMs,
  type OwedFacts,
  owedBy,
  remindersOf,
  uninvitedBy,
} from './owed.ts';
import { type BookingStatus, bookingStatuses } from './types.ts';

const now = 1_800_000_000_000;
const minuteMs = 60_000;

const at = (values: Partial<BookingMoment> = {}): BookingMoment => ({
  furtherGuests: 0,
  status: 'confirmed',
  startsAt: now + 60 * minuteMs,
  revision: 0,
  moveTo: null,
  ...values,
});

const facts = (values: Partial<OwedFacts> = {}): OwedFacts => ({
  now,
  reminderMinutes: [],
  hasCalendar: true,
  meetingFrom: null,
  ...values,
});

const nothing = { notifications: [], effects: [], dropsReminders: false, dropsMoveRequests: false };

describe('a guest who is taken out', () => {
  const party = at({ furtherGuests: 2 });

  test('is told once, and the calendars are brought up to date', () => {
    const owed = owedBy(party, party, facts({ removed: [2] }));
    expect(owed.effects).toEqual(['calendar']);
    expect(owed.notifications.map(({ template, key }) => [template, uninvitedBy(key)])).toEqual([
      ['booking_uninvited', 2],
    ]);
  });

  test('of a request that nobody has approved hears nothing: nobody was invited yet', () => {
    const request = at({ status: 'pending_approval', furtherGuests: 2 });
    expect(owedBy(request, request, facts({ removed: [1] }))).toEqual(nothing);
  });

  test('has a key of their own, which invites nobody', () => {
    expect(uninvitedBy('booking_confirmed/g0-2')).toBeNull();
    expect(invites('booking_uninvited/g2', 2)).toBe(false);
  });
});

describe('reminders', () => {
  test('are due their offset before the start, each once, and never in the past', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 43_200 }), { maxLength: 12 }),
        fc.integer({ min: 0, max: 60 * 24 * 60 }),
        (offsets, lead) => {
          const startsAt = now + lead * minuteMs;
          const planned = remindersOf({ startsAt, revision: 0 }, offsets, now);
          const moments = planned.map(({ dueAt }) => dueAt);
          expect(moments).toEqual(moments.toSorted((a, b) => a - b));
          expect(new Set(planned.map(({ key }) => key)).size).toBe(planned.length);
          expect(
            planned.every(
              ({ dueAt, minutesBefore }) =>
                dueAt > now && dueAt === startsAt - (minutesBefore ?? Number.NaN) * minuteMs,
            ),
          ).toBe(true);
          expect(planned.length).toBe(new Set(offsets.filter((offset) => offset < lead)).size);
        },
      ),
    );
  });

  test('of a moved booking have other keys than those of its old time', () => {
    const keysOf = (revision: number) =>
      remindersOf({ startsAt: now + 61 * minuteMs, revision }, [60], now).map(({ key }) => key);
    expect(keysOf(0)).toHaveLength(1);
    expect(keysOf(0)).not.toEqual(keysOf(1));
  });
});

describe('what follows from a change', () => {
  test('is nothing when nothing changed, from any state', () => {
    for (const status of bookingStatuses)
      expect(owedBy(at({ status }), at({ status }), facts({ reminderMinutes: [5] }))).toEqual(nothing);
  });

  test.each([
    [null, 'held', null],
    [null, 'pending_approval', 'booking_requested'],
    [null, 'confirmed', 'booking_confirmed'],
    ['held', 'pending_approval', 'booking_requested'],
    ['held', 'confirmed', 'booking_confirmed'],
    ['held', 'expired', null],
    ['held', 'cancelled', null],
    [null, 'pending_payment', null],
    ['pending_payment', 'confirmed', 'booking_confirmed'],
    ['pending_payment', 'pending_approval', 'booking_requested'],
    ['pending_payment', 'expired', null],
    ['pending_payment', 'cancelled', 'booking_cancelled'],
    ['pending_approval', 'confirmed', 'booking_confirmed'],
    ['pending_approval', 'declined', 'booking_declined'],
    ['pending_approval', 'cancelled', 'booking_cancelled'],
    ['pending_approval', 'expired', 'booking_expired'],
    ['confirmed', 'cancelled', 'booking_cancelled'],
    ['confirmed', 'completed', null],
    ['confirmed', 'no_show', null],
    ['completed', 'no_show', null],
  ] satisfies readonly (readonly [BookingStatus | null, BookingStatus, string | null])[])(
    'from %s to %s tells %s',
    (before, after, template) => {
      const told = owedBy(before === null ? null : at({ status: before }), at({ status: after }), facts());
      expect(told.notifications.map((one) => one.template)).toEqual(template === null ? [] : [template]);
    },
  );

  test('of a move tells everybody and the calendars under a key of its own', () => {
    const after = at({ startsAt: now + 150 * minuteMs, revision: 3 });
    expect(owedBy(at(), after, facts())).toEqual({
      notifications: [
        {
          template: 'booking_rescheduled',
          revision: 3,
          key: 'booking_rescheduled/r3',
          dueAt: now + moveGatheringMs,
          gathers: true,
          minutesBefore: null,
          waitsFor: null,
        },
      ],
      effects: ['calendar'],
      dropsReminders: true,
      dropsMoveRequests: false,
    });
  });

  test('of a move replaces the reminders that are still due by those of the new time', () => {
    const after = at({ startsAt: now + 150 * minuteMs, revision: 1 });
    const { notifications, dropsReminders } = owedBy(at(), after, facts({ reminderMinutes: [30, 200] }));
    expect(dropsReminders).toBe(true);
    expect(notifications.map(({ key }) => key)).toEqual(['booking_rescheduled/r1', 'booking_reminder/r1/30']);
  });

  test('of a move that is asked for, decided or asked for anew is told, and what was asked before is not', () => {
    const [requested, other] = [now + 200 * minuteMs, now + 300 * minuteMs];
    const told = (before: Partial<BookingMoment>, after: Partial<BookingMoment>) => {
      const owed = owedBy(at(before), at(after), facts({ reminderMinutes: [5] }));
      return [
        ...owed.notifications.map(({ template }) => template),
        owed.dropsMoveRequests,
        owed.effects.length,
      ];
    };
    expect(told({}, { moveTo: requested })).toEqual(['booking_move_requested', false, 0]);
    expect(told({ moveTo: requested }, { moveTo: other })).toEqual(['booking_move_requested', true, 0]);
    expect(told({ moveTo: requested }, {})).toEqual(['booking_move_declined', true, 0]);
    expect(told({ moveTo: requested }, { startsAt: requested, revision: 1 })).toEqual([
      'booking_rescheduled',
      'booking_reminder',
      true,
      1,
    ]);
    expect(told({ moveTo: requested }, { status: 'cancelled', revision: 1 })).toEqual([
      'booking_cancelled',
      true,
      1,
    ]);
  });

  test('of a request that moves is no reminder and no calendar', () => {
    const before = at({ status: 'pending_approval' });
    const after = { ...before, startsAt: now + 150 * minuteMs, revision: 1 };
    const owed = owedBy(before, after, facts({ reminderMinutes: [30] }));
    expect(owed.notifications.map(({ template }) => template)).toEqual(['booking_rescheduled']);
    expect(owed).toMatchObject({ effects: [], dropsReminders: false });
  });

  test('of a cancellation drops the reminders and takes the event out of the calendars', () => {
    expect(
      owedBy(at(), at({ status: 'cancelled', revision: 1 }), facts({ reminderMinutes: [30] })),
    ).toMatchObject({
      notifications: [{ key: 'booking_cancelled/r1' }],
      effects: ['calendar'],
      dropsReminders: true,
    });
  });

  test('of a hold that ends by itself or is cancelled is nothing', () => {
    for (const status of ['expired', 'cancelled'] as const)
      expect(owedBy(at({ status: 'held' }), at({ status }), facts({ reminderMinutes: [30] }))).toEqual(
        nothing,
      );
  });

  test('is no calendar where no host has one', () => {
    const none = facts({ hasCalendar: false });
    expect(owedBy(null, at(), none).effects).toEqual([]);
    expect(owedBy(at(), at({ status: 'cancelled', revision: 1 }), none).effects).toEqual([]);
  });

  test('of a confirmation waits a while for the meeting link that is being made, and only then', () => {
    for (const meetingFrom of effectNames) {
      const waiting = facts({ meetingFrom });
      expect(owedBy(null, at(), waiting).notifications).toMatchObject([
        { template: 'booking_confirmed', waitsFor: meetingFrom, dueAt: now + meetingLinkPatienceMs },
      ]);
      const move = owedBy(at(), at({ startsAt: now + 150 * minuteMs, revision: 1 }), waiting);
      expect(move.notifications).toMatchObject([{ waitsFor: null, dueAt: now + moveGatheringMs }]);
    }
    expect(owedBy(null, at(), facts()).notifications).toMatchObject([{ waitsFor: null, dueAt: now }]);
  });
});

describe('a meeting that a vendor makes', () => {
  const effectsOf = (before: BookingMoment | null, after: BookingMoment, values: Partial<OwedFacts> = {}) =>
    owedBy(before, after, facts({ meetingFrom: 'conference', ...values })).effects;

  test('is owed once the booking stands, and not before', () => {
    expect(effectsOf(null, at({ status: 'held' }))).toEqual([]);
    expect(effectsOf(null, at({ status: 'pending_approval' }))).toEqual([]);
    expect(effectsOf(at({ status: 'pending_approval' }), at())).toEqual(['conference', 'calendar']);
    expect(effectsOf(null, at(), { hasCalendar: false })).toEqual(['conference']);
  });

  test('is not owed when nothing has moved, nobody comes, or somebody else makes it', () => {
    expect(effectsOf(at(), at())).toEqual([]);
    expect(effectsOf(at(), at({ status: 'cancelled' }))).toEqual(['calendar']);
    expect(effectsOf(null, at(), { meetingFrom: 'calendar' })).toEqual(['calendar']);
  });
});
