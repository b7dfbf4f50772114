import type { Transaction } from '#db/client.ts';
import type { RefundChoice } from '#domain/payment/types.ts';
import { refundAssignment } from '#services/booking/claim/assign-booking.ts';
import { leavePayments } from '#services/booking/payment/leave-payments.ts';
import type { BookingRow } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { freePlaces } from '#services/session/seats.ts';

/**
 * Frees the places of a booking that does not take place, and the turn of the host who was chosen for it; what was paid for it
 * goes back as was agreed, or as the host has decided. Answers what becomes of its row; the caller holds its lock.
 */
export const giveBack = async (
  tx: Transaction,
  ctx: ServiceContext,
  booking: BookingRow,
  refund?: RefundChoice,
): Promise<{ seated: false }> => {
  const { tenantId, sessionId, places } = booking;
  const leaving = { bookingIds: [booking.id], places, now: ctx.now() };
  if (booking.seated) await freePlaces(tx, { tenantId, sessionId }, leaving);
  await refundAssignment(tx, booking);
  if (booking.priceMinor !== null || booking.moveQuote !== null)
    await leavePayments(tx, ctx, booking, refund);
  return { seated: false };
};
