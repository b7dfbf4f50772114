import type { Transaction } from '#db/client.ts';
import type { ReasonRule } from '#domain/availability/model.ts';
import { refuseLateChange } from '#domain/booking/change-notice.ts';
import type { ServiceContext } from '#services/context.ts';
import { dropMoveRequest, noMoveRequest } from './change/request-move.ts';
import { bookingActorOf } from './change/timeline.ts';
import { inTransition } from './change/transition.ts';
import type { BookingChange } from './change/write-change.ts';
import { targetOfBooking } from './claim/assign-booking.ts';
import { checkTime, slotTaken } from './claim/check-time.ts';
import { refuseTaken } from './claim/refuse-taken.ts';
import { leaveMove } from './payment/move/leave-move.ts';
import { moveAsGuest } from './payment/move/move-as-guest.ts';
import { moveAtPrice } from './payment/move/move-at-price.ts';
import type { ShownPrice } from './payment/move/quote-move.ts';
import { withAlternatives } from './read/alternatives.ts';
import type { LoadedBooking, LockedBooking } from './read/load-booking.ts';
import { suggestTimesFor } from './read/suggest-times.ts';

const action = 'booking.reschedule';

/** A booking that stays where it is; so does one whose guest had asked to move it. */
const stay = async (
  tx: Transaction,
  ctx: ServiceContext,
  { booking }: LockedBooking,
): Promise<BookingChange> => {
  if (booking.moveTo === null) return { set: {}, entry: { kind: 'reschedule_unchanged' }, action };
  await dropMoveRequest(tx, booking);
  await leaveMove(tx, ctx, booking, { reason: 'moved' });
  return { set: noMoveRequest, entry: { kind: 'move_withdrawn' }, action, isQuiet: true };
};

/**
 * Moves a booking to another start; it keeps its hosts, except in a group, where it joins who meets then. A host
 * may set rules of the link aside: `decision_needed` names those that they have not decided on. What a host had to approve, its
 * guest can only ask to move: the new time is held, and the booking keeps its own until then. A move by a host changes nothing
 * of its price; a guest pays first what the new time costs more, or has back what it costs less (`price_changed` where that is
 * not what they were shown). A taken time is refused with others to choose from, and nothing has changed.
 */
export const rescheduleBooking = async (
  ctx: ServiceContext,
  input: {
    bookingId: string;
    start: number;
    reason?: string | undefined;
    /** Rules that a host has decided to set aside; guests are bound by all. */
    setAside?: readonly ReasonRule[] | undefined;
    /** What its guest was shown that it costs from then on; not given: what it costs now. */
    shown?: ShownPrice | undefined;
  },
): Promise<LoadedBooking> => {
  const { bookingId, start, reason, setAside = [], shown } = input;
  const move = inTransition(ctx, {
    bookingId,
    action: 'reschedule',
    apply: async (tx, locked) => {
      const { booking } = locked;
      if (start === booking.startsAt) return stay(tx, ctx, locked);
      const asHost = bookingActorOf(ctx.actor) === 'host';
      const late = asHost ? null : refuseLateChange('reschedule', booking, ctx.now());
      if (late !== null) return { refusal: late };
      const target = await targetOfBooking(tx, booking);
      const check = await checkTime(tx, target, {
        start,
        durationMinutes: booking.durationMinutes,
        now: ctx.now(),
        moving: { bookingId, sessionId: booking.sessionId },
        ...(asHost ? { setAside } : {}),
      });
      const wanted = { ...target, start, durationMinutes: booking.durationMinutes, now: ctx.now() };
      const refuse = async () => (await refuseTaken(tx, wanted)) ?? slotTaken();
      if ('refusal' in check) return check.refusal.code === 'slot_taken' ? refuse() : check;
      const to = { target, start, reason };
      const moved = asHost
        ? moveAtPrice(tx, ctx, locked, { ...to, setAside, quote: null })
        : moveAsGuest(tx, ctx, locked, { ...to, shown });
      return (await moved) ?? refuse();
    },
  });
  return withAlternatives(move, () => suggestTimesFor(ctx, bookingId, start));
};
