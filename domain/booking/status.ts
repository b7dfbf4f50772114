import { type BookingAction, type BookingStatus, bookingStatuses } from './types.ts';

/** The instant until which a booking may stay in a state. */
export type Deadline = 'holdUntil' | 'approveBy' | 'endsAt';

export type StatusRow = {
  /** Its time is taken from its hosts. */
  holdsTime: boolean;
  /** It counts towards the limits of its link, its hosts' load and its guest's address. */
  counts: boolean;
  /** It stands in its hosts' calendars. */
  inCalendars: boolean;
  /** It goes on, or ends, by what becomes of its payment, and by no clock of ours. */
  awaitsPayment?: true;
  /** What it becomes by itself, and when. Null: it stays. */
  ends: { at: Deadline; as: BookingStatus } | null;
  /** What may be asked of it. */
  allows: readonly BookingAction[];
};

/** Everything that depends on a booking's state: a new state does not compile until its row is here. */
export const statusTable: Readonly<Record<BookingStatus, StatusRow>> = {
  held: {
    holdsTime: true,
    counts: true,
    inCalendars: false,
    ends: { at: 'holdUntil', as: 'expired' },
    allows: ['complete_hold', 'release_hold'],
  },
  pending_payment: {
    holdsTime: true,
    counts: true,
    inCalendars: false,
    awaitsPayment: true,
    ends: null,
    allows: ['cancel'],
  },
  pending_approval: {
    holdsTime: true,
    counts: true,
    inCalendars: false,
    ends: { at: 'approveBy', as: 'expired' },
    allows: [
      'approve',
      'decline',
      'reschedule',
      'cancel',
      'reassign',
      'add_guests',
      'remove_guest',
      'retry_sync',
    ],
  },
  confirmed: {
    holdsTime: true,
    counts: true,
    inCalendars: true,
    ends: { at: 'endsAt', as: 'completed' },
    allows: ['reschedule', 'cancel', 'reassign', 'add_guests', 'remove_guest', 'mark_no_show', 'retry_sync'],
  },
  cancelled: { holdsTime: false, counts: false, inCalendars: false, ends: null, allows: ['retry_sync'] },
  declined: { holdsTime: false, counts: false, inCalendars: false, ends: null, allows: ['retry_sync'] },
  expired: { holdsTime: false, counts: false, inCalendars: false, ends: null, allows: [] },
  completed: {
    holdsTime: false,
    counts: true,
    inCalendars: true,
    ends: null,
    allows: ['mark_no_show', 'retry_sync'],
  },
  no_show: { holdsTime: false, counts: true, inCalendars: true, ends: null, allows: ['retry_sync'] },
};

/** The states whose row passes the test: what SQL asks for. */
export const statusesThat = (test: (row: StatusRow) => boolean): BookingStatus[] =>
  bookingStatuses.filter((status) => test(statusTable[status]));

/** No state follows by itself. */
export const isFinal = (status: BookingStatus): boolean =>
  statusTable[status].ends === null && statusTable[status].awaitsPayment !== true;

/** The states that end by themselves: of all bookings ever made only these are still to come. */
export const openStatuses: readonly BookingStatus[] = bookingStatuses.filter((status) => !isFinal(status));

export type Dated = {
  status: BookingStatus;
  startsAt: number;
  endsAt: number;
  holdUntil: number | null;
  approveBy: number | null;
};

/** When a booking's state ends by itself; null when it does not. Epoch milliseconds. */
export const deadlineOf = (booking: Dated): number | null => {
  const { ends } = statusTable[booking.status];
  return ends === null ? null : (booking[ends.at] ?? booking.startsAt);
};

/** The state a booking counts as: one whose deadline has passed has ended, whether or not it was written down. */
export const standing = (booking: Dated, now: number): BookingStatus => {
  const { ends } = statusTable[booking.status];
  const deadline = deadlineOf(booking);
  return ends !== null && deadline !== null && deadline <= now ? ends.as : booking.status;
};
