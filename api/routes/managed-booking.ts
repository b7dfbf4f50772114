import { bindCapability, type Router } from '#api/bind.ts';
import * as contract from '#contracts/managed-booking.ts';
import { addGuests } from '#services/booking/add-guests.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { downloadIcs } from '#services/booking/entry/download-ics.ts';
import { checkPayment } from '#services/booking/payment/check-payment.ts';
import { type CheckoutDeps, openCheckout } from '#services/booking/payment/open-checkout.ts';
import { findMovesFor } from '#services/booking/read/find-moves.ts';
import {
  presentGuestBooking,
  presentManaged,
  presentReceipt,
} from '#services/booking/read/present-booking.ts';
import { readBooking } from '#services/booking/read/read-booking.ts';
import { suggestTimesFor } from '#services/booking/read/suggest-times.ts';
import { viewBookingLink } from '#services/booking/read/view-booking-link.ts';
import { removeGuest } from '#services/booking/remove-guest.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import { type GuestRouteOptions, linksFor, presentSlots } from './guest.ts';

/** Serves the signed links of guests. */
export const managedBookingRoutes = (
  router: Router,
  options: GuestRouteOptions & { organizerEmail: string; askForPage: CheckoutDeps['askForPage'] },
): void => {
  const { now } = router.deps;
  bindCapability(router, contract.viewBooking, async ({ c, ctx, claims }) => ({
    body: presentManaged(await readBooking(ctx, claims.bookingId), claims, linksFor(c, options), now()),
  }));
  bindCapability(router, contract.getBookingLink, async ({ ctx, claims }) => ({
    body: await viewBookingLink(ctx, claims.bookingId),
  }));
  bindCapability(router, contract.listAlternatives, async ({ ctx, claims }) => ({
    body: { alternatives: await suggestTimesFor(ctx, claims.bookingId) },
  }));
  bindCapability(router, contract.listMoves, async ({ ctx, claims, query }) => ({
    body: presentSlots(query.timeZone, await findMovesFor(ctx, claims.bookingId, query)),
  }));
  bindCapability(router, contract.rescheduleAsGuest, async ({ c, ctx, claims: { bookingId }, body }) => {
    const { start, reason, price: shown } = body;
    const moved = await rescheduleBooking(ctx, { bookingId, start: Date.parse(start), reason, shown });
    return { body: presentReceipt(moved, linksFor(c, options), now()) };
  });
  bindCapability(router, contract.cancelAsGuest, async ({ ctx, claims: { bookingId }, body }) => {
    const cancelled = await cancelBooking(ctx, { bookingId, ...body });
    return { body: { booking: presentGuestBooking(cancelled, now()) } };
  });
  bindCapability(router, contract.addGuestsAsGuest, async ({ c, ctx, claims: { bookingId }, body }) => {
    const booking = await addGuests(ctx, { bookingId, ...body });
    return { body: presentReceipt(booking, linksFor(c, options), now()) };
  });
  bindCapability(router, contract.removeGuestAsGuest, async ({ c, ctx, claims: { bookingId }, body }) => {
    const booking = await removeGuest(ctx, { bookingId, ...body });
    return { body: presentReceipt(booking, linksFor(c, options), now()) };
  });
  bindCapability(router, contract.openCheckout, async ({ ctx, claims: { bookingId } }) => {
    const { signer, sites, askForPage } = options;
    // The same address whoever asks, so that a repeat asks the vendor for the same page.
    const publicUrl = await sites.originOf(ctx.tenantId);
    return { body: await openCheckout(ctx, { signer, publicUrl, askForPage }, { bookingId }) };
  });
  bindCapability(router, contract.checkPayment, async ({ ctx, claims: { bookingId } }) => ({
    body: { booking: presentGuestBooking(await checkPayment(ctx, { bookingId }), now()) },
  }));
  bindCapability(router, contract.downloadIcs, async ({ ctx, claims: { bookingId } }) => {
    const { signer, organizerEmail, sites } = options;
    const publicUrl = await sites.originOf(ctx.tenantId);
    const file = await downloadIcs(ctx, { signer, organizerEmail, publicUrl, bookingId });
    const disposition = `attachment; filename="${file.fileName}"`;
    return { body: file.content, headers: { 'Content-Disposition': disposition } };
  });
};
