import type { Question } from '#domain/link/types.ts';

/** States of a booking [BKG-2]. `rescheduled` is history (a timeline entry), not a state a booking rests in. */
export const bookingStatuses = [
  'held',
  'pending_payment',
  'pending_approval',
  'confirmed',
  'cancelled',
  'declined',
  'expired',
  'completed',
  'no_show',
] as const;
export type BookingStatus = (typeof bookingStatuses)[number];

export const bookingActors = ['guest', 'host', 'system'] as const;
export type BookingActor = (typeof bookingActors)[number];

/** What may be done to a booking for a reason that is given with it: kinds of its timeline. */
export const changeKinds = [
  'rescheduled',
  'move_requested',
  'move_declined',
  'declined',
  'cancelled',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export type Change = { kind: ChangeKind; by: BookingActor; reason: string | null };

/** What may be asked of a booking. */
export const bookingActions = [
  'complete_hold',
  'release_hold',
  'approve',
  'decline',
  'reschedule',
  'cancel',
  'reassign',
  'add_guests',
  'remove_guest',
  'mark_no_show',
  'retry_sync',
] as const;
export type BookingAction = (typeof bookingActions)[number];

export type Answers = Record<string, string | number | boolean>;

export type BookingGuest = { name: string; email: string; phone?: string | undefined };

/** What a guest says of themselves when they book. */
export type BookingDetails = {
  guest: BookingGuest;
  timeZone: string;
  locale: 'en' | 'vi';
  answers: Answers;
  note?: string | undefined;
  /** Addresses of the people they bring. */
  furtherGuests?: readonly string[] | undefined;
};

/** As they are asked for: whoever says no language gets that of the tenant. */
export type AskedDetails = Omit<BookingDetails, 'locale'> & { locale?: BookingDetails['locale'] | undefined };

/** The rules a booking was made under; later edits of the link do not change it. */
export type BookingTerms = {
  title: string;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  reminderMinutes: number[];
  questions: Question[];
  requiresApproval: boolean;
  /** Until so long before the start its guest can cancel it and move it; its hosts always can. */
  cancelNoticeMinutes: number;
  rescheduleNoticeMinutes: number;
  /** People beside the one who booked; 0: nobody. */
  mostFurtherGuests: number;
};

/** Whether somebody has been told or a vendor was written to: `pending` on its way, `attention` failing and tried again, `off` nothing owed. */
export const syncStates = ['off', 'pending', 'synced', 'attention'] as const;
export type SyncState = (typeof syncStates)[number];
