import type { ServiceContext } from '#services/context.ts';
import { inTransition } from './change/transition.ts';
import type { LoadedBooking } from './read/load-booking.ts';

/** Notes that the guest did not come, once the booking has begun. */
export const markNoShow = async (ctx: ServiceContext, input: { bookingId: string }): Promise<LoadedBooking> =>
  inTransition(ctx, {
    ...input,
    action: 'mark_no_show',
    apply: async () => ({
      set: { status: 'no_show' },
      entry: { kind: 'no_show' },
      action: 'booking.mark_no_show',
    }),
  });
