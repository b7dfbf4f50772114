import type { BlockFact, BookingFact, SessionFact } from '../evidence/evidence.ts';
import {
  type Check,
  deadlineOf,
  groupBy,
  hasRunOut,
  iso,
  isUndecided,
  keepsPlaces,
  overlapsOf,
  type SessionWithBookings,
  withBookings,
} from './check.ts';

const minuteMs = 60_000;
/** What has run out may stand as it was for the reach of one crash and its recovery. */
const endGraceMs = 60_000;

/** The time a session takes from its hosts: with the buffers of its bookings. */
const spanOf = ({ session, bookings }: SessionWithBookings) => ({
  start: session.startsAt - Math.max(...bookings.map((each) => each.bufferBeforeMinutes)) * minuteMs,
  end: session.endsAt + Math.max(...bookings.map((each) => each.bufferAfterMinutes)) * minuteMs,
});

/** Sessions in which somebody has places at this moment, by their bookings. */
const inUse = (sessions: readonly SessionWithBookings[], now: number): SessionWithBookings[] =>
  sessions.flatMap(({ session, bookings }) => {
    const live = bookings.filter((booking) => keepsPlaces(booking, now));
    return live.length === 0 ? [] : [{ session, bookings: live }];
  });

/** Nobody is booked twice, by the blocks and, independently of them, by the bookings themselves. */
export const noOverlap: Check = {
  name: 'no overlap',
  promise:
    'no two exclusive blocks of one person overlap, and no two sessions with guests, buffers included, whatever the tenant',
  run: ({ blocks, bookings, sessions, now }) => {
    const exclusive = groupBy(blocks, (block) => (block.exclusive ? block.personId : null));
    const live = inUse(withBookings(sessions, bookings), now);
    const perPerson = groupBy(
      live.flatMap((each) =>
        each.session.hosts.map(({ personId }) => ({ ...spanOf(each), personId, id: each.session.id })),
      ),
      (item) => item.personId,
    );
    const violations = [
      ...[...exclusive].flatMap(([person, own]) =>
        overlapsOf(
          own,
          (a, b) =>
            `blocks of ${person}: ${a.sessionId} until ${iso(a.end)}, ${b.sessionId} from ${iso(b.start)}`,
        ),
      ),
      ...[...perPerson].flatMap(([person, own]) =>
        overlapsOf(
          own,
          (a, b) => `sessions of ${person}: ${a.id} until ${iso(a.end)}, ${b.id} from ${iso(b.start)}`,
        ),
      ),
    ];
    return { checked: [...exclusive.values()].flat().length + live.length, violations };
  },
};

/** Held beside a session's own time, for a move that a guest asks for. */
const isAsked = (block: BlockFact, bookings: readonly BookingFact[]): boolean =>
  block.holdUntil !== null && bookings.some(({ moveBy }) => moveBy === block.holdUntil);

const blockFaults = (each: SessionWithBookings, own: readonly BlockFact[]): string[] => {
  const { session } = each;
  const { start, end } = spanOf(each);
  return session.hosts.flatMap(({ memberId }) => {
    const mine = own.filter((block) => block.memberId === memberId && !isAsked(block, each.bookings));
    if (mine.length !== 1) return [`${session.id} has ${mine.length} blocks of ${memberId}`];
    const [block] = mine;
    return block?.start === start && block.end === end && block.kind === 'session' && block.exclusive
      ? []
      : [`${session.id} is at ${iso(start)} and its ${block?.kind} block at ${iso(block?.start ?? 0)}`];
  });
};

export const blocksMatch: Check = {
  name: 'blocks = bookings',
  promise:
    'every session in which a live booking has places has exactly its blocks, and every exclusive block has such a session',
  run: ({ blocks, bookings, sessions, now }) => {
    const own = groupBy(blocks, (block) => block.sessionId);
    const known = withBookings(sessions, bookings);
    const used = inUse(known, now);
    // Whoever needed the time of what has run out may have taken it, or not yet.
    const waiting = known.filter((each) => each.bookings.some((booking) => hasRunOut(booking, now)));
    const entitled = new Set([...used, ...waiting].map(({ session }) => session.id));
    return {
      checked: sessions.length + blocks.length,
      violations: [
        ...used.flatMap((each) => blockFaults(each, own.get(each.session.id) ?? [])),
        ...blocks
          .filter((block) => block.exclusive && !entitled.has(block.sessionId ?? ''))
          .map((block) => `block ${block.id} stands for ${block.sessionId}, in which nobody has a place`),
      ],
    };
  },
};

/** Until when a session keeps its time: for good with one guest who has no deadline, else until the last one. */
const keptUntil = (seated: readonly BookingFact[]): number | null => {
  const deadlines = seated.map((booking) => (isUndecided(booking.status) ? deadlineOf(booking) : null));
  return deadlines.includes(null) ? null : Math.max(...deadlines.map(Number));
};

const until = (deadline: number | null): string =>
  deadline === null ? 'for good' : `until ${iso(deadline)}`;

/** A block says until when it counts: it stands in nobody's way longer than the bookings of its session. */
const blockDeadlineFaults = (
  { id }: SessionFact,
  seated: readonly BookingFact[],
  own: readonly BlockFact[],
) => {
  if (seated.length === 0) return [];
  const deadline = keptUntil(seated);
  return own
    .filter((block) => block.exclusive && block.holdUntil !== deadline && !isAsked(block, seated))
    .map((block) => `${id} is kept ${until(deadline)} and its block ${block.id} ${until(block.holdUntil)}`);
};

export const deadlinesHold: Check = {
  name: 'deadlines hold',
  promise:
    "a hold or an approval that has run out keeps nobody's time and has ended a minute later; every block counts as long as the bookings of its session",
  run: ({ blocks, bookings, sessions, now }) => {
    const own = groupBy(blocks, (block) => block.sessionId);
    const late = bookings.filter(
      (booking) => isUndecided(booking.status) && (deadlineOf(booking) ?? 0) + endGraceMs < now,
    );
    return {
      checked: bookings.filter(({ status }) => isUndecided(status)).length + blocks.length,
      violations: [
        ...late.map(
          (booking) => `${booking.id} is ${booking.status} and has run out ${iso(deadlineOf(booking) ?? 0)}`,
        ),
        ...withBookings(sessions, bookings).flatMap(({ session, bookings: all }) =>
          blockDeadlineFaults(
            session,
            all.filter(({ seated }) => seated),
            own.get(session.id) ?? [],
          ),
        ),
      ],
    };
  },
};
