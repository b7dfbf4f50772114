import type { ErrorCode } from '../errors.ts';
import type { BookingStatus } from './status.ts';

/** What may be asked of a booking. */
export type BookingAction =
  | 'complete_hold'
  | 'release_hold'
  | 'approve'
  | 'decline'
  | 'reschedule'
  | 'cancel'
  | 'mark_no_show'
  | 'retry_sync';

const allowedFrom: Readonly<Record<BookingAction, readonly BookingStatus[]>> = {
  complete_hold: ['held'],
  release_hold: ['held'],
  approve: ['pending_approval'],
  decline: ['pending_approval'],
  reschedule: ['pending_approval', 'confirmed'],
  cancel: ['pending_approval', 'confirmed'],
  mark_no_show: ['confirmed', 'completed'],
  retry_sync: ['pending_approval', 'confirmed', 'cancelled', 'declined', 'completed', 'no_show'],
};

export type TransitionRefusal = {
  code: Extract<ErrorCode, 'already_cancelled' | 'hold_expired' | 'invalid_transition' | 'in_the_past'>;
  detail: string;
};

/** Null when the action is allowed, otherwise why not. The one rule every layer asks. */
export const refuseTransition = (
  action: BookingAction,
  booking: { status: BookingStatus; startsAt: number; holdUntil: number | null; approveBy: number | null },
  now: number,
): TransitionRefusal | null => {
  const { status } = booking;
  if (action === 'cancel' && status === 'cancelled')
    return { code: 'already_cancelled', detail: 'The booking is already cancelled.' };
  if (
    action === 'complete_hold' &&
    (status === 'expired' || (status === 'held' && (booking.holdUntil ?? 0) <= now))
  )
    return { code: 'hold_expired', detail: 'The hold has ended; choose a time again.' };
  if (!allowedFrom[action].includes(status))
    return {
      code: 'invalid_transition',
      detail: `A booking that is ${status.replaceAll('_', ' ')} cannot do this.`,
    };
  if ((action === 'approve' || action === 'decline') && (booking.approveBy ?? booking.startsAt) <= now)
    return { code: 'invalid_transition', detail: 'The time to decide on it has passed.' };
  if ((action === 'reschedule' || action === 'cancel') && booking.startsAt <= now)
    return { code: 'in_the_past', detail: 'The booking has already begun.' };
  if (action === 'mark_no_show' && booking.startsAt > now)
    return { code: 'invalid_transition', detail: 'The booking has not begun yet.' };
  return null;
};
