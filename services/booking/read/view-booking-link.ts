import { withTenant } from '#db/tenant.ts';
import { presentPublicLink } from '#services/availability/view-public-link.ts';
import { presentMoveCost } from '#services/booking/payment/move/quote-move.ts';
import type { ServiceContext } from '#services/context.ts';
import { loadLinkById } from '#services/link/public-link.ts';
import { loadBooking, requireBooking } from './load-booking.ts';

/** The link a booking was made with and what a move costs (contract `BookingLink`), also when it was switched off or archived since; `not_found` otherwise. */
export const viewBookingLink = async (ctx: ServiceContext, bookingId: string) =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const loaded = await loadBooking(tx, ctx.tenantId, bookingId);
    requireBooking(ctx, loaded, 'bookings.read');
    const target = await loadLinkById(tx, ctx.tenantId, loaded.booking.linkId);
    return {
      ...presentPublicLink(target, loaded.brand, ctx.now()),
      move: await presentMoveCost(tx, loaded, target.link),
    };
  });
