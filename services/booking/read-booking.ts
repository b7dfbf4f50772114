import { withTenant } from '#db/tenant.ts';
import type { ServiceContext } from '#services/context.ts';
import { loadOwnBooking } from './list-bookings.ts';
import { type LoadedBooking, loadBooking, requireVisible } from './load-booking.ts';

/** A booking for its guest, its hosts and those who act for everybody; `not_found` otherwise. */
export const readBooking = async (ctx: ServiceContext, bookingId: string): Promise<LoadedBooking> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const loaded = await loadBooking(tx, ctx.tenantId, bookingId);
    requireVisible(ctx, loaded);
    return loaded;
  });

/** A booking the signed-in member may see; `not_found` otherwise. */
export const readOwnBooking = async (ctx: ServiceContext, bookingId: string): Promise<LoadedBooking> =>
  withTenant(ctx.db, ctx.tenantId, (tx) => loadOwnBooking(tx, ctx, bookingId));
