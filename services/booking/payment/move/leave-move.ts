import type { Transaction } from '#db/client.ts';
import type { RefundReason } from '#domain/payment/types.ts';
import type { BookingRow } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { closePayment } from '#services/payment/close-payment.ts';
import { lockPaymentsOf, type PaymentRow } from '#services/payment/load-payment.ts';
import { oweRefund } from '#services/payment/owe-refund.ts';

/** A payment for a move that does not come to be goes back in full, whatever the terms say. The caller holds its lock. */
export const returnUnused = (
  tx: Transaction,
  ctx: ServiceContext,
  payment: PaymentRow,
  reason: RefundReason,
): Promise<number> =>
  oweRefund(tx, ctx, payment, { key: 'unused', amountMinor: payment.capturedMinor, reason });

/**
 * Nothing is asked any more of a move that its guest was to pay for: its page is closed, and what was paid already goes back,
 * except what `keeps` names. What is still under way at the vendor is given back by whoever follows it. The caller holds the
 * booking's lock.
 */
export const leaveMove = async (
  tx: Transaction,
  ctx: ServiceContext,
  booking: BookingRow,
  { reason, keeps = null }: { reason: RefundReason; keeps?: string | null },
): Promise<void> => {
  const { tenantId, id: bookingId, moveQuote } = booking;
  if (moveQuote === null) return;
  for (const payment of await lockPaymentsOf(tx, { tenantId, bookingId })) {
    if (payment.purpose === 'move' && payment.state === 'open') await closePayment(tx, payment, ctx.now());
    if (payment.id === moveQuote.paidBy && payment.id !== keeps) await returnUnused(tx, ctx, payment, reason);
  }
};
