import type { BlockFact, BookingFact, SessionFact } from '../evidence/evidence.ts';
import { type Check, groupBy, hasRunOut, iso, keepsPlaces, keepsTime, withBookings } from './check.ts';

const placesOf = (bookings: readonly BookingFact[]): number =>
  bookings.reduce((sum, { places }) => sum + places, 0);

const seatFaults = (booking: BookingFact, now: number): string[] => {
  // The places of what has run out are free, whether or not that was written down.
  if (hasRunOut(booking, now) || booking.seated === keepsTime(booking.status)) return [];
  return [`${booking.id} is ${booking.status} and ${booking.seated ? 'keeps its places' : 'has no place'}`];
};

/** Counted from the bookings; what the session counts has to be the same. */
export const neverOversold: Check = {
  name: 'never oversold',
  promise:
    'in no session have bookings more places than there are; it counts exactly those of its bookings that keep theirs',
  run: ({ sessions, bookings, now }) => ({
    checked: sessions.length + bookings.length,
    violations: [
      ...bookings.flatMap((booking) => seatFaults(booking, now)),
      ...withBookings(sessions, bookings).flatMap(({ session, bookings: own }) => {
        const given = placesOf(own.filter((booking) => keepsPlaces(booking, now)));
        const seated = placesOf(own.filter((booking) => booking.seated));
        return [
          ...(given > session.capacity
            ? [`${session.id} has ${session.capacity} places and gave ${given} to guests`]
            : []),
          ...(session.taken === seated
            ? []
            : [`${session.id} counts ${session.taken} places as taken, its bookings have ${seated}`]),
        ];
      }),
    ],
  }),
};

const isSharedAndOpen = ({ capacity, status }: SessionFact): boolean => capacity > 1 && status === 'open';

export const oneSessionEach: Check = {
  name: 'one session each',
  promise: 'guests of a group link who come at one time meet in one session: no two are open for it',
  run: ({ sessions }) => {
    const shared = sessions.filter(({ capacity }) => capacity > 1);
    const perTime = groupBy(
      shared.filter(isSharedAndOpen),
      ({ linkId, startsAt }) => `${linkId} at ${iso(startsAt)}`,
    );
    return {
      checked: shared.length,
      violations: [...perTime].flatMap(([time, open]) =>
        open.length > 1
          ? [
              `${time}: ${open
                .map(({ id }) => id)
                .toSorted()
                .join(' and ')} are open`,
            ]
          : [],
      ),
    };
  },
};

const closedFaults = (
  { id, status }: SessionFact,
  bookings: readonly BookingFact[],
  blocks: readonly BlockFact[],
): string[] => {
  const seated = bookings.filter((booking) => booking.seated);
  if (status === 'open') return seated.length > 0 ? [] : [`${id} is open and nobody has a place in it`];
  return [
    ...seated.map((booking) => `${id} is closed and ${booking.id} (${booking.status}) has places in it`),
    ...blocks.map((block) => `${id} is closed and keeps the time of ${block.memberId}`),
  ];
};

export const closedWhenEmpty: Check = {
  name: 'closed when empty',
  promise:
    "a session is open while somebody has places in it; a closed one has no guests and keeps nobody's time",
  run: ({ sessions, bookings, blocks }) => {
    const own = groupBy(blocks, (block) => block.sessionId);
    return {
      checked: sessions.length,
      violations: withBookings(sessions, bookings).flatMap(({ session, bookings: all }) =>
        closedFaults(session, all, own.get(session.id) ?? []),
      ),
    };
  },
};
