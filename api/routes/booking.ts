import { bindMember, type Router } from '#api/bind.ts';
import * as contract from '#contracts/booking.ts';
import { findLinkSlots } from '#services/availability/find-slots.ts';
import { addGuests } from '#services/booking/add-guests.ts';
import { approveBooking } from '#services/booking/approve-booking.ts';
import { bookForGuest } from '#services/booking/book-for-guest.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { declineBooking } from '#services/booking/decline-booking.ts';
import { exportBookings } from '#services/booking/export-bookings.ts';
import { reassignBooking } from '#services/booking/host/reassign-booking.ts';
import { markNoShow } from '#services/booking/mark-no-show.ts';
import { getBooking, listBookings } from '#services/booking/read/list-bookings.ts';
import type { LoadedBooking } from '#services/booking/read/load-booking.ts';
import { presentBooking } from '#services/booking/read/present-booking.ts';
import { suggestTimesFor } from '#services/booking/read/suggest-times.ts';
import { removeGuest } from '#services/booking/remove-guest.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import { retrySync } from '#services/booking/retry-sync.ts';
import { workflowIdOf } from '#workflows/client/ids.ts';
import { detailsOf, presentSlots } from './guest.ts';

export type BookingRouteOptions = { workflowUrl: (workflowId: string) => string | null };

export const instantOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Date.parse(text);

/** Serves hosts: their bookings and what they do with them. */
export const bookingRoutes = (router: Router, { workflowUrl }: BookingRouteOptions): void => {
  const { now } = router.deps;
  const present = async (loaded: Promise<LoadedBooking>) => ({ body: presentBooking(await loaded, now()) });
  bindMember(router, contract.listBookings, async ({ ctx, query }) => ({
    body: await listBookings(ctx, { ...query, from: instantOf(query.from), to: instantOf(query.to) }),
  }));
  bindMember(router, contract.exportBookings, async ({ c, ctx, query }) => {
    const filter = { ...query, from: instantOf(query.from), to: instantOf(query.to) };
    const { fileName, parts } = await exportBookings(ctx, filter);
    return c.body(ReadableStream.from(parts).pipeThrough(new TextEncoderStream()), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'private, no-store',
    });
  });
  bindMember(router, contract.listLinkSlots, async ({ ctx, params, query }) => ({
    body: presentSlots(query.timeZone, await findLinkSlots(ctx, params.linkId, query)),
  }));
  bindMember(router, contract.bookForGuest, ({ ctx, params, body }) => {
    const { start, durationMinutes, setAside } = body;
    const asked = { start: Date.parse(start), durationMinutes, setAside, details: detailsOf(body) };
    return present(bookForGuest(ctx, { ...params, ...asked }));
  });
  bindMember(router, contract.getBooking, async ({ ctx, params }) => {
    const urlOf = (bookingId: string): string | null => workflowUrl(workflowIdOf('booking', bookingId));
    return { body: await getBooking(ctx, { bookingId: params.bookingId, workflowUrl: urlOf }) };
  });
  bindMember(router, contract.listBookingAlternatives, async ({ ctx, params }) => ({
    body: { alternatives: await suggestTimesFor(ctx, params.bookingId) },
  }));
  bindMember(router, contract.approveBooking, ({ ctx, params, body }) =>
    present(approveBooking(ctx, { ...params, start: Date.parse(body.start) })),
  );
  bindMember(router, contract.declineBooking, ({ ctx, params, body }) =>
    present(declineBooking(ctx, { ...params, ...body })),
  );
  bindMember(router, contract.cancelBooking, ({ ctx, params, body }) =>
    present(cancelBooking(ctx, { ...params, ...body })),
  );
  bindMember(router, contract.rescheduleBooking, ({ ctx, params, body }) =>
    present(rescheduleBooking(ctx, { ...params, ...body, start: Date.parse(body.start) })),
  );
  bindMember(router, contract.reassignBooking, ({ ctx, params, body }) =>
    present(reassignBooking(ctx, { ...params, ...body })),
  );
  bindMember(router, contract.addGuests, ({ ctx, params, body }) =>
    present(addGuests(ctx, { ...params, ...body })),
  );
  bindMember(router, contract.removeGuest, ({ ctx, params, body }) =>
    present(removeGuest(ctx, { ...params, ...body })),
  );
  bindMember(router, contract.markNoShow, ({ ctx, params }) => present(markNoShow(ctx, params)));
  bindMember(router, contract.retrySync, ({ ctx, params }) => present(retrySync(ctx, params)));
};
