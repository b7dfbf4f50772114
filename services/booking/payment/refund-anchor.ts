import { and, desc, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import { anchorAfterMove } from '#domain/payment/refund.ts';
import { bookingActorOf } from '#services/booking/change/timeline.ts';
import type { BookingRow } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';

/** When its guest asked for the move that is approved now; what they ask for in time is not late because its host was. */
const askedMoveAt = async (tx: Transaction, { tenantId, id }: BookingRow): Promise<number | null> => {
  const [row] = await tx
    .select({ at: bookingTimeline.at })
    .from(bookingTimeline)
    .where(
      and(
        eq(bookingTimeline.tenantId, tenantId),
        eq(bookingTimeline.bookingId, id),
        eq(bookingTimeline.kind, 'move_requested'),
      ),
    )
    .orderBy(desc(bookingTimeline.sequence))
    .limit(1);
  return row?.at ?? null;
};

/** What the deadlines of a booking's refund count from once it has moved, as a change of its row; nothing where it costs nothing. */
export const refundAnchorAfter = async (
  tx: Transaction,
  ctx: ServiceContext,
  booking: BookingRow,
  newStartsAt: number,
): Promise<{ refundAnchor?: number | null }> => {
  if (booking.refundTerms === null) return {};
  const quoted = booking.moveQuote?.moveTo === newStartsAt ? booking.moveQuote.askedAt : null;
  const isAsked = booking.moveTo === newStartsAt || quoted !== null;
  return {
    refundAnchor: anchorAfterMove(booking.refundTerms, {
      deadlinesFrom: booking.refundAnchor ?? booking.startsAt,
      newStartsAt,
      askedAt: quoted ?? (isAsked ? await askedMoveAt(tx, booking) : null) ?? ctx.now(),
      by: isAsked ? 'guest' : bookingActorOf(ctx.actor),
    }),
  };
};
