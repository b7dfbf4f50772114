export const attention = {
  title: 'Needs attention',
  lead: 'E-mails and calendar entries that did not get through, and calendars that differ from your bookings. The bookings themselves are safe.',
  count: (count: number, more: boolean) =>
    more ? `${count} items shown, more available` : count === 1 ? '1 item' : `${count} items`,
  navCount: (count: number): string => (count === 1 ? 'item needs attention' : 'items need attention'),
  order: 'Sort by',
  orders: { newest: 'Newest first', oldest: 'Oldest first' },
  empty: {
    title: 'Everything is up to date',
    body: 'E-mails and calendar entries that do not get through, and differences with your calendars, appear here.',
  },
  effects: { calendar: 'Calendar entry', conference: 'Meeting link' },
  to: (what: string, who: string) => `${what} to ${who}`,
  address: (address: string) => `Sent to ${address}`,
  since: (when: string) => `Failing since ${when}`,
  tries: (count: number) =>
    count === 0 ? 'not tried yet' : count === 1 ? 'tried once' : `tried ${count} times`,
  next: (when: string) => `Everslot tries again at ${when}.`,
  notAgain: 'Everslot does not try again by itself.',
  suppressed: 'Nothing is sent to this address until it is corrected or the suppression is lifted.',
  act: {
    retry: 'Retry',
    retryAll: 'Retry all',
    dismiss: 'Dismiss…',
    correct: 'Correct address…',
    done: {
      retry: 'Trying again now.',
      dismiss: 'Dismissed.',
      correct_address: 'Address corrected. What was missed is being sent.',
      lift: 'Lifted. E-mails are sent to this address again.',
      follow: 'The booking has moved. The guest is being told.',
      restore: 'The calendar entry is being restored.',
      cancel: 'Cancelled. The guest is being told.',
      accept: 'The missing entries are removed.',
      keep: 'Kept. The calendar is being read again.',
    },
  },
  conflict: {
    title: 'Calendar entry',
    at: (start: string, end: string) => `In the calendar: ${start} – ${end}`,
    allDay: (date: string) => `In the calendar: all day, ${date}`,
    missing: (count: number) =>
      `${count} upcoming entries are missing. Their times stay blocked until you decide.`,
    found: (when: string) => `Noticed ${when}`,
    taken: 'Something else is at that time in a host’s calendar. Restore the entry, or make room first.',
    act: {
      follow: 'Move the booking…',
      restore: 'Restore the entry',
      cancel: 'Cancel the booking…',
      accept: 'Remove them…',
      keep: 'Keep and check again',
    },
    titles: {
      follow: 'Move the booking to this time?',
      restore: 'Restore the entry?',
      cancel: 'Cancel the booking?',
      accept: 'Remove the missing entries?',
      keep: 'Keep the entries?',
    },
    bodies: {
      follow: 'The booking moves to the time of the calendar entry, and the guest is told by e-mail.',
      restore: 'The entry is written to the calendar as the booking says.',
      cancel: 'The time becomes free, and the guest is told by e-mail. This cannot be undone.',
      accept: 'Their times become free and can be booked.',
      keep: 'Their times stay blocked, and the calendar is read again.',
    },
    confirm: {
      follow: 'Move the booking',
      restore: 'Restore the entry',
      cancel: 'Cancel the booking',
      accept: 'Remove them',
      keep: 'Keep and check again',
    },
  },
  dismiss: {
    title: 'Dismiss this item?',
    body: (what: string) =>
      `“${what}” is left as it is and not tried again. This cannot be undone. The booking does not change.`,
    confirm: 'Dismiss',
  },
  correct: {
    title: 'Correct the e-mail address',
    body: (failed: string) =>
      `E-mails to ${failed} do not get through. What was not delivered is sent to the new address.`,
    email: 'New e-mail address',
    invalid: 'Enter a valid e-mail address',
    same: 'This is the address that does not work',
    confirm: 'Save and send',
  },
  suppressions: {
    title: 'Suppressed addresses',
    lead: 'Nothing is sent to these addresses, because an e-mail bounced or was marked as spam.',
    none: 'No address is suppressed.',
    reasons: { bounced: 'bounced', complained: 'marked as spam' },
    since: (when: string) => `since ${when}`,
    waiting: (count: number) =>
      count === 1 ? '1 e-mail was not delivered' : `${count} e-mails were not delivered`,
    lift: 'Lift…',
    liftLabel: (address: string) => `Lift… the suppression of ${address}`,
    liftTitle: 'Send to this address again?',
    liftBody: (address: string) =>
      `Everslot sends e-mails to ${address} again. If one bounces, the address is suppressed again.`,
    sendMissed: (count: number) =>
      count === 1
        ? 'Also send the e-mail that was not delivered'
        : `Also send the ${count} e-mails that were not delivered`,
    confirm: 'Lift the suppression',
  },
};
