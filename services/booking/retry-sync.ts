import type { ServiceContext } from '#services/context.ts';
import { retryEffects } from '#services/effect/record-effect.ts';
import { retryNotifications } from '#services/notification/retry-notifications.ts';
import { carriersOf, wakeFollowers } from './change/owe.ts';
import { inTransition } from './change/transition.ts';
import type { LoadedBooking } from './read/load-booking.ts';

/** Tries everything that is owed again now, also what was given up. */
export const retrySync = async (ctx: ServiceContext, input: { bookingId: string }): Promise<LoadedBooking> =>
  inTransition(ctx, {
    ...input,
    action: 'retry_sync',
    apply: async (tx, { booking }) => {
      const { tenantId } = ctx;
      const carriers = carriersOf(booking);
      for (const carrier of carriers) await retryEffects(tx, { tenantId, ...carrier }, ctx.now());
      await retryNotifications(tx, { tenantId, kind: 'booking', id: booking.id });
      wakeFollowers(tx, tenantId, booking.id, carriers);
      return { set: {}, entry: { kind: 'sync_retried' }, action: 'booking.retry_sync' };
    },
  });
