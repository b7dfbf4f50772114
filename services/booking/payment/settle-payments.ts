import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { withTenant } from '#db/tenant.ts';
import { standing, statusTable } from '#domain/booking/status.ts';
import { paysFor } from '#domain/payment/move.ts';
import { lastApprovalAt, stands } from '#domain/payment/reservation.ts';
import { type Settlement, type SettlementFacts, settlementOf } from '#domain/payment/settle.ts';
import type { RefundReason } from '#domain/payment/types.ts';
import type { ServiceContext } from '#services/context.ts';
import { loadLinkById } from '#services/link/public-link.ts';
import { lockPaymentsOf, type PaymentRow } from '#services/payment/load-payment.ts';
import { oweRefund } from '#services/payment/owe-refund.ts';
import { aimReservation } from '#services/payment/reservation/aim-reservation.ts';
import { markSettled, owePaymentNews, type PaymentNews } from '#services/payment/settled.ts';
import { giveBack } from '../change/give-back.ts';
import { addToTimeline } from '../change/timeline.ts';
import { type BookingChange, writeChange } from '../change/write-change.ts';
import { keepTime } from '../claim/keep-time.ts';
import { approvalDeadline } from '../claim/new-booking.ts';
import { type BookingRow, type LockedBooking, lockBooking } from '../read/load-booking.ts';
import { moveWhenPaid, reasonOfUnused, stayUnpaid } from './move/settle-move.ts';
import { seatAgain } from './seat-again.ts';

export type SettlePaymentInput = {
  tenantId: string;
  bookingId: string;
  workflowRunId: string;
  /** The workflow's clock, epoch milliseconds. */
  now: number;
};

/** Until when its host can approve it; null for what nobody has to approve, or somebody has: only then is anything taken. */
const approvalOf = async (
  tx: Transaction,
  booking: BookingRow,
  { aim, captureBefore }: PaymentRow,
  now: number,
): Promise<number | null> => {
  if (!booking.terms.requiresApproval || aim === 'capture') return null;
  const { link } = await loadLinkById(tx, booking.tenantId, booking.linkId);
  const deadline = approvalDeadline(link, booking.startsAt, now);
  return captureBefore === null ? deadline : Math.min(deadline, lastApprovalAt(captureBefore));
};

/** What a booking becomes once it is paid for, or the money is reserved: agreed, or a request that waits for its host. */
const paidChange = async (
  tx: Transaction,
  locked: LockedBooking,
  payment: PaymentRow,
  { now, workflowRunId }: SettlePaymentInput,
): Promise<BookingChange> => {
  const approveBy = await approvalOf(tx, locked.booking, payment, now);
  const status = approveBy === null ? 'confirmed' : 'pending_approval';
  return {
    set: { status, holdUntil: null, approveBy },
    entry: { kind: status, workflowRunId },
    action: 'booking.book',
  };
};

/** Its guest has paid: it stands. Null when its time went to somebody else. */
const keep = async (
  tx: Transaction,
  ctx: ServiceContext,
  locked: LockedBooking,
  payment: PaymentRow,
  input: SettlePaymentInput,
): Promise<BookingChange | null> => {
  const change = await paidChange(tx, locked, payment, input);
  if (locked.booking.seated)
    return (await keepTime(tx, locked.booking, change.set.approveBy ?? null)) ? change : null;
  const seated = await seatAgain(tx, ctx, locked, change.set.approveBy ?? null);
  return seated === null ? null : { ...change, set: { ...change.set, ...seated.set }, joined: seated.joined };
};

/** What is told of a payment with which a booking stands or ends; null for one of which there is more to come. */
const newsOf = ({ state, aim, captureBefore }: PaymentRow, settlement: Settlement): PaymentNews | null => {
  if (state === 'closed') {
    if (captureBefore === null)
      return settlement === 'release' || settlement === 'stay' ? 'payment_unpaid' : null;
    return settlement === 'release' && aim === 'capture' ? 'payment_not_taken' : 'payment_released';
  }
  if (state === 'paid') return 'payment_received';
  return settlement === 'keep' || settlement === 'seat' ? 'payment_reserved' : null;
};

const release = async (
  tx: Transaction,
  ctx: ServiceContext,
  locked: LockedBooking,
  payment: PaymentRow,
  { workflowRunId }: SettlePaymentInput,
): Promise<BookingChange> => ({
  set: { ...(await giveBack(tx, ctx, locked.booking)), status: 'expired', holdUntil: null, approveBy: null },
  entry: { kind: payment.aim === 'capture' ? 'payment_not_taken' : 'payment_expired', workflowRunId },
  action: 'booking.expire',
});

/** Why the money goes back of a payment for which nothing is to be had. */
const reasonFor = ({ status, cancelledBy }: BookingRow, isPaidAlready: boolean): RefundReason => {
  // Twice is said to a guest whose booking stands by the other payment.
  if (isPaidAlready && statusTable[status].counts) return 'duplicate';
  if (status !== 'cancelled') return 'late';
  return cancelledBy === 'guest' ? 'guest_cancelled' : 'host_cancelled';
};

