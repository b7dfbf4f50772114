import type { ErrorCode } from '../errors.ts';
import { statusTable } from './status.ts';
import type { BookingStatus, BookingTerms } from './types.ts';

const minuteMs = 60_000;

/** What a guest needs notice for. */
export type NoticedAction = 'cancel' | 'reschedule';

type Noticed = {
  status: BookingStatus;
  startsAt: number;
  terms: Pick<BookingTerms, 'cancelNoticeMinutes' | 'rescheduleNoticeMinutes'>;
};

const noticeOf = ({ terms }: Noticed, action: NoticedAction): number =>
  action === 'cancel' ? terms.cancelNoticeMinutes : terms.rescheduleNoticeMinutes;

/**
 * The last instant at which a guest can still cancel or move a booking by its host's rule, epoch milliseconds; null where
 * the host asks for no notice. What its host has not agreed to yet can be withdrawn and moved at any time.
 */
export const changeDeadline = (action: NoticedAction, booking: Noticed): number | null => {
  const minutes = noticeOf(booking, action);
  return minutes > 0 && statusTable[booking.status].inCalendars
    ? booking.startsAt - minutes * minuteMs
    : null;
};

const codes = {
  cancel: 'too_late_to_cancel',
  reschedule: 'too_late_to_reschedule',
} as const satisfies Record<NoticedAction, ErrorCode>;

const details = {
  cancel: 'The host takes no cancellations this close to the start; please contact them.',
  reschedule: 'The host takes no changes of time this close to the start; please contact them.',
} as const satisfies Record<NoticedAction, string>;

/** Null when a guest may do it at this instant, otherwise why not. Hosts are not asked: they always may. */
export const refuseLateChange = (
  action: NoticedAction,
  booking: Noticed,
  now: number,
): { code: (typeof codes)[NoticedAction]; detail: string } | null => {
  const deadline = changeDeadline(action, booking);
  return deadline === null || now <= deadline ? null : { code: codes[action], detail: details[action] };
};
