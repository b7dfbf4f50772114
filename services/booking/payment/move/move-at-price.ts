import type { Transaction } from '#db/client.ts';
import type { MoveQuote } from '#domain/payment/types.ts';
import { carryOutMove, type Move } from '#services/booking/change/carry-out-move.ts';
import type { BookingChange } from '#services/booking/change/write-change.ts';
import type { LockedBooking } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { leaveMove } from './leave-move.ts';
import { giveBackDifference } from './pay-after-move.ts';

/**
 * Brings a booking to another start at the price that its guest has agreed to; null: at the price it has. What it costs less
 * goes back, and what was to be paid for another move is left. Null, with nothing changed, when somebody else has the time or
 * the last place.
 */
export const moveAtPrice = async (
  tx: Transaction,
  ctx: ServiceContext,
  locked: LockedBooking,
  { quote, ...move }: Move & { quote: MoveQuote | null },
): Promise<BookingChange | null> => {
  const { booking } = locked;
  const change = await carryOutMove(tx, ctx, locked, move);
  if (change === null) return null;
  await leaveMove(tx, ctx, booking, { reason: 'moved', keeps: quote?.paidBy ?? null });
  if (quote === null) return change;
  await giveBackDifference(tx, ctx, booking, quote);
  const { priceMinor, currency, taxBasisPoints, refundTerms } = quote;
  return { ...change, set: { ...change.set, priceMinor, currency, taxBasisPoints, refundTerms } };
};
