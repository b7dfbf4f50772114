import { withTenant } from '#db/tenant.ts';
import { standing } from '#domain/booking/status.ts';
import type { ServiceContext } from '#services/context.ts';
import { giveBack } from './change/give-back.ts';
import { inTransition } from './change/transition.ts';
import { loadBooking, requireBooking } from './read/load-booking.ts';

/** Gives a held time back; one that has ended already counts as given back. */
export const releaseHold = async (ctx: ServiceContext, input: { bookingId: string }): Promise<void> => {
  const loaded = await withTenant(ctx.db, ctx.tenantId, (tx) =>
    loadBooking(tx, ctx.tenantId, input.bookingId),
  );
  requireBooking(ctx, loaded);
  if (standing(loaded.booking, ctx.now()) === 'expired') return;
  await inTransition(ctx, {
    ...input,
    action: 'release_hold',
    apply: async (tx, { booking }) => {
      const given = await giveBack(tx, ctx, booking);
      return {
        set: { ...given, status: 'expired', holdUntil: null },
        entry: { kind: 'hold_released' },
        action: 'booking.release_hold',
      };
    },
  });
};
