import type { Transaction } from '#db/client.ts';
import { leftOf, sharedOver, standingPayments } from '#domain/payment/cancellation.ts';
import { type MoveCost, moveCost, priceOfQuote } from '#domain/payment/move.ts';
import { priceOf } from '#domain/payment/price.ts';
import type { MoveQuote } from '#domain/payment/types.ts';
import type { BookingRow } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockTakenPayments } from '#services/payment/load-payment.ts';
import { oweRefund } from '#services/payment/owe-refund.ts';

type Back = NonNullable<MoveCost['back']>;
type Paying = Parameters<typeof standingPayments>[1];

/** How much goes back of payments that stand, once a booking has moved; never more than is left of them. */
export const backAfterMove = (back: Back, standing: Paying): number =>
  back.kind === 'all' ? leftOf(standing) : Math.min(back.amountMinor, leftOf(standing));

/** The price that a booking had before it moves, as a price of one party. */
export const presentPrice = (booking: BookingRow) => priceOf(booking, 1);

/**
 * A booking has moved to a time of another price: what it costs less goes back. The caller holds the booking's lock; `booking`
 * is as it was before.
 */
export const giveBackDifference = async (
  tx: Transaction,
  ctx: ServiceContext,
  booking: BookingRow,
  quote: MoveQuote,
): Promise<void> => {
  const { tenantId, id: bookingId } = booking;
  const back = moveCost(presentPrice(booking), priceOfQuote(quote))?.back ?? null;
  if (back === null) return;
  const payments = await lockTakenPayments(tx, { tenantId, bookingId });
  const standing = standingPayments({ ...booking, moveQuote: quote }, payments);
  const shares = sharedOver(backAfterMove(back, standing), standing);
  for (const [index, payment] of standing.entries())
    await oweRefund(tx, ctx, payment, {
      key: `moved/r${booking.revision + 1}`,
      amountMinor: shares[index] ?? 0,
      reason: 'moved',
    });
};
