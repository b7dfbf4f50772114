import { withTenant } from '#db/tenant.ts';
import { audit } from '#services/audit.ts';
import { type LoadedBooking, loadBooking, requireBooking } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { askSoonAbout } from '#services/payment/ask-soon.ts';

/**
 * Has the vendor asked whether a booking is paid by now, for a guest who comes back from its page: its message may be late, or
 * lost. Answers the booking as it is known.
 */
export const checkPayment = async (
  ctx: ServiceContext,
  { bookingId }: { bookingId: string },
): Promise<LoadedBooking> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const loaded = await loadBooking(tx, ctx.tenantId, bookingId);
    requireBooking(ctx, loaded);
    const asked = await askSoonAbout(tx, { tenantId: ctx.tenantId, bookingId, now: ctx.now() });
    if (asked > 0)
      await audit(tx, ctx, { action: 'payment.check', targetKind: 'booking', targetId: bookingId });
    return loaded;
  });
