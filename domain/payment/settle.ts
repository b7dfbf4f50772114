import { statusTable } from '#domain/booking/status.ts';
import { type BookingStatus } from '#domain/booking/types.ts';
import { lastApprovalAt } from './reservation.ts';
import type { PaymentPurpose, PaymentState, ReservationAim } from './types.ts';

/**
 * What a payment that has come to its end, or is reserved, means for its booking: `keep` it, for which its guest has paid;
 * `release` its time, for which nobody did; `seat` it again, as it was released and is paid for; `move` it to the time that is
 * paid for; let it `stay` where it is, as nobody has paid for its move; give it `back`, because nothing is to be had for it (any
 * more); or `nothing`.
 */
export type Settlement = 'keep' | 'release' | 'seat' | 'move' | 'stay' | 'back' | 'nothing';

export type SettlingPayment = {
  purpose: PaymentPurpose;
  state: PaymentState;
  capturedMinor: number;
  moveTo: number | null;
  aim: ReservationAim | null;
  /** Null for what was never reserved. */
  captureBefore: number | null;
};

export type SettlementFacts = {
  /** Another payment of the same booking came first. */
  isPaidAlready: boolean;
  /** It is what the booking's last quote asks for. */
  isQuoted: boolean;
  /** Nobody else's payment can still bring about the same move. */
  isLastOfMove: boolean;
  now: number;
};

/** A payment for a move neither confirms a booking nor releases it. */
const settlementOfMove = (
  { status, startsAt }: { status: BookingStatus; startsAt: number },
  { state, moveTo }: SettlingPayment,
  { isQuoted, isLastOfMove, now }: SettlementFacts,
): Settlement => {
  if (state === 'closed') return isQuoted && isLastOfMove ? 'stay' : 'nothing';
  const canMove = statusTable[status].allows.includes('reschedule') && startsAt > now;
  return isQuoted && canMove && moveTo !== null && moveTo > now ? 'move' : 'back';
};

/** Its booking stands on what was reserved by it: the host is asked, or has approved. */
const isReservationOf = (status: BookingStatus, { captureBefore, aim }: SettlingPayment): boolean =>
  captureBefore !== null && aim !== 'release' && statusTable[status].counts;

const ofClosed = (status: BookingStatus, payment: SettlingPayment): Settlement => {
  const awaits = statusTable[status].awaitsPayment === true;
  const waitsForHost = statusTable[status].allows.includes('approve');
  return awaits || (waitsForHost && isReservationOf(status, payment)) ? 'release' : 'nothing';
};

export const settlementOf = (
  booking: { status: BookingStatus; startsAt: number },
  payment: SettlingPayment,
  facts: SettlementFacts,
): Settlement => {
  const awaits = statusTable[booking.status].awaitsPayment === true;
  const { isPaidAlready, now } = facts;
  const { state, aim, captureBefore } = payment;
  if (state === 'open' || (state === 'reserved' && aim !== null)) return 'nothing';
  if (payment.purpose === 'move') return settlementOfMove(booking, payment, facts);
  if (state === 'closed') return isPaidAlready ? 'nothing' : ofClosed(booking.status, payment);
  // What was to be released was taken all the same.
  if (isPaidAlready || aim === 'release') return 'back';
  if (state === 'reserved' && captureBefore !== null && lastApprovalAt(captureBefore) <= now)
    return awaits ? 'release' : 'back';
  if (awaits) return 'keep';
  if (state === 'paid' && isReservationOf(booking.status, payment)) return 'nothing';
  // Only what ran out may come back: who cancelled does not want it.
  return booking.status === 'expired' && booking.startsAt > now ? 'seat' : 'back';
};
