import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import { payments } from '#db/schema/payment.ts';
import { standingPayments } from '#domain/payment/cancellation.ts';
import { isQuoted, type MoveCost, moveCost } from '#domain/payment/move.ts';
import { priceOf, refundTermsOf } from '#domain/payment/price.ts';
import type { MoveQuote, Price } from '#domain/payment/types.ts';
import type { BookingRow, LoadedBooking } from '#services/booking/read/load-booking.ts';
import type { Refusal } from '#services/idempotency.ts';
import type { LinkRow } from '#services/link/public-link.ts';
import { backAfterMove, presentPrice } from './pay-after-move.ts';

export type ShownPrice = Pick<Price, 'amountMinor' | 'currency'> | null;

/** Whether a host has made a booking for its guest, who was not to pay for it. */
const isGiven = async (tx: Transaction, { tenantId, id, priceMinor }: BookingRow): Promise<boolean> => {
  if (priceMinor !== null) return false;
  const rows = await tx
    .select({ id: bookingTimeline.id })
    .from(bookingTimeline)
    .where(
      and(
        eq(bookingTimeline.tenantId, tenantId),
        eq(bookingTimeline.bookingId, id),
        eq(bookingTimeline.sequence, 1),
        eq(bookingTimeline.actor, 'host'),
      ),
    );
  return rows.length > 0;
};

/** Whether its price is reserved and not taken yet: its host decides on what its guest has agreed to. */
const isReserved = async (tx: Transaction, { tenantId, id, priceMinor }: BookingRow): Promise<boolean> => {
  if (priceMinor === null) return false;
  const rows = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.tenantId, tenantId), eq(payments.bookingId, id), eq(payments.state, 'reserved')))
    .limit(1);
  return rows.length > 0;
};

/** What it costs a guest to move their booking now, at the price that its link has now; null: nothing changes, also while it is
 * reserved and waits for its host. */
export const costOfMove = async (
  tx: Transaction,
  booking: BookingRow,
  link: LinkRow,
): Promise<{ price: Price | null; cost: MoveCost } | null> => {
  const price = priceOf(link, booking.places);
  const cost = moveCost(presentPrice(booking), price);
  return cost === null || (await isGiven(tx, booking)) || (await isReserved(tx, booking))
    ? null
    : { price, cost };
};

const changedPrice = (price: Price | null): { refusal: Refusal } => ({
  refusal: {
    code: 'price_changed',
    detail: 'Another price than the one that was shown; look at it and ask again.',
    price,
  },
});

/**
 * What a guest agrees to who moves their booking; null: its price stays. Refused with `price_changed` and the new price where
 * that is not the one they were shown.
 */
export const quoteMove = async (
  tx: Transaction,
  booking: BookingRow,
  link: LinkRow,
  { start, shown, now }: { start: number; shown: ShownPrice | undefined; now: number },
): Promise<{ quote: MoveQuote | null } | { refusal: Refusal }> => {
  const found = await costOfMove(tx, booking, link);
  const price = found === null ? presentPrice(booking) : found.price;
  if (shown === undefined ? found !== null : !isQuoted(shown, price)) return changedPrice(price);
  if (found === null) return { quote: null };
  const { pay } = found.cost;
  const terms = price === null ? null : refundTermsOf(link, booking.locale, now);
  return {
    quote: {
      moveTo: start,
      askedAt: now,
      dueMinor: pay?.amountMinor ?? 0,
      paidBy: null,
      priceMinor: price?.amountMinor ?? null,
      currency: price?.currency ?? null,
      taxBasisPoints: price?.taxBasisPoints ?? 0,
      // Who pays nothing more has agreed to nothing new.
      refundTerms: price === null || pay !== null ? terms : booking.refundTerms,
    },
  };
};

/** What a guest is shown of money before they move their booking (contract `BookingLink`); null: its price stays. */
export const presentMoveCost = async (
  tx: Transaction,
  { booking, money }: Pick<LoadedBooking, 'booking' | 'money'>,
  link: LinkRow,
) => {
  const found = await costOfMove(tx, booking, link);
  if (found === null) return null;
  const { price, cost } = found;
  const { currency } = booking;
  const back = cost.back === null ? 0 : backAfterMove(cost.back, standingPayments(booking, money ?? []));
  return {
    price,
    pay: cost.pay,
    back: back === 0 || currency === null ? null : { amountMinor: back, currency },
  };
};
