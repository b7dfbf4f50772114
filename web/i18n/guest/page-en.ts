import type { Widened } from './en.ts';

/** English texts of the pages that only the server draws: no browser loads them. */
export const pageEn = {
  skip: 'Skip to content',
  poweredBy: 'Scheduling by Everslot',
  switchLanguage: 'Language',
  theme: { label: 'Appearance', light: 'Light', dark: 'Dark', auto: 'System' },

  nextStep: {
    title: 'Next step',
    go: (site: string) => `Continue to ${site}`,
  },

  profile: {
    title: (name: string) => `Book a time with ${name}`,
    intro: 'Choose what you would like to book.',
    none: 'There is nothing to book here at the moment.',
    book: 'Choose a time',
  },

  booking: {
    confirmed: 'You are booked',
    confirmedText: (email: string) => `A confirmation is on its way to ${email}.`,
    pending: 'Your request has been sent',
    pendingText: (email: string) =>
      `The time is held for you until the host responds. The answer goes to ${email}.`,
    moveRequestedText: (when: string) =>
      `You asked to move to ${when}. Your present time stays yours until the host approves the new one.`,
    rescheduled: 'Your booking has been rescheduled',
    rescheduledText: (email: string) => `A confirmation of the new time is on its way to ${email}.`,
    cancelled: 'Your booking is cancelled',
    cancelledText: 'You and the host are being notified.',
    view: 'Your booking',
    status: {
      held: 'Held',
      pending_approval: 'Waiting for the host',
      confirmed: 'Confirmed',
      cancelled: 'Cancelled',
      declined: 'Declined',
      expired: 'Expired',
      completed: 'Completed',
      no_show: 'Missed',
    },
    declinedText: 'The host could not accept this request.',
    expiredText: 'This request was not confirmed in time.',
    completedText: 'This booking has taken place.',
    code: 'Booking code',
    hostTime: 'Time for the host',
    guest: 'Booked for',
    join: 'Join the meeting',
    joinByHost: 'The host will send you the link to join.',
    joinLater: 'You will get the link to join by e-mail, and find it here.',
    addTitle: 'Add to your calendar',
    addFile: 'Calendar file (.ics)',
    reschedule: 'Reschedule',
    cancel: 'Cancel booking',
    again: 'Book another time',
    cancelUntil: (when: string) => `You can cancel until ${when}.`,
    rescheduleUntil: (when: string) => `You can reschedule until ${when}.`,
    cancelLate: 'It is too late to cancel here.',
    rescheduleLate: 'It is too late to reschedule here.',
    furtherGuests: 'Also invited',
    addGuests: 'Invite others',
    addGuestsLabel: 'E-mail addresses',
    addGuestsHint: (n: number) =>
      `${n === 1 ? 'One more person' : `Up to ${n} more people`}. They get the invitation, changes and a cancellation by e-mail.`,
    addGuestsConfirm: 'Send invitations',
    contact: (name: string) => `Please contact ${name}:`,
    reason: 'Reason',
    warnings: {
      calendar_pending: 'The host’s calendar is still being updated. Your booking stands.',
      email_pending: 'The confirmation e-mail is delayed. Your booking stands.',
    },
  },

  cancelPage: {
    title: 'Cancel this booking?',
    reason: 'Reason for the host',
    confirm: 'Cancel booking',
    keep: 'Keep booking',
  },
};

export type PageMessages = Widened<typeof pageEn>;
