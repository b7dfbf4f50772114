import type { Booking } from '#web/api/schemas.ts';
import { wallTime } from '#web/time/wall.ts';

export type DayGroup = { date: string; bookings: Booking[] };

/** Consecutive bookings of one local date together, in the order given. */
export const groupByDay = (bookings: readonly Booking[], zone: string): DayGroup[] => {
  const groups: DayGroup[] = [];
  for (const booking of bookings) {
    const { date } = wallTime(Date.parse(booking.start), zone);
    const last = groups.at(-1);
    if (last?.date === date) last.bookings.push(booking);
    else groups.push({ date, bookings: [booking] });
  }
  return groups;
};

/** `today`, `tomorrow`, `yesterday` on the clock of the zone, else `undefined`. */
export const nearDay = (
  date: string,
  now: number,
  zone: string,
): 'today' | 'tomorrow' | 'yesterday' | undefined => {
  const days = Math.round(
    (Date.parse(`${date}T00:00:00Z`) - Date.parse(`${wallTime(now, zone).date}T00:00:00Z`)) / 86_400_000,
  );
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  return days === -1 ? 'yesterday' : undefined;
};
