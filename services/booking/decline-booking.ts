import { requestedMove } from '#domain/booking/move-request.ts';
import type { ServiceContext } from '#services/context.ts';
import { giveBack } from './change/give-back.ts';
import { dropMoveRequest, noMoveRequest } from './change/request-move.ts';
import { bookingActorOf } from './change/timeline.ts';
import { inTransition } from './change/transition.ts';
import { leaveMove } from './payment/move/leave-move.ts';
import type { LoadedBooking } from './read/load-booking.ts';

/**
 * Refuses a booking that waits for its host's word and frees its time; or the move that its guest asks for, and the booking
 * stays.
 */
export const declineBooking = async (
  ctx: ServiceContext,
  input: { bookingId: string; reason?: string | undefined },
): Promise<LoadedBooking> =>
  inTransition(ctx, {
    bookingId: input.bookingId,
    action: 'decline',
    apply: async (tx, { booking }) => {
      const { reason } = input;
      if (requestedMove(booking, ctx.now()) !== null) {
        await dropMoveRequest(tx, booking);
        await leaveMove(tx, ctx, booking, { reason: 'declined' });
        return {
          set: noMoveRequest,
          entry: { kind: 'move_declined', reason },
          action: 'booking.decline_move',
        };
      }
      const given = await giveBack(tx, ctx, booking);
      return {
        set: {
          ...given,
          status: 'declined',
          approveBy: null,
          cancelReason: reason ?? null,
          cancelledBy: bookingActorOf(ctx.actor),
        },
        entry: { kind: 'declined', reason },
        action: 'booking.decline',
      };
    },
  });
