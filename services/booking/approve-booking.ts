import type { ServiceContext } from '#services/context.ts';
import { refuse } from '#services/idempotency.ts';
import { inTransition } from './change/transition.ts';
import { keepTime } from './claim/keep-time.ts';
import type { LoadedBooking } from './read/load-booking.ts';

/**
 * Confirms a booking that waits for its host's word. `start` (epoch milliseconds) is the time that is approved: `time_changed`
 * when the booking has moved since its host looked.
 */
export const approveBooking = async (
  ctx: ServiceContext,
  { bookingId, start }: { bookingId: string; start: number },
): Promise<LoadedBooking> =>
  inTransition(ctx, {
    bookingId,
    action: 'approve',
    apply: async (tx, { booking }) => {
      if (booking.startsAt !== start)
        return refuse('time_changed', 'The booking has been moved to another time since it was looked at.');
      if (!(await keepTime(tx, booking, null)))
        return refuse('invalid_transition', 'The time to decide on it has passed.');
      return {
        set: { status: 'confirmed', approveBy: null },
        entry: { kind: 'approved' },
        action: 'booking.approve',
      };
    },
  });
