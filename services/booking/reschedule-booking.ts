import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import type { ServiceContext } from '#services/context.ts';
import { agreedWallTime } from './agreed-wall-time.ts';
import { withAlternatives } from './alternatives.ts';
import { targetOfBooking } from './assign-booking.ts';
import { freeBlocks, insertBlocks } from './blocks.ts';
import { checkTime, slotTaken } from './check-time.ts';
import type { BookingRow, LoadedBooking, PresentedHost } from './load-booking.ts';
import { suggestTimesFor } from './suggest-times.ts';
import { inTransition } from './transition.ts';

const minuteMs = 60_000;

/** Old and new time change hands together; false, with nothing changed, when somebody else has the new one. */
const moveBlocks = async (
  tx: Transaction,
  booking: BookingRow,
  hosts: readonly PresentedHost[],
  to: { start: number; holdUntil: number | null; now: number },
): Promise<boolean> => {
  await tx.execute(sql`savepoint moving`);
  await freeBlocks(tx, booking.tenantId, booking.id);
  const claimed = await insertBlocks(tx, {
    tenantId: booking.tenantId,
    bookingId: booking.id,
    hostIds: hosts.map(({ id }) => id),
    start: to.start,
    end: to.start + booking.durationMinutes * minuteMs,
    bufferBeforeMinutes: booking.terms.bufferBeforeMinutes,
    bufferAfterMinutes: booking.terms.bufferAfterMinutes,
    holdUntil: to.holdUntil,
    now: to.now,
  });
  if (!claimed) await tx.execute(sql`rollback to savepoint moving`);
  return claimed;
};

/**
 * Moves a booking to another start; it keeps its hosts. Minimum notice, booking window and limits bind guests, not hosts. A
 * taken time is refused with others to choose from, and nothing has changed.
 */
export const rescheduleBooking = async (
  ctx: ServiceContext,
  input: { bookingId: string; start: number; reason?: string | undefined },
): Promise<LoadedBooking> => {
  const { bookingId, start, reason } = input;
  const move = inTransition(ctx, {
    bookingId,
    action: 'reschedule',
    apply: async (tx, { booking, hosts }) => {
      const action = 'booking.reschedule';
      if (start === booking.startsAt) return { set: {}, entry: { kind: 'reschedule_unchanged' }, action };
      const now = ctx.now();
      const target = await targetOfBooking(tx, booking);
      const check = await checkTime(tx, target, {
        start,
        durationMinutes: booking.durationMinutes,
        now,
        ignoreBookingId: booking.id,
        asHost: ctx.actor.kind === 'member',
      });
      if ('refusal' in check) return check;
      const approveBy = booking.approveBy === null ? null : Math.min(booking.approveBy, start);
      if (!(await moveBlocks(tx, booking, hosts, { start, holdUntil: approveBy, now }))) return slotTaken();
      const from = new Date(booking.startsAt).toISOString();
      return {
        set: {
          startsAt: start,
          endsAt: start + booking.durationMinutes * minuteMs,
          ...agreedWallTime(start, hosts[0]?.timeZone ?? booking.hostTimeZone),
          revision: booking.revision + 1,
          approveBy,
        },
        entry: { kind: 'rescheduled', reason, details: { from, to: new Date(start).toISOString() } },
        action,
      };
    },
  });
  return withAlternatives(move, () => suggestTimesFor(ctx, bookingId, start));
};
