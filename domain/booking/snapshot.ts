import type { BookingStatus } from './status.ts';

/** What a booking's workflow needs to know of it: instants in milliseconds and ids, nothing personal. */
export type BookingSnapshot = {
  status: BookingStatus;
  startsAt: number;
  endsAt: number;
  revision: number;
  holdUntil: number | null;
  approveBy: number | null;
  hostIds: readonly string[];
  /** Some host has a calendar that bookings are written to. */
  hasCalendar: boolean;
  /** Still ahead when computed, earliest first. */
  reminders: readonly { minutesBefore: number; at: number }[];
};

const minuteMs = 60_000;

/**
 * Due instants of the reminders [NTF-3]: offsets are elapsed minutes before the start, so a change of the clocks moves
 * nothing; what is past already is dropped.
 */
export const planReminders = (
  startsAt: number,
  minutesBefore: readonly number[],
  now: number,
): { minutesBefore: number; at: number }[] =>
  [...new Set(minutesBefore)]
    .map((minutes) => ({ minutesBefore: minutes, at: startsAt - minutes * minuteMs }))
    .filter(({ at }) => at > now)
    .toSorted((a, b) => a.at - b.at);
