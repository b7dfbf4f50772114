import type { CaptureTime, PaymentState, ReservationAim, ReservationStage } from './types.ts';

const hourMs = 3_600_000;

/** So long every vendor keeps money reserved that a guest has set aside for a booking: its contract tests hold it to that. */
export const surelyReservedMs = 6 * 24 * hourMs;

/** What is reserved is taken this long before the vendor would let go of it. */
export const captureMarginMs = 12 * hourMs;

/**
 * When the money of a booking is taken: what its host decides on in time is reserved until then, anything else is taken as soon
 * as its guest pays. `decidesBy`: until when the host of a booking that needs approval would have to decide if its guest paid
 * now; null for one that needs none.
 */
export const captureTimeOf = (decidesBy: number | null, now: number): CaptureTime =>
  decidesBy !== null && decidesBy - now <= surelyReservedMs ? 'on_approval' : 'at_once';

/** Until when a host can approve what is reserved, so that it can still be taken. Epoch milliseconds. */
export const lastApprovalAt = (captureBefore: number): number => captureBefore - captureMarginMs;

/** Where reserved money is; null where nothing was reserved, or it has been taken. */
export const reservationStage = (payment: {
  state: PaymentState;
  aim: ReservationAim | null;
  /** Null for what was never reserved. */
  captureBefore: unknown;
}): ReservationStage | null => {
  if (payment.state === 'reserved')
    return payment.aim === null ? 'held' : payment.aim === 'capture' ? 'being_taken' : 'being_released';
  return payment.state === 'closed' && payment.captureBefore !== null ? 'released' : null;
};

/** A payment that its booking has taken as its own: paid, or reserved and not to be released. */
export const stands = (payment: {
  state: PaymentState;
  aim: ReservationAim | null;
  settledAt: number | null;
}): boolean =>
  payment.settledAt !== null &&
  (payment.state === 'paid' || (payment.state === 'reserved' && payment.aim !== 'release'));
