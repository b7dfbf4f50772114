export const attention = {
  title: 'Needs attention',
  lead: 'Failed e-mails and calendar updates, calendar events that differ from their bookings, and payments to look into. The bookings themselves are not affected.',
  count: (count: number, more: boolean) =>
    `${count === 1 ? '1 item' : `${count} items`}${more ? ' shown, more available' : ''}`,
  navCount: (count: number): string => (count === 1 ? 'item needs attention' : 'items need attention'),
  order: 'Sort by',
  orders: { newest: 'Newest first', oldest: 'Oldest first' },
  empty: {
    title: 'Everything is up to date',
    body: 'Failed e-mails and calendar updates, calendar events that differ from their bookings, and payments to look into appear here.',
  },
  departure: 'Bookings of a member who left',
  money: { payment: 'Payment', refund: 'Refund', dispute: 'Dispute', paymentFinding: 'Payment difference' },
  moneyOf: (what: string, amount: string) => `${what}: ${amount}`,
  moneySince: (when: string) => `Since ${when}`,
  effects: { calendar: 'Calendar event', conference: 'Meeting link' },
  to: (what: string, who: string) => `${what} to ${who}`,
  address: (address: string) => `Sent to ${address}`,
  since: (when: string) => `Failing since ${when}`,
  tries: (count: number) =>
    count === 0 ? 'not tried yet' : count === 1 ? 'tried once' : `tried ${count} times`,
  next: (when: string) => `Everslot tries again at ${when}.`,
  notAgain: 'Everslot does not try again automatically.',
  suppressed: 'Nothing more is sent to this address until you correct or unblock it.',
  act: {
    retry: 'Retry',
    retryAll: 'Retry all',
    dismiss: 'Dismiss…',
    correct: 'Correct address…',
    done: {
      retry: 'Trying again now.',
      dismiss: 'Dismissed.',
      correct_address: 'Address corrected. The missed e-mails are being sent.',
      lift: 'Unblocked. E-mails are sent to this address again.',
      follow: 'Rescheduled. The guest is being notified.',
      restore: 'The calendar event is being restored.',
      cancel: 'Cancelled. The guest is being notified.',
      accept: 'Missing events removed. Their times are available again.',
      keep: 'Kept. The calendar is being synced again.',
    },
  },
  conflict: {
    title: 'Calendar event',
    at: (start: string, end: string) => `In the calendar: ${start} – ${end}`,
    allDay: (date: string) => `In the calendar: all day, ${date}`,
    missing: (count: number) =>
      `${count === 1 ? '1 upcoming event is' : `${count} upcoming events are`} missing. The times stay busy until you decide.`,
    found: (when: string) => `Detected ${when}`,
    taken: 'A host is busy at that time. Restore the event, or free the time first.',
    act: {
      follow: 'Reschedule booking…',
      restore: 'Restore event',
      cancel: 'Cancel booking…',
      accept: 'Remove events…',
      keep: 'Keep and sync again',
    },
    titles: {
      follow: 'Reschedule the booking to this time?',
      restore: 'Restore the event?',
      cancel: 'Cancel this booking?',
      accept: 'Remove the missing events?',
      keep: 'Keep the missing events?',
    },
    bodies: {
      follow: 'The booking gets the time of the calendar event, and the guest is notified by e-mail.',
      restore: 'The event is restored in the calendar as booked.',
      cancel: 'The guest is notified by e-mail, and the time is available again. This cannot be undone.',
      accept: 'Their times are available again.',
      keep: 'Their times stay busy, and the calendar is synced again.',
    },
    confirm: {
      follow: 'Reschedule booking',
      restore: 'Restore event',
      cancel: 'Cancel booking',
      accept: 'Remove events',
      keep: 'Keep and sync again',
    },
  },
  dismiss: {
    title: 'Dismiss this item?',
    body: (what: string) =>
      `“${what}” is not tried again. The booking does not change. This cannot be undone.`,
    moneyBody: (what: string) =>
      `“${what}” is not shown here any more. No money moves. This cannot be undone.`,
    confirm: 'Dismiss',
  },
  correct: {
    title: 'Correct the e-mail address',
    body: (failed: string) =>
      `E-mails to ${failed} are not delivered. The missed ones are sent to the new address.`,
    email: 'New e-mail address',
    invalid: 'Enter a valid e-mail address',
    same: 'This is the address that failed',
    confirm: 'Save and send',
  },
  suppressions: {
    title: 'Blocked addresses',
    lead: 'Nothing is sent to these addresses because an e-mail bounced or was marked as spam.',
    none: 'No blocked addresses.',
    reasons: { bounced: 'bounced', complained: 'marked as spam' },
    since: (when: string) => `since ${when}`,
    waiting: (count: number) =>
      count === 1 ? '1 e-mail was not delivered' : `${count} e-mails were not delivered`,
    lift: 'Unblock…',
    liftLabel: (address: string) => `Unblock… ${address}`,
    liftTitle: 'Unblock this address?',
    liftBody: (address: string) =>
      `E-mails are sent to ${address} again. If one bounces, the address is blocked again.`,
    sendMissed: (count: number) =>
      count === 1
        ? 'Also send the e-mail that was not delivered'
        : `Also send the ${count} e-mails that were not delivered`,
    confirm: 'Unblock',
  },
};
