import type { BookingSnapshot } from './snapshot.ts';

export const noticeTemplates = [
  'booking_requested',
  'booking_confirmed',
  'booking_declined',
  'booking_rescheduled',
  'booking_cancelled',
  'booking_expired',
  'booking_reminder',
] as const;
export type NoticeTemplate = (typeof noticeTemplates)[number];

/** A mail that is due: `key` names it for ever, so that it is delivered once however often it is asked for. */
export type Notice = { template: NoticeTemplate; revision: number; key: string; minutesBefore?: number };

export type Effects = {
  /** Calendars must be brought to the booking's present state. */
  calendar: boolean;
  notices: readonly Notice[];
};

const notice = (template: NoticeTemplate, revision: number): Notice => ({
  template,
  revision,
  key: `${template}/r${revision}`,
});

/** The key of a reminder: one per change of time and offset, so a reschedule makes new ones and never repeats an old. */
export const reminderNotice = (revision: number, minutesBefore: number): Notice => ({
  template: 'booking_reminder',
  revision,
  key: `booking_reminder/r${revision}/${minutesBefore}`,
  minutesBefore,
});

/** Who has to be told what when a booking goes from one state to the next [BKG-1, NTF-1]. */
export const effectsOf = (before: BookingSnapshot | null, after: BookingSnapshot): Effects => {
  const from = before?.status ?? null;
  const to = after.status;
  const moved = before !== null && before.startsAt !== after.startsAt;
  if (from === to) {
    if (!moved) return { calendar: false, notices: [] };
    return { calendar: to === 'confirmed', notices: [notice('booking_rescheduled', after.revision)] };
  }
  switch (to) {
    case 'pending_approval':
      return { calendar: false, notices: [notice('booking_requested', after.revision)] };
    case 'confirmed':
      return { calendar: true, notices: [notice('booking_confirmed', after.revision)] };
    case 'declined':
      return { calendar: false, notices: [notice('booking_declined', after.revision)] };
    case 'cancelled':
      return {
        calendar: from === 'confirmed',
        notices: from === 'held' ? [] : [notice('booking_cancelled', after.revision)],
      };
    case 'expired':
      return {
        calendar: false,
        notices: from === 'pending_approval' ? [notice('booking_expired', after.revision)] : [],
      };
    case 'held':
    case 'completed':
    case 'no_show':
      return { calendar: false, notices: [] };
  }
};
