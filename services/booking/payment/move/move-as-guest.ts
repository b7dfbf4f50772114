import type { Transaction } from '#db/client.ts';
import { asksToMove, waitsForPayment } from '#domain/booking/move-request.ts';
import type { MoveQuote } from '#domain/payment/types.ts';
import type { Move } from '#services/booking/change/carry-out-move.ts';
import { requestMove } from '#services/booking/change/request-move.ts';
import type { BookingChange } from '#services/booking/change/write-change.ts';
import { paymentDeadline } from '#services/booking/claim/new-booking.ts';
import type { LockedBooking } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import type { Refusal } from '#services/idempotency.ts';
import { openPayment } from '#services/payment/open-payment.ts';
import { requireTakingAccount } from '../owe-payment.ts';
import { leaveMove } from './leave-move.ts';
import { moveAtPrice } from './move-at-price.ts';
import { quoteMove, type ShownPrice } from './quote-move.ts';

const action = 'booking.reschedule';

const detailsOf = ({ booking }: LockedBooking, start: number) => ({
  from: new Date(booking.startsAt).toISOString(),
  to: new Date(start).toISOString(),
});

const unchanged: BookingChange = { set: {}, entry: { kind: 'reschedule_unchanged' }, action };

/** Whether the same was asked for before, at the same price, and can still be paid. */
const isAskedAlready = ({ booking, money }: LockedBooking, quote: MoveQuote, now: number): boolean =>
  waitsForPayment(booking) &&
  booking.moveTo === quote.moveTo &&
  booking.moveQuote?.priceMinor === quote.priceMinor &&
  booking.moveQuote.currency === quote.currency &&
  (money ?? []).some(
    ({ purpose, state, payBy }) => purpose === 'move' && state === 'open' && Date.parse(payBy) > now,
  );

type Asked = Move & { quote: MoveQuote | null };

/** The new time is held, and the booking keeps its own, until its guest has paid what it costs more. */
const holdUntilPaid = async (
  tx: Transaction,
  ctx: ServiceContext,
  locked: LockedBooking,
  { target: { link }, start, reason, quote }: Asked & { quote: MoveQuote },
): Promise<BookingChange | null> => {
  const { booking } = locked;
  const { dueMinor, currency, taxBasisPoints } = quote;
  if (currency === null) throw new Error(`nothing is due for ${booking.id}`);
  const account = await requireTakingAccount(tx, ctx.tenantId);
  const asked = await requestMove(tx, ctx, locked, { link, start, isToPay: true });
  if (asked === null) return null;
  await leaveMove(tx, ctx, booking, { reason: 'moved' });
  await openPayment(tx, ctx, {
    bookingId: booking.id,
    account,
    price: { amountMinor: dueMinor, currency, taxBasisPoints },
    payBy: Math.min(paymentDeadline(link, start, ctx.now()), booking.startsAt),
    moveTo: start,
  });
  const details = { ...detailsOf(locked, start), amountMinor: dueMinor, currency };
  return { set: { ...asked, moveQuote: quote }, entry: { kind: 'move_to_pay', reason, details }, action };
};

/** What its host has approved stays so for its own time only: they are asked. */
const askHost = async (
  tx: Transaction,
  ctx: ServiceContext,
  locked: LockedBooking,
  { target: { link }, start, reason, quote }: Asked,
): Promise<BookingChange | null> => {
  const asked = await requestMove(tx, ctx, locked, { link, start });
  if (asked === null) return null;
  await leaveMove(tx, ctx, locked.booking, { reason: 'moved' });
  const details = detailsOf(locked, start);
  return { set: { ...asked, moveQuote: quote }, entry: { kind: 'move_requested', reason, details }, action };
};

/**
 * Moves a booking for its guest, at the price that its link has by now: at once where that is no more than it costs; else the
 * new time is held until the difference is paid. What its host has to approve is asked for. `shown`: the new price as its
 * guest was shown it. Null, with nothing changed, when somebody else has the time.
 */
export const moveAsGuest = async (
  tx: Transaction,
  ctx: ServiceContext,
  locked: LockedBooking,
  { shown, ...move }: Move & { shown: ShownPrice | undefined },
): Promise<BookingChange | { refusal: Refusal } | null> => {
  const { booking } = locked;
  const { start, target } = move;
  const isPaidFor = booking.moveTo === start && (booking.moveQuote?.paidBy ?? null) !== null;
  if (isPaidFor) return unchanged;
  const quoted = await quoteMove(tx, booking, target.link, { start, shown, now: ctx.now() });
  if ('refusal' in quoted) return quoted;
  const { quote } = quoted;
  if (quote !== null && quote.dueMinor > 0)
    return isAskedAlready(locked, quote, ctx.now())
      ? unchanged
      : holdUntilPaid(tx, ctx, locked, { ...move, quote });
  const ask = asksToMove(booking) ? askHost : moveAtPrice;
  return ask(tx, ctx, locked, { ...move, quote });
};
