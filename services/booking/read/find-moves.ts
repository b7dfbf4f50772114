import { withTenant } from '#db/tenant.ts';
import { findMoves, type SlotAnswer, type SlotSearch } from '#services/availability/find-slots.ts';
import { targetOfBooking } from '#services/booking/claim/assign-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { loadBooking, requireBooking } from './load-booking.ts';

/** Free starts a booking could move to, over local dates of the guest's zone; refuses as `findMoves`. */
export const findMovesFor = async (
  ctx: ServiceContext,
  bookingId: string,
  search: Omit<SlotSearch, 'durationMinutes'>,
): Promise<SlotAnswer> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const loaded = await loadBooking(tx, ctx.tenantId, bookingId);
    requireBooking(ctx, loaded, 'bookings.read');
    const { booking } = loaded;
    return findMoves(tx, await targetOfBooking(tx, booking), booking, search, ctx.now());
  });
