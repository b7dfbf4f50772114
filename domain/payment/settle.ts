import { statusTable } from '#domain/booking/status.ts';
import { type BookingStatus } from '#domain/booking/types.ts';
import type { PaymentPurpose, PaymentState } from './types.ts';

/**
 * What a payment that has come to its end means for its booking: `keep` it, for which its guest has paid; `release` its time,
 * for which nobody did; `seat` it again, as it was released and is paid for; `move` it to the time that is paid for; let it
 * `stay` where it is, as nobody has paid for its move; give it `back`, because nothing is to be had for it (any more); or
 * `nothing`.
 */
export type Settlement = 'keep' | 'release' | 'seat' | 'move' | 'stay' | 'back' | 'nothing';

type SettledPayment = {
  purpose: PaymentPurpose;
  state: PaymentState;
  capturedMinor: number;
  moveTo: number | null;
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
  { state, moveTo }: SettledPayment,
  { isQuoted, isLastOfMove, now }: SettlementFacts,
): Settlement => {
  if (state === 'closed') return isQuoted && isLastOfMove ? 'stay' : 'nothing';
  const canMove = statusTable[status].allows.includes('reschedule') && startsAt > now;
  return isQuoted && canMove && moveTo !== null && moveTo > now ? 'move' : 'back';
};

export const settlementOf = (
  booking: { status: BookingStatus; startsAt: number },
  payment: SettledPayment,
  facts: SettlementFacts,
): Settlement => {
  const awaits = statusTable[booking.status].awaitsPayment === true;
  if (payment.state === 'open') return 'nothing';
  if (payment.purpose === 'move') return settlementOfMove(booking, payment, facts);
  if (payment.state === 'closed') return awaits ? 'release' : 'nothing';
  if (facts.isPaidAlready) return 'back';
  if (awaits) return 'keep';
  // Only what ran out may come back: who cancelled does not want it.
  return booking.status === 'expired' && booking.startsAt > facts.now ? 'seat' : 'back';
};
