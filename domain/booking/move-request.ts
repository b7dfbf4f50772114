import { statusTable } from './status.ts';
import type { BookingStatus } from './types.ts';

/** A time that a guest asks to move to: the booking keeps its own until its host approves, until `moveBy` at the latest. */
export type MoveRequest = {
  /** Epoch milliseconds; both or neither. */
  moveTo: number | null;
  moveBy: number | null;
};

/** With what is still to be paid for it, in minor units; null: nothing. */
export type QuotedMove = MoveRequest & { moveQuote: { dueMinor: number } | null };

/** Whether a booking's new time is held until its guest has paid for it. */
export const waitsForPayment = ({
  moveTo,
  moveQuote,
}: Partial<Pick<QuotedMove, 'moveTo' | 'moveQuote'>>): boolean =>
  moveTo != null && moveQuote != null && moveQuote.dueMinor > 0;

/** The time that waits for the host's approval at this instant, null when none does: what is to be paid first does not yet. */
export const requestedMove = (
  { status, ...asked }: { status: BookingStatus } & Partial<QuotedMove>,
  now: number,
): number | null =>
  asked.moveTo != null &&
  asked.moveBy != null &&
  asked.moveBy > now &&
  !waitsForPayment(asked) &&
  statusTable[status].allows.includes('reschedule')
    ? asked.moveTo
    : null;

/** The time that waits for its guest's payment at this instant, null when none does. */
export const unpaidMove = ({
  status,
  ...asked
}: { status: BookingStatus } & Pick<QuotedMove, 'moveTo' | 'moveQuote'>): number | null =>
  waitsForPayment(asked) && statusTable[status].allows.includes('reschedule') ? asked.moveTo : null;

/** Whether a guest has to ask: what its host has approved stays approved for its own time only. */
export const asksToMove = (booking: {
  status: BookingStatus;
  terms: { requiresApproval: boolean };
}): boolean => booking.terms.requiresApproval && statusTable[booking.status].inCalendars;
