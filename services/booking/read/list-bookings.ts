import { withTenant, withTenantList } from '#db/tenant.ts';
import { placeWords } from '#domain/link/location.ts';
import { requireAccess } from '#services/authorize.ts';
import { presentHostMoney, presentUnpaidMove } from '#services/booking/payment/present-money.ts';
import type { ServiceContext } from '#services/context.ts';
import { type BookingPageRequest, findBookings } from './find-bookings.ts';
import { loadBooking, requireBooking } from './load-booking.ts';
import { presentBooking } from './present-booking.ts';
import { readHistory } from './read-history.ts';

/** A page of bookings in the order of their start (the past ones latest first), one statement whatever its length. */
export const listBookings = async (ctx: ServiceContext, input: BookingPageRequest) => {
  const member = requireAccess(ctx, 'bookings.read');
  const who = { tenantId: ctx.tenantId, member, now: ctx.now() };
  const { rows, nextCursor } = await withTenantList(ctx.db, ctx.tenantId, (tx) =>
    findBookings(tx, who, input),
  );
  return { items: rows.map((row) => presentBooking(row, ctx.now())), nextCursor };
};

/** One booking the member may see, with answers, timeline and mails (contract `BookingDetail`); `not_found` otherwise. */
export const getBooking = async (
  ctx: ServiceContext,
  input: { bookingId: string; workflowUrl: (bookingId: string) => string | null },
) => {
  requireAccess(ctx, 'bookings.read');
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const loaded = await loadBooking(tx, ctx.tenantId, input.bookingId);
    requireBooking(ctx, loaded, 'bookings.read');
    const { booking } = loaded;
    const history = await readHistory(tx, { tenantId: ctx.tenantId, bookingId: booking.id });
    return {
      ...presentBooking(loaded, ctx.now()),
      location: {
        kind: booking.locationKind,
        label: placeWords({ kind: booking.locationKind, value: booking.locationValue }),
      },
      answers: booking.answers,
      questions: booking.terms.questions.map(({ id, label }) => ({ id, label })),
      note: booking.note,
      workflowUrl: input.workflowUrl(booking.id),
      ...history,
      payment: presentHostMoney(loaded, ctx.now()),
      unpaidMove: presentUnpaidMove(loaded, ctx.now()),
    };
  });
};
