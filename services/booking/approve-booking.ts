import type { ServiceContext } from '#services/context.ts';
import { refuse } from '#services/idempotency.ts';
import { inTransition } from './change/transition.ts';
import { keepTime } from './claim/keep-time.ts';
import type { LoadedBooking } from './read/load-booking.ts';

/** Confirms a booking that waits for its host's word. */
export const approveBooking = async (
  ctx: ServiceContext,
  input: { bookingId: string },
): Promise<LoadedBooking> =>
  inTransition(ctx, {
    ...input,
    action: 'approve',
    apply: async (tx, { booking }) => {
      if (!(await keepTime(tx, booking, null)))
        return refuse('invalid_transition', 'The time to decide on it has passed.');
      return {
        set: { status: 'confirmed', approveBy: null },
        entry: { kind: 'approved' },
        action: 'booking.approve',
      };
    },
  });
