import { requestedMove } from '#domain/booking/move-request.ts';
import { refuseFrozen } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { refuse } from '#services/idempotency.ts';
import { inTransition } from './change/transition.ts';
import { targetOfBooking } from './claim/assign-booking.ts';
import { slotTaken } from './claim/check-time.ts';
import { keepTime } from './claim/keep-time.ts';
import { moveAtPrice } from './payment/move/move-at-price.ts';
import { takeReserved } from './payment/take-reserved.ts';
import type { LoadedBooking } from './read/load-booking.ts';

/**
 * Confirms a booking that waits for its host's word, once what its guest has reserved for it is taken; or the move that its
 * guest asks for. `start` (epoch milliseconds) is
 * the time that is approved: `time_changed` when it is another one since its host looked, `member_frozen` where a frozen host would
 * take something new.
 */
export const approveBooking = async (
  ctx: ServiceContext,
  { bookingId, start }: { bookingId: string; start: number },
): Promise<LoadedBooking> =>
  inTransition(ctx, {
    bookingId,
    action: 'approve',
    apply: async (tx, locked) => {
      const { booking } = locked;
      const moveTo = requestedMove(booking, ctx.now());
      if ((moveTo ?? booking.startsAt) !== start)
        return refuse('time_changed', 'The booking has another time since it was looked at.');
      if (moveTo !== null) {
        const target = await targetOfBooking(tx, booking);
        const quote = booking.moveQuote;
        return (await moveAtPrice(tx, ctx, locked, { target, start, quote })) ?? slotTaken();
      }
      // What is moved was booked before; this has not been.
      refuseFrozen(ctx.actor);
      if (!(await keepTime(tx, booking, null)))
        return refuse('invalid_transition', 'The time to decide on it has passed.');
      const taking = await takeReserved(tx, booking, ctx.now());
      if (taking === 'gone')
        return refuse('invalid_transition', 'The amount that was reserved for it has been released.');
      return {
        set: { status: taking === 'asked' ? 'pending_payment' : 'confirmed', approveBy: null },
        entry: { kind: 'approved' },
        action: 'booking.approve',
      };
    },
  });
