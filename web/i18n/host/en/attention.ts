export const attention = {
  title: 'Needs attention',
  lead: 'E-mails and calendar entries that did not get through. The bookings themselves are safe.',
  count: (count: number, more: boolean) =>
    more ? `${count} items shown, more available` : count === 1 ? '1 item' : `${count} items`,
  navCount: (count: number): string => (count === 1 ? 'item needs attention' : 'items need attention'),
  order: 'Sort by',
  orders: { newest: 'Newest first', oldest: 'Oldest first' },
  empty: {
    title: 'Everything is up to date',
    body: 'E-mails and calendar entries that do not get through appear here.',
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
