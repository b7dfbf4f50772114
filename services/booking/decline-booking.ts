import type { ServiceContext } from '#services/context.ts';
import { giveBack } from './change/give-back.ts';
import { bookingActorOf } from './change/timeline.ts';
import { inTransition } from './change/transition.ts';
import type { LoadedBooking } from './read/load-booking.ts';

/** Refuses a booking that waits for its host's word and frees its time. */
export const declineBooking = async (
  ctx: ServiceContext,
  input: { bookingId: string; reason?: string | undefined },
): Promise<LoadedBooking> =>
  inTransition(ctx, {
    bookingId: input.bookingId,
    action: 'decline',
    apply: async (tx, { booking }) => {
      const given = await giveBack(tx, ctx, booking);
      return {
        set: {
          ...given,
          status: 'declined',
          approveBy: null,
          cancelReason: input.reason ?? null,
          cancelledBy: bookingActorOf(ctx.actor),
        },
        entry: { kind: 'declined', reason: input.reason },
        action: 'booking.decline',
      };
    },
  });
