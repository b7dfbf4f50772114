import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { agreedWallTime } from '#services/booking/claim/agreed-wall-time.ts';
import { type Joined, joinShared, lockForMove } from '#services/booking/claim/join-shared.ts';
import { newSession } from '#services/booking/claim/new-booking.ts';
import { refundAnchorAfter } from '#services/booking/payment/refund-anchor.ts';
import type { BookingRow, LockedBooking } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { chooseConference } from '#services/integration/meeting-makers.ts';
import type { LinkWithHosts, MoveTarget } from '#services/link/public-link.ts';
import { freeBlocks, insertBlocks } from '#services/session/blocks.ts';
import { moveSession } from '#services/session/move-session.ts';
import { freePlaces } from '#services/session/seats.ts';
import { noMoveRequest } from './request-move.ts';
import type { BookingChange } from './write-change.ts';

const minuteMs = 60_000;

type Destination = { start: number; holdUntil: number | null };

/** Where a booking is after its move; null, with nothing changed, when somebody else has the time or the last place. */
type Moved = (Joined & { hasCalendar: boolean }) | null;

/** A session of one booking moves with it: old and new time change hands together. Its length is the booking's. */
export const moveWithSession = async (
  tx: Transaction,
  ctx: ServiceContext,
  { booking, hosts, hasCalendar }: LockedBooking,
  { start, holdUntil }: Destination,
): Promise<Moved> => {
  const { tenantId, sessionId, terms } = booking;
  const end = start + booking.durationMinutes * minuteMs;
  await tx.execute(sql`savepoint moving`);
  await freeBlocks(tx, { tenantId, sessionId });
  const claimed = await insertBlocks(tx, {
    tenantId,
    sessionId,
    hostIds: hosts.map(({ id }) => id),
    start,
    end,
    bufferBeforeMinutes: terms.bufferBeforeMinutes,
    bufferAfterMinutes: terms.bufferAfterMinutes,
    holdUntil,
    now: ctx.now(),
  });
  if (!claimed) {
    await tx.execute(sql`rollback to savepoint moving`);
    return null;
  }
  const agreed = agreedWallTime(start, hosts[0]?.timeZone ?? booking.hostTimeZone);
  const key = { tenantId, sessionId };
  await moveSession(tx, key, { startsAt: start, endsAt: end, ...agreed }, ctx.now());
  return { sessionId, hasCalendar, meetingUrl: booking.meetingUrl, conference: booking.conference };
};

/** A booking among others leaves its session and joins another; so does one whose link has become a group, or is none any more. */
const changeSession = async (
  tx: Transaction,
  ctx: ServiceContext,
  { booking, target }: { booking: BookingRow; target: LinkWithHosts },
  { start, holdUntil }: Destination,
): Promise<Moved> => {
  const { tenantId, places } = booking;
  const hostIds = target.hosts.map((host) => host.id);
  const meeting = await chooseConference(tx, target.link, hostIds);
  const opens = {
    sessionId: ctx.newId('session'),
    startsAt: start,
    endsAt: start + booking.durationMinutes * minuteMs,
    places,
    holdUntil,
    approveBy: null,
  };
  const time = newSession(ctx, target, opens, meeting);
  const from = { tenantId, sessionId: booking.sessionId };
  await lockForMove(tx, time, from);
  await tx.execute(sql`savepoint moving`);
  // The time it leaves may be in the way of the time it goes to.
  await freePlaces(tx, from, { bookingIds: [booking.id], places, now: ctx.now() });
  const joined = await joinShared(tx, time, { bookingId: booking.id, places });
  if (joined === null) {
    await tx.execute(sql`rollback to savepoint moving`);
    return null;
  }
  return { ...joined, hasCalendar: time.hasCalendar };
};

/** A move that is carried out now. */
export type Move = {
  target: LinkWithHosts | MoveTarget;
  start: number;
  reason?: string | undefined;
  /** Rules of the link that a host has set aside for it. */
  setAside?: readonly string[];
};

/**
 * Brings a booking to another start, with all that it holds. Answers what becomes of it; null, with nothing changed, when
 * somebody else has the time or the last place.
 */
export const carryOutMove = async (
  tx: Transaction,
  ctx: ServiceContext,
  locked: LockedBooking,
  { target, start, reason, setAside = [] }: Move,
): Promise<BookingChange | null> => {
  const { booking } = locked;
  const approveBy = booking.approveBy === null ? null : Math.min(booking.approveBy, start);
  const to = { start, holdUntil: approveBy };
  const moved =
    booking.capacity > 1 || target.link.capacity > 1
      ? await changeSession(tx, ctx, { booking, target }, to)
      : await moveWithSession(tx, ctx, locked, to);
  if (moved === null) return null;
  return {
    set: {
      sessionId: moved.sessionId,
      startsAt: start,
      endsAt: start + booking.durationMinutes * minuteMs,
      revision: booking.revision + 1,
      ...(await refundAnchorAfter(tx, ctx, booking, start)),
      approveBy,
      ...noMoveRequest,
    },
    joined: moved,
    entry: {
      kind: 'rescheduled',
      reason,
      details: {
        from: new Date(booking.startsAt).toISOString(),
        to: new Date(start).toISOString(),
        ...(setAside.length === 0 ? {} : { setAside }),
      },
    },
    action: 'booking.reschedule',
  };
};