/** What is reserved is released; of what was taken all that is left goes back, whatever the policy of the link. */
const payBack = async (
  tx: Transaction,
  ctx: ServiceContext,
  locked: LockedBooking,
  { payment, reason, workflowRunId }: { payment: PaymentRow; reason: RefundReason; workflowRunId: string },
): Promise<void> => {
  await aimReservation(tx, payment, 'release', ctx.now());
  const amountMinor = await oweRefund(tx, ctx, payment, {
    key: reason,
    amountMinor: payment.capturedMinor,
    reason,
  });
  if (amountMinor === 0) return;
  await addToTimeline(tx, ctx, locked.booking.id, {
    kind: 'payment_returned',
    details: { amountMinor, currency: payment.currency },
    workflowRunId,
  });
};

type Settling = { payment: PaymentRow; settlement: Settlement; isPaidAlready: boolean };

/** What becomes of its booking by a payment; null: nothing, or nothing that could be had for it. */
const changeBy = async (
  tx: Transaction,
  ctx: ServiceContext,
  locked: LockedBooking,
  { payment, settlement }: Settling,
  input: SettlePaymentInput,
): Promise<BookingChange | null> => {
  const { workflowRunId } = input;
  const quote = locked.booking.moveQuote;
  if (settlement === 'keep' || settlement === 'seat') return keep(tx, ctx, locked, payment, input);
  if (settlement === 'release') return release(tx, ctx, locked, payment, input);
  if (settlement === 'stay') return stayUnpaid(tx, locked, workflowRunId);
  if (settlement !== 'move' || quote === null) return null;
  return moveWhenPaid(tx, ctx, locked, { quote, payment, workflowRunId });
};

/** Nothing is to be had for a payment for a move; where its time went to somebody else, nobody waits for it any more. */
const payBackMove = async (
  tx: Transaction,
  ctx: ServiceContext,
  locked: LockedBooking,
  { payment, settlement, isPaidAlready }: Settling,
  workflowRunId: string,
): Promise<void> => {
  const isLost = settlement === 'move';
  if (isLost) writeChange(tx, ctx, locked, await stayUnpaid(tx, locked, workflowRunId));
  const reason = isLost ? 'time_lost' : reasonOfUnused(locked.booking, payment, isPaidAlready);
  await payBack(tx, ctx, locked, { payment, reason, workflowRunId });
};

const settle = async (
  tx: Transaction,
  ctx: ServiceContext,
  locked: LockedBooking,
  settling: Settling,
  input: SettlePaymentInput,
): Promise<void> => {
  const { workflowRunId } = input;
  const { payment, settlement, isPaidAlready } = settling;
  const change = await changeBy(tx, ctx, locked, settling, input);
  const isSettled = change !== null || settlement === 'nothing';
  const news = isSettled ? newsOf(payment, settlement) : null;
  if (news !== null) await owePaymentNews(tx, payment, news, ctx.now());
  if (change !== null) writeChange(tx, ctx, locked, change);
  if (isSettled) return;
  if (payment.purpose === 'move') return payBackMove(tx, ctx, locked, settling, workflowRunId);
  if (settlement === 'keep') {
    // Somebody else has the time although it was held: what cannot be given is paid back, and the booking ends.
    const given = await giveBack(tx, ctx, locked.booking);
    writeChange(tx, ctx, locked, {
      set: { ...given, status: 'expired', holdUntil: null },
      entry: { kind: 'payment_expired', workflowRunId },
      action: 'booking.expire',
    });
  }
  await payBack(tx, ctx, locked, {
    payment,
    reason: reasonFor(locked.booking, isPaidAlready),
    workflowRunId,
  });
};

/** What settling a payment has to know of the others of its booking. */
const factsOf = (
  payment: PaymentRow,
  payments: readonly PaymentRow[],
  { booking: { moveQuote } }: LockedBooking,
  now: number,
): SettlementFacts => {
  const others = payments.filter(({ id, purpose }) => id !== payment.id && purpose === payment.purpose);
  return {
    isPaidAlready: others.some((other) => stands(other) && other.moveTo === payment.moveTo),
    isQuoted: paysFor(moveQuote, payment),
    isLastOfMove: !others.some(
      (other) => other.state !== 'closed' && other.settledAt === null && paysFor(moveQuote, other),
    ),
    now,
  };
};

/**
 * Follows what became of a booking's payments, each once: paid, it stands; reserved, its host is asked; unpaid, its time is free;
 * paid too late, it has its time again while that is free, or the money goes back; paid twice, the second goes back. A payment for
 * a move brings it to its new time, or leaves it where it is. Changes nothing when repeated.
 */
export const settlePayments = async (db: Database, input: SettlePaymentInput): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { tenantId, bookingId, now } = input;
    const ctx: ServiceContext = { db, tenantId, actor: { kind: 'system' }, now: () => now, newId };
    for (;;) {
      // Each changes what the next one finds.
      const locked = await lockBooking(tx, tenantId, bookingId);
      const payments = await lockPaymentsOf(tx, { tenantId, bookingId });
      const waiting = payments.filter(({ state, settledAt }) => state !== 'open' && settledAt === null);
      // While one of them stands, the end of another releases nothing.
      const payment = waiting.find(({ state }) => state !== 'closed') ?? waiting[0];
      if (payment === undefined) return;
      const status = standing(locked.booking, now);
      const facts = factsOf(payment, payments, locked, now);
      const settlement = settlementOf({ status, startsAt: locked.booking.startsAt }, payment, facts);
      const { isPaidAlready } = facts;
      await settle(tx, ctx, locked, { payment, settlement, isPaidAlready }, input);
      await markSettled(tx, payment, now);
    }
  });
