import { statusTable } from '#domain/booking/status.ts';
import { type BookingStatus } from '#domain/booking/types.ts';
import type { PaymentState } from './types.ts';

/**
 * What a payment that has come to its end means for its booking: `keep` it, for which its guest has paid; `release` its time,
 * for which nobody did; `seat` it again, as it was released and is paid for; give it `back`, because nothing is to be had for it
 * (any more); or `nothing`.
 */
export type Settlement = 'keep' | 'release' | 'seat' | 'back' | 'nothing';

/** `isPaidAlready`: another payment of the same booking came first. */
export const settlementOf = (
  booking: { status: BookingStatus; startsAt: number },
  payment: { state: PaymentState; capturedMinor: number },
  { isPaidAlready, now }: { isPaidAlready: boolean; now: number },
): Settlement => {
  const awaits = statusTable[booking.status].awaitsPayment === true;
  if (payment.state === 'open') return 'nothing';
  if (payment.state === 'closed') return awaits ? 'release' : 'nothing';
  if (isPaidAlready) return 'back';
  if (awaits) return 'keep';
  // Only what ran out may come back: who cancelled does not want it.
  return booking.status === 'expired' && booking.startsAt > now ? 'seat' : 'back';
};
