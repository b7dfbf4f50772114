import { and, desc, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import { settableRules } from '#domain/availability/set-aside.ts';
import { asksToMove } from '#domain/booking/move-request.ts';
import type { MoveQuote, RefundReason } from '#domain/payment/types.ts';
import { dropMoveRequest, requestMove } from '#services/booking/change/request-move.ts';
import type { BookingChange } from '#services/booking/change/write-change.ts';
import { targetOfBooking } from '#services/booking/claim/assign-booking.ts';
import { checkTime } from '#services/booking/claim/check-time.ts';
import type { BookingRow, LockedBooking } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import type { LinkWithHosts, MoveTarget } from '#services/link/public-link.ts';
import type { PaymentRow } from '#services/payment/load-payment.ts';
import { leaveMove } from './leave-move.ts';
import { moveAtPrice } from './move-at-price.ts';

/** What its guest said when they asked for the move that is paid for now. */
const reasonGiven = async (tx: Transaction, { tenantId, id }: BookingRow): Promise<string | undefined> => {
  const [row] = await tx
    .select({ reason: bookingTimeline.reason })
    .from(bookingTimeline)
    .where(
      and(
        eq(bookingTimeline.tenantId, tenantId),
        eq(bookingTimeline.bookingId, id),
        eq(bookingTimeline.kind, 'move_to_pay'),
      ),
    )
    .orderBy(desc(bookingTimeline.sequence))
    .limit(1);
  return row?.reason ?? undefined;
};

/** Whether a time that is not held any more is still to be had; rules that were met when it was asked for do not count. */
const isStillFree = async (
  tx: Transaction,
  ctx: ServiceContext,
  { booking }: LockedBooking,
  { target, start }: { target: LinkWithHosts | MoveTarget; start: number },
): Promise<boolean> => {
  if (booking.moveTo === start) return true;
  const check = await checkTime(tx, target, {
    start,
    durationMinutes: booking.durationMinutes,
    now: ctx.now(),
    moving: { bookingId: booking.id, sessionId: booking.sessionId },
    setAside: settableRules,
  });
  return !('refusal' in check);
};

/**
 * Its guest has paid for the move: it has the new time at the new price, or its host is asked now. Null, with nothing changed,
 * when that time went to somebody else.
 */
export const moveWhenPaid = async (
  tx: Transaction,
  ctx: ServiceContext,
  locked: LockedBooking,
  {
    quote,
    payment,
    workflowRunId,
  }: { quote: MoveQuote; payment: { id: string; moveTo: number | null }; workflowRunId: string },
): Promise<BookingChange | null> => {
  const { booking } = locked;
  const start = quote.moveTo;
  const target = await targetOfBooking(tx, booking);
  if (!(await isStillFree(tx, ctx, locked, { target, start }))) return null;
  const reason = await reasonGiven(tx, booking);
  const paid = { ...quote, dueMinor: 0, paidBy: payment.id };
  if (asksToMove(booking)) {
    const asked = await requestMove(tx, ctx, locked, { link: target.link, start });
    if (asked === null) return null;
    await leaveMove(tx, ctx, booking, { reason: 'moved' });
    const [from, to] = [booking.startsAt, start].map((each) => new Date(each).toISOString());
    const entry = { kind: 'move_requested', reason, details: { from, to }, workflowRunId };
    return { set: { ...asked, moveQuote: paid }, entry, action: 'booking.reschedule' };
  }
  const change = await moveAtPrice(tx, ctx, locked, { target, start, reason, quote: paid });
  return change === null ? null : { ...change, entry: { ...change.entry, workflowRunId } };
};

/** Nobody has paid for the move: the time that was held for it is free, and the booking stays where it is. */
export const stayUnpaid = async (
  tx: Transaction,
  { booking }: LockedBooking,
  workflowRunId: string,
): Promise<BookingChange> => {
  await dropMoveRequest(tx, booking);
  return {
    // What was quoted is kept: whoever pays too late moves all the same while the time is free.
    set: { moveTo: null, moveBy: null },
    entry: { kind: 'move_unpaid', workflowRunId },
    action: 'booking.expire_move',
  };
};

/** Why a payment for a move goes back for which nothing is to be had. */
export const reasonOfUnused = (
  { status, cancelledBy, startsAt }: BookingRow,
  { moveTo }: PaymentRow,
  isPaidAlready: boolean,
): RefundReason => {
  if (status === 'cancelled') return cancelledBy === 'guest' ? 'guest_cancelled' : 'host_cancelled';
  return isPaidAlready && startsAt === moveTo ? 'duplicate' : 'late';
};
