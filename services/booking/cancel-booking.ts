import type { Transaction } from '#db/client.ts';
import { refuseLateChange } from '#domain/booking/change-notice.ts';
import type { RefundChoice } from '#domain/payment/types.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { giveBack } from './change/give-back.ts';
import { noMoveRequest } from './change/request-move.ts';
import { bookingActorOf } from './change/timeline.ts';
import { inTransition } from './change/transition.ts';
import type { BookingChange } from './change/write-change.ts';
import type { BookingRow, LoadedBooking } from './read/load-booking.ts';

/** What cancelling a booking changes of it; its time is free from now on. The caller holds its lock and has asked its state. */
export const cancellation = async (
  tx: Transaction,
  ctx: ServiceContext,
  booking: BookingRow,
  reason: string | undefined,
  refund?: RefundChoice,
): Promise<BookingChange> => {
  const given = await giveBack(tx, ctx, booking, refund);
  const decided = refund === undefined || booking.priceMinor === null ? {} : { refund };
  return {
    set: {
      ...given,
      status: 'cancelled',
      approveBy: null,
      ...noMoveRequest,
      revision: booking.revision + 1,
      cancelReason: reason ?? null,
      cancelledBy: bookingActorOf(ctx.actor),
    },
    entry: { kind: 'cancelled', reason, details: decided },
    action: 'booking.cancel',
    ...('refund' in decided ? { after: decided } : {}),
  };
};

/**
 * Cancels a booking and frees its time; the revision counts up so that every calendar sees a newer message. A guest who
 * comes later than its host's notice allows is refused with `too_late_to_cancel`. To keep money of a guest needs
 * `payments.write`.
 */
export const cancelBooking = async (
  ctx: ServiceContext,
  input: {
    bookingId: string;
    reason?: string | undefined;
    /** Its guest is erased: what they have asked for is not refused because it is late. */
    isErasure?: true;
    /** What goes back of a paid booking that a host cancels; everything unless they decide otherwise. */
    refund?: RefundChoice | undefined;
    /** Written with the cancellation, or not at all: what counts it. */
    alongside?: (tx: Transaction) => Promise<void>;
  },
): Promise<LoadedBooking> =>
  inTransition(ctx, {
    bookingId: input.bookingId,
    action: 'cancel',
    apply: async (tx, { booking }) => {
      const mayBeLate = ctx.actor.kind !== 'guest' || input.isErasure === true;
      const late = mayBeLate ? null : refuseLateChange('cancel', booking, ctx.now());
      if (input.refund === 'policy' || input.refund === 'none') requireAccess(ctx, 'payments.write');
      if (late !== null) return { refusal: late };
      await input.alongside?.(tx);
      return cancellation(tx, ctx, booking, input.reason, input.refund);
    },
  });
