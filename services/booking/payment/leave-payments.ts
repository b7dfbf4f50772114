import type { Transaction } from '#db/client.ts';
import { statusTable } from '#domain/booking/status.ts';
import { cancellationShares } from '#domain/payment/cancellation.ts';
import type { RefundChoice, RefundReason } from '#domain/payment/types.ts';
import type { BookingRow } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { closePayment } from '#services/payment/close-payment.ts';
import { lockTakenPayments } from '#services/payment/load-payment.ts';
import { oweRefund } from '#services/payment/owe-refund.ts';
import { aimReservation } from '#services/payment/reservation/aim-reservation.ts';
import { bookingActorOf } from '../change/timeline.ts';
import { returnUnused } from './move/leave-move.ts';

/** Why the money of a booking goes back that ends now. */
const reasonOf = (ctx: ServiceContext, booking: BookingRow): RefundReason => {
  if (bookingActorOf(ctx.actor) === 'guest') return 'guest_cancelled';
  return statusTable[booking.status].allows.includes('decline') ? 'declined' : 'host_cancelled';
};

/**
 * What becomes of the money of a booking that does not take place: what was not paid yet is closed, what is reserved is released, what was paid goes back as
 * was agreed, or as the host who cancels has decided. The caller holds the booking's lock.
 */
export const leavePayments = async (
  tx: Transaction,
  ctx: ServiceContext,
  booking: BookingRow,
  refund: RefundChoice = 'whole',
): Promise<void> => {
  const { tenantId, id: bookingId, moveQuote, refundAnchor, startsAt } = booking;
  const reason = reasonOf(ctx, booking);
  const by = refund === 'policy' ? 'guest' : bookingActorOf(ctx.actor);
  // One that has not been followed yet is given back by whoever follows it.
  const payments = await lockTakenPayments(tx, { tenantId, bookingId });
  for (const payment of payments) {
    if (payment.state === 'open') await closePayment(tx, payment, ctx.now());
    if (payment.state === 'reserved') await aimReservation(tx, payment, 'release', ctx.now());
    if (payment.id === moveQuote?.paidBy) await returnUnused(tx, ctx, payment, reason);
  }
  if (refund === 'none') return;
  const asked = { deadlinesFrom: refundAnchor ?? startsAt, askedAt: ctx.now(), by };
  for (const { payment, amountMinor } of cancellationShares(booking, payments, asked).shares)
    await oweRefund(tx, ctx, payment, { key: 'cancel', amountMinor, reason });
};
