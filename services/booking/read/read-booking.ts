import { withTenant } from '#db/tenant.ts';
import type { ServiceContext } from '#services/context.ts';
import { type LoadedBooking, loadBooking, requireBooking } from './load-booking.ts';

/** A booking for the guest it belongs to, or for a member who may see it; `not_found` otherwise. */
export const readBooking = async (ctx: ServiceContext, bookingId: string): Promise<LoadedBooking> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const loaded = await loadBooking(tx, ctx.tenantId, bookingId);
    requireBooking(ctx, loaded, 'bookings.read');
    return loaded;
  });
