import type { ErrorCode } from '../errors.ts';
import { type QuotedMove, requestedMove } from './move-request.ts';
import { type Dated, standing, statusTable } from './status.ts';
import type { BookingAction } from './types.ts';

export type TransitionRefusal = {
  code: Extract<ErrorCode, 'already_cancelled' | 'hold_expired' | 'invalid_transition' | 'in_the_past'>;
  detail: string;
};

/** What nobody can do any more once it has begun. */
const changes: readonly BookingAction[] = ['reschedule', 'cancel', 'reassign', 'add_guests', 'remove_guest'];

/** Null when the action is allowed at this instant, otherwise why not. The one rule every layer asks. */
export const refuseTransition = (
  action: BookingAction,
  booking: Dated & Partial<QuotedMove>,
  now: number,
): TransitionRefusal | null => {
  const status = standing(booking, now);
  // What is decided then is the move, and the booking stays.
  if ((action === 'approve' || action === 'decline') && requestedMove(booking, now) !== null) return null;
  if (action === 'cancel' && status === 'cancelled')
    return { code: 'already_cancelled', detail: 'The booking is already cancelled.' };
  if (action === 'complete_hold' && status === 'expired')
    return { code: 'hold_expired', detail: 'The hold has ended; choose a time again.' };
  if (!statusTable[booking.status].allows.includes(action))
    return {
      code: 'invalid_transition',
      detail: `A booking that is ${status.replaceAll('_', ' ')} cannot do this.`,
    };
  if (changes.includes(action) && booking.startsAt <= now)
    return { code: 'in_the_past', detail: 'The booking has already begun.' };
  if (!statusTable[status].allows.includes(action))
    return { code: 'invalid_transition', detail: 'The time to decide on it has passed.' };
  if (action === 'mark_no_show' && booking.startsAt > now)
    return { code: 'invalid_transition', detail: 'The booking has not begun yet.' };
  return null;
};
