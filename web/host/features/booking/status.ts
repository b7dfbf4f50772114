import type { Booking, BookingStatus, SyncState } from '#web/api/schemas.ts';
import type { BadgeTone } from '#web/host/components/badge.tsx';
import type { IconName } from '#web/host/components/icon.tsx';

export const toneOfStatus: Record<BookingStatus, BadgeTone> = {
  held: 'info',
  pending_payment: 'warn',
  pending_approval: 'warn',
  confirmed: 'good',
  cancelled: 'plain',
  declined: 'plain',
  expired: 'plain',
  completed: 'plain',
  no_show: 'bad',
};

export const toneOfSync: Record<SyncState, BadgeTone> = {
  off: 'plain',
  pending: 'info',
  synced: 'good',
  attention: 'warn',
};

export const iconOfSync: Record<SyncState, IconName> = {
  off: 'close',
  pending: 'clock',
  synced: 'check',
  attention: 'alert',
};

export type HostAction = 'approve' | 'decline' | 'reschedule' | 'reassign' | 'cancel' | 'no-show';

/** A host whom the plan has frozen settles what is booked, and takes nothing new. */
const isOpenToFrozen = (action: HostAction, { moveTo }: Pick<Booking, 'moveTo'>): boolean =>
  action === 'cancel' ||
  action === 'decline' ||
  action === 'reschedule' ||
  (action === 'approve' && moveTo !== null);

/** What a host may do with a booking now; the server has the last word. */
export const actionsOf = (
  booking: Pick<Booking, 'status' | 'start' | 'moveTo' | 'capacity'>,
  now: number,
  isFrozen = false,
): HostAction[] => {
  if (isFrozen) return actionsOf(booking, now).filter((action) => isOpenToFrozen(action, booking));
  // Guests who share a time stay with its host.
  const given = booking.capacity === 1 ? (['reassign'] as const) : [];
  if (booking.moveTo !== null) return ['approve', 'decline', 'reschedule', ...given, 'cancel'];
  if (booking.status === 'pending_approval') return ['approve', 'decline', 'reschedule', ...given];
  if (booking.status === 'pending_payment') return ['cancel'];
  const started = Date.parse(booking.start) <= now;
  if (booking.status === 'confirmed')
    return started ? ['no-show', 'cancel'] : ['reschedule', ...given, 'cancel'];
  return booking.status === 'completed' ? ['no-show'] : [];
};

/** The time that is approved: the one its guest asks to move to, else its own. */
export const timeToApprove = ({ start, moveTo }: Pick<Booking, 'start' | 'moveTo'>): string =>
  moveTo ?? start;

export const needsAttention = (
  booking: Pick<Booking, 'calendarSync' | 'conferenceSync' | 'emailSync'>,
): boolean => [booking.calendarSync, booking.conferenceSync, booking.emailSync].includes('attention');

/** The state an action leads to, shown before the server answers; `undefined` when it is not worth guessing. */
export const expectedStatus = (action: string): BookingStatus | undefined => {
  if (action === 'approve') return 'confirmed';
  if (action === 'decline') return 'declined';
  if (action === 'cancel') return 'cancelled';
  return action === 'no-show' ? 'no_show' : undefined;
};
