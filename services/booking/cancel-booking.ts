import { refuseLateChange } from '#domain/booking/change-notice.ts';
import type { ServiceContext } from '#services/context.ts';
import { giveBack } from './change/give-back.ts';
import { noMoveRequest } from './change/request-move.ts';
import { bookingActorOf } from './change/timeline.ts';
import { inTransition } from './change/transition.ts';
import type { LoadedBooking } from './read/load-booking.ts';

/**
 * Cancels a booking and frees its time; the revision counts up so that every calendar sees a newer message. A guest who
 * comes later than its host's notice allows is refused with `too_late_to_cancel`.
 */
export const cancelBooking = async (
  ctx: ServiceContext,
  input: { bookingId: string; reason?: string | undefined },
): Promise<LoadedBooking> =>
  inTransition(ctx, {
    bookingId: input.bookingId,
    action: 'cancel',
    apply: async (tx, { booking }) => {
      const late = ctx.actor.kind === 'guest' ? refuseLateChange('cancel', booking, ctx.now()) : null;
      if (late !== null) return { refusal: late };
      const given = await giveBack(tx, ctx, booking);
      return {
        set: {
          ...given,
          status: 'cancelled',
          approveBy: null,
          ...noMoveRequest,
          revision: booking.revision + 1,
          cancelReason: input.reason ?? null,
          cancelledBy: bookingActorOf(ctx.actor),
        },
        entry: { kind: 'cancelled', reason: input.reason },
        action: 'booking.cancel',
      };
    },
  });
