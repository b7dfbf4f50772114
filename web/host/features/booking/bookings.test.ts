import { describe, expect, it } from 'vitest';
import type { Booking } from '#web/api/schemas.ts';
import { groupByDay, nearDay } from './group-by-day.ts';
import { actionsOf, expectedStatus, timeToApprove } from './status.ts';

const booking = (id: string, start: string): Booking => ({
  id,
  code: 'X',
  status: 'confirmed',
  linkId: 'lnk_1',
  linkTitle: 'Intro',
  sessionId: 'ses_1',
  contactId: null,
  capacity: 1,
  start,
  end: start,
  durationMinutes: 30,
  guestTimeZone: 'UTC',
  hosts: [],
  guest: null,
  furtherGuests: [],
  canRemoveGuests: false,
  guestsLeft: 0,
  revision: 1,
  calendarSync: 'off',
  conferenceSync: 'off',
  emailSync: 'off',
  attentionReason: null,
  conference: null,
  meetingUrl: null,
  approveBy: null,
  moveTo: null,
  createdAt: start,
});

describe('groupByDay', () => {
  it("puts bookings under the host's date, not the UTC one", () => {
    const groups = groupByDay(
      [
        booking('a', '2026-11-23T16:30:00Z'),
        booking('b', '2026-11-23T17:30:00Z'),
        booking('c', '2026-11-24T02:00:00Z'),
      ],
      'Asia/Ho_Chi_Minh',
    );
    expect(groups.map((group) => [group.date, group.bookings.map(({ id }) => id)])).toEqual([
      ['2026-11-23', ['a']],
      ['2026-11-24', ['b', 'c']],
    ]);
  });
});

describe('nearDay', () => {
  it('counts days on the clock of the host', () => {
    const now = Date.parse('2026-11-23T18:00:00Z');
    const near = (date: string): string | undefined => nearDay(date, now, 'Asia/Ho_Chi_Minh');
    expect(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'].map(near)).toEqual([
      'yesterday',
      'today',
      'tomorrow',
      undefined,
    ]);
  });
});

describe('actionsOf', () => {
  const now = Date.parse('2026-11-24T02:00:00Z');

  it('offers what the state allows, and a no-show only once the start has passed', () => {
    const before = { start: '2026-11-24T03:00:00Z', moveTo: null, capacity: 1 };
    const after = { start: '2026-11-24T01:00:00Z', moveTo: null, capacity: 1 };
    expect(actionsOf({ ...before, status: 'pending_approval' }, now)).toEqual([
      'approve',
      'decline',
      'reschedule',
      'reassign',
    ]);
    expect(actionsOf({ ...before, status: 'confirmed' }, now)).toEqual(['reschedule', 'reassign', 'cancel']);
    expect(actionsOf({ ...before, capacity: 5, status: 'confirmed' }, now)).toEqual(['reschedule', 'cancel']);
    const asked = { ...before, status: 'confirmed' as const, moveTo: '2026-11-24T05:00:00Z' };
    expect(actionsOf(asked, now)).toEqual(['approve', 'decline', 'reschedule', 'reassign', 'cancel']);
    expect(actionsOf(asked, now, true)).toEqual(['approve', 'decline', 'reschedule', 'cancel']);
    expect(actionsOf({ ...before, status: 'pending_approval' }, now, true)).toEqual([
      'decline',
      'reschedule',
    ]);
    expect([timeToApprove(asked), timeToApprove(before)]).toEqual([asked.moveTo, before.start]);
    expect(actionsOf({ ...after, status: 'confirmed' }, now)).toContain('no-show');
    expect(actionsOf({ ...after, status: 'completed' }, now)).toEqual(['no-show']);
    for (const status of ['held', 'cancelled', 'declined', 'expired', 'no_show'] as const)
      expect(actionsOf({ ...before, status }, now)).toEqual([]);
  });

  it('guesses the outcome only where it is plain', () => {
    const kinds = ['approve', 'decline', 'cancel', 'no-show', 'reschedule', 'retry-sync'];
    expect(kinds.map(expectedStatus)).toEqual([
      'confirmed',
      'declined',
      'cancelled',
      'no_show',
      undefined,
      undefined,
    ]);
  });
});
