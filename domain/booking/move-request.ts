import { statusTable } from './status.ts';
import type { BookingStatus } from './types.ts';

/** A time that a guest asks to move to: the booking keeps its own until its host approves, until `moveBy` at the latest. */
export type MoveRequest = {
  /** Epoch milliseconds; both or neither. */
  moveTo: number | null;
  moveBy: number | null;
};

/** The time that waits for the host's approval at this instant, null when none does. */
export const requestedMove = (
  { status, moveTo, moveBy }: { status: BookingStatus } & Partial<MoveRequest>,
  now: number,
): number | null =>
  moveTo != null && moveBy != null && moveBy > now && statusTable[status].allows.includes('reschedule')
    ? moveTo
    : null;

/** Whether a guest has to ask: what its host has approved stays approved for its own time only. */
export const asksToMove = (booking: {
  status: BookingStatus;
  terms: { requiresApproval: boolean };
}): boolean => booking.terms.requiresApproval && statusTable[booking.status].inCalendars;
