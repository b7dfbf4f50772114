import type { BookingFact, Evidence, SessionFact } from '../evidence/evidence.ts';

export type Verdict = {
  /** How many things were looked at. */
  checked: number;
  /** One sentence each, with the ids to look for. */
  violations: readonly string[];
};
export type Check = { name: string; promise: string; run: (evidence: Evidence) => Verdict };

/** States in which a booking keeps its time taken for good or for now. */
export const keepsTime = (status: string): boolean =>
  status === 'held' ||
  status === 'pending_payment' ||
  status === 'pending_approval' ||
  status === 'confirmed' ||
  status === 'completed' ||
  status === 'no_show';

/** States in which a booking stands in the calendars of its hosts. */
export const isInCalendars = (status: string): boolean =>
  status === 'confirmed' || status === 'completed' || status === 'no_show';

/** A hold or an approval waits until then, a meeting lasts until then; null when no state follows by itself. */
export const deadlineOf = ({ status, holdUntil, approveBy, endsAt }: BookingFact): number | null =>
  status === 'held'
    ? holdUntil
    : status === 'pending_approval'
      ? approveBy
      : status === 'confirmed'
        ? endsAt
        : null;

/** Whether somebody has to decide about it before its deadline. */
export const isUndecided = (status: string): boolean => status === 'held' || status === 'pending_approval';

/** A hold or an approval that has run out takes nobody's time, whether or not that was written down. */
export const hasRunOut = (booking: BookingFact, now: number): boolean =>
  isUndecided(booking.status) && (deadlineOf(booking) ?? 0) <= now;

/** Whether the places of a booking, and with them its hosts' time, are its own at this moment. */
export const keepsPlaces = (booking: BookingFact, now: number): boolean =>
  keepsTime(booking.status) && !hasRunOut(booking, now);

/** What is due may be this late: a follower that is lost is called half a minute after its moment. */
export const graceMs = 45_000;

export const iso = (instant: number): string => new Date(instant).toISOString().replace('.000Z', 'Z');

export const byId = (bookings: readonly BookingFact[]): Map<string, BookingFact> =>
  new Map(bookings.map((booking) => [booking.id, booking]));

/** Bookings whose money was reserved first: approved, they are confirmed once it is taken. */
export const reservedBookings = (payments: Evidence['payments']): ReadonlySet<string> =>
  new Set(payments.filter(({ wasReserved }) => wasReserved).map(({ bookingId }) => bookingId));

export function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | null,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

export type SessionWithBookings = { session: SessionFact; bookings: readonly BookingFact[] };

export const withBookings = (
  sessions: readonly SessionFact[],
  bookings: readonly BookingFact[],
): SessionWithBookings[] => {
  const own = groupBy(bookings, ({ sessionId }) => sessionId);
  return sessions.map((session) => ({ session, bookings: own.get(session.id) ?? [] }));
};

/** Pairs of neighbours that overlap, each named by `describe`. */
export function overlapsOf<Item extends { start: number; end: number }>(
  items: readonly Item[],
  describe: (a: Item, b: Item) => string,
): string[] {
  const sorted = items.toSorted((a, b) => a.start - b.start);
  const found: string[] = [];
  let last: Item | undefined;
  for (const item of sorted) {
    if (last !== undefined && item.start < last.end) found.push(describe(last, item));
    if (last === undefined || item.end > last.end) last = item;
  }
  return found;
}
