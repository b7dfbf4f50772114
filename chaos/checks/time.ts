import type { BookingFact } from '../evidence.ts';
import { byId, type Check, groupBy, iso, keepsTime, overlapsOf } from './check.ts';

const minuteMs = 60_000;
/** A hold may outlive its end by the reach of one crash and its recovery. */
const holdGraceMs = 60_000;

const spanOf = (booking: BookingFact) => ({
  start: booking.startsAt - booking.bufferBeforeMinutes * minuteMs,
  end: booking.endsAt + booking.bufferAfterMinutes * minuteMs,
});

/** Nobody is booked twice, by the blocks and, independently of them, by the bookings themselves. */
export const noOverlap: Check = {
  name: 'no overlap',
  promise:
    'no two exclusive blocks of one person, and no two live bookings with their buffers of one host overlap',
  run: ({ blocks, bookings }) => {
    const exclusive = groupBy(blocks, (block) => (block.exclusive ? block.personId : null));
    const live = bookings.filter((booking) => keepsTime(booking.status));
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

const blockFaults = (
  booking: BookingFact,
  own: readonly { memberId: string; start: number; end: number; kind: string }[],
): string[] => {
  if (!keepsTime(booking.status))
    return own.map((block) => `${booking.id} is ${booking.status} and still blocks ${block.memberId}`);
  const { start, end } = spanOf(booking);
  const kind = booking.status === 'held' ? 'hold' : 'booking';
  return booking.hostIds.flatMap((host) => {
    const mine = own.filter((block) => block.memberId === host);
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
  promise:
    'every live booking has exactly its blocks, every exclusive block has a live booking, no hold outlives its end',
  run: ({ blocks, bookings, now }) => {
    const known = byId(bookings);
    const own = groupBy(blocks, (block) => block.bookingId);
    const orphans = blocks.filter(
      (block) => block.exclusive && (block.bookingId === null || !known.has(block.bookingId)),
    );
    const stale = bookings.filter(
      (booking) => booking.status === 'held' && (booking.holdUntil ?? 0) + holdGraceMs < now,
    );
    return {
      checked: bookings.length + blocks.length,
      violations: [
        ...bookings.flatMap((booking) => blockFaults(booking, own.get(booking.id) ?? [])),
        ...orphans.map((block) => `block ${block.id} belongs to no booking`),
        ...stale.map(
          (booking) => `${booking.id} is held although its hold ended ${iso(booking.holdUntil ?? 0)}`,
        ),
      ],
    };
  },
};
