import type { BlockFact, BookingFact } from '../evidence/evidence.ts';
import {
  byId,
  type Check,
  deadlineOf,
  groupBy,
  hasRunOut,
  iso,
  isUndecided,
  keepsTime,
  overlapsOf,
} from './check.ts';

const minuteMs = 60_000;
/** What has run out may stand as it was for the reach of one crash and its recovery. */
const endGraceMs = 60_000;

const spanOf = (booking: BookingFact) => ({
  start: booking.startsAt - booking.bufferBeforeMinutes * minuteMs,
  end: booking.endsAt + booking.bufferAfterMinutes * minuteMs,
});

/** Nobody is booked twice, by the blocks and, independently of them, by the bookings themselves. */
export const noOverlap: Check = {
  name: 'no overlap',
  promise:
    'no two exclusive blocks of one person, and no two live bookings with their buffers of one host overlap',
  run: ({ blocks, bookings, now }) => {
    const exclusive = groupBy(blocks, (block) => (block.exclusive ? block.personId : null));
    const live = bookings.filter((booking) => keepsTime(booking.status) && !hasRunOut(booking, now));
    const perHost = groupBy(
      live.flatMap((booking) =>
        booking.hostIds.map((host) => ({ ...spanOf(booking), host, id: booking.id })),
      ),
      (item) => item.host,
    );
    const violations = [
      ...[...exclusive].flatMap(([person, own]) =>
        overlapsOf(
          own,
          (a, b) =>
            `blocks of ${person}: ${a.bookingId} until ${iso(a.end)}, ${b.bookingId} from ${iso(b.start)}`,
        ),
      ),
      ...[...perHost].flatMap(([host, own]) =>
        overlapsOf(
          own,
          (a, b) => `bookings of ${host}: ${a.id} until ${iso(a.end)}, ${b.id} from ${iso(b.start)}`,
        ),
      ),
    ];
    return { checked: [...exclusive.values()].flat().length + live.length, violations };
  },
};

const blockFaults = (booking: BookingFact, own: readonly BlockFact[], now: number): string[] => {
  if (!keepsTime(booking.status))
    return own.map((block) => `${booking.id} is ${booking.status} and still blocks ${block.memberId}`);
  const { start, end } = spanOf(booking);
  const kind = isUndecided(booking.status) ? 'hold' : 'booking';
  return booking.hostIds.flatMap((host) => {
    const mine = own.filter((block) => block.memberId === host);
    // Whoever needed the time of what has run out may have taken it.
    if (mine.length === 0 && hasRunOut(booking, now)) return [];
    if (mine.length !== 1) return [`${booking.id} (${booking.status}) has ${mine.length} blocks of ${host}`];
    const [block] = mine;
    return block?.start === start && block.end === end && block.kind === kind
      ? []
      : [
          `${booking.id} (${booking.status}) is at ${iso(start)} and its ${block?.kind} block at ${iso(block?.start ?? 0)}`,
        ];
  });
};

export const blocksMatch: Check = {
  name: 'blocks = bookings',
  promise: 'every live booking has exactly its blocks, and every exclusive block has a live booking',
  run: ({ blocks, bookings, now }) => {
    const known = byId(bookings);
    const own = groupBy(blocks, (block) => block.bookingId);
    const orphans = blocks.filter(
      (block) => block.exclusive && (block.bookingId === null || !known.has(block.bookingId)),
    );
    return {
      checked: bookings.length + blocks.length,
      violations: [
        ...bookings.flatMap((booking) => blockFaults(booking, own.get(booking.id) ?? [], now)),
        ...orphans.map((block) => `block ${block.id} belongs to no booking`),
      ],
    };
  },
};

/** A block says until when it counts: it stands in nobody's way longer than its booking. */
const blockDeadlineFaults = (booking: BookingFact, own: readonly BlockFact[]): string[] => {
  const deadline = isUndecided(booking.status) ? deadlineOf(booking) : null;
  return own
    .filter(({ exclusive, holdUntil }) => exclusive && holdUntil !== deadline)
    .map(
      ({ id, holdUntil }) =>
        `${booking.id} (${booking.status}) stands until ${deadline === null ? 'its end' : iso(deadline)}, its block ${id} until ${holdUntil === null ? 'its end' : iso(holdUntil)}`,
    );
};

export const deadlinesHold: Check = {
  name: 'deadlines hold',
  promise:
    "a hold or an approval that has run out keeps nobody's time and has ended a minute later; every block counts as long as its booking",
  run: ({ blocks, bookings, now }) => {
    const own = groupBy(blocks, (block) => block.bookingId);
    const late = bookings.filter(
      (booking) => isUndecided(booking.status) && (deadlineOf(booking) ?? 0) + endGraceMs < now,
    );
    return {
      checked: bookings.filter(({ status }) => isUndecided(status)).length + blocks.length,
      violations: [
        ...late.map(
          (booking) => `${booking.id} is ${booking.status} and has run out ${iso(deadlineOf(booking) ?? 0)}`,
        ),
        ...bookings.flatMap((booking) => blockDeadlineFaults(booking, own.get(booking.id) ?? [])),
      ],
    };
  },
};
