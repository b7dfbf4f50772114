import { withTenant } from '#db/tenant.ts';
import type { ServiceContext } from '#services/context.ts';
import { loadOwnBooking } from './list-bookings.ts';
import { type LoadedBooking, loadBooking } from './load-booking.ts';

/** A booking for whoever has proved that it is theirs; `not_found` otherwise. */
export const readBooking = async (ctx: ServiceContext, bookingId: string): Promise<LoadedBooking> =>
  withTenant(ctx.db, ctx.tenantId, (tx) => loadBooking(tx, ctx.tenantId, bookingId));

/** A booking the signed-in member may see; `not_found` otherwise. */
export const readOwnBooking = async (ctx: ServiceContext, bookingId: string): Promise<LoadedBooking> =>
  withTenant(ctx.db, ctx.tenantId, (tx) => loadOwnBooking(tx, ctx, bookingId));
