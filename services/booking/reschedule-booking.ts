import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import type { ServiceContext } from '#services/context.ts';
import type { LinkWithHosts } from '#services/link/public-link.ts';
import { freeBlocks, insertBlocks } from '#services/session/blocks.ts';
import { moveSession } from '#services/session/move-session.ts';
import { freePlaces } from '#services/session/seats.ts';
import { inTransition } from './change/transition.ts';
import { agreedWallTime } from './claim/agreed-wall-time.ts';
import { targetOfBooking } from './claim/assign-booking.ts';
import { checkTime, slotTaken } from './claim/check-time.ts';
import { type Joined, joinShared, lockForMove } from './claim/join-shared.ts';
import { newSession } from './claim/new-booking.ts';
import { refuseTaken } from './claim/refuse-taken.ts';
import { withAlternatives } from './read/alternatives.ts';
import type { BookingRow, LoadedBooking, LockedBooking } from './read/load-booking.ts';
import { suggestTimesFor } from './read/suggest-times.ts';

const minuteMs = 60_000;

type Move = { start: number; holdUntil: number | null };

/** Where a booking is after its move; null, with nothing changed, when somebody else has the time or the last place. */
type Moved = (Joined & { hasCalendar: boolean }) | null;

/** A session of one booking moves with it: old and new time change hands together. */
const moveWithSession = async (
  tx: Transaction,
  ctx: ServiceContext,
  { booking, hosts, hasCalendar }: LockedBooking,
  { start, holdUntil }: Move,
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
  { start, holdUntil }: Move,
): Promise<Moved> => {
  const { tenantId, places } = booking;
  const time = await newSession(tx, ctx, target, {
    sessionId: ctx.newId('session'),
    startsAt: start,
    endsAt: start + booking.durationMinutes * minuteMs,
    places,
    holdUntil,
    approveBy: null,
  });
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

/**
 * Moves a booking to another start; it keeps its hosts, except in a group, where it joins who meets then. Minimum notice,
 * booking window and limits bind guests, not hosts. A taken time is refused with others to choose from, and nothing has
 * changed.
 */
export const rescheduleBooking = async (
  ctx: ServiceContext,
  input: { bookingId: string; start: number; reason?: string | undefined },
): Promise<LoadedBooking> => {
  const { bookingId, start, reason } = input;
  const move = inTransition(ctx, {
    bookingId,
    action: 'reschedule',
    apply: async (tx, locked) => {
      const { booking } = locked;
      const action = 'booking.reschedule';
      if (start === booking.startsAt) return { set: {}, entry: { kind: 'reschedule_unchanged' }, action };
      const target = await targetOfBooking(tx, booking);
      const check = await checkTime(tx, target, {
        start,
        durationMinutes: booking.durationMinutes,
        now: ctx.now(),
        moving: { bookingId, sessionId: booking.sessionId },
        asHost: ctx.actor.kind === 'member',
      });
      const wanted = { ...target, start, durationMinutes: booking.durationMinutes, now: ctx.now() };
      if ('refusal' in check)
        return check.refusal.code === 'slot_taken' ? ((await refuseTaken(tx, wanted)) ?? check) : check;
      const approveBy = booking.approveBy === null ? null : Math.min(booking.approveBy, start);
      const to = { start, holdUntil: approveBy };
      const moved =
        booking.capacity > 1 || target.link.capacity > 1
          ? await changeSession(tx, ctx, { booking, target }, to)
          : await moveWithSession(tx, ctx, locked, to);
      if (moved === null) return (await refuseTaken(tx, wanted)) ?? slotTaken();
      return {
        set: {
          sessionId: moved.sessionId,
          startsAt: start,
          endsAt: start + booking.durationMinutes * minuteMs,
          revision: booking.revision + 1,
          approveBy,
        },
        joined: moved,
        entry: {
          kind: 'rescheduled',
          reason,
          details: { from: new Date(booking.startsAt).toISOString(), to: new Date(start).toISOString() },
        },
        action,
      };
    },
  });
  return withAlternatives(move, () => suggestTimesFor(ctx, bookingId, start));
};
