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

  tenant: { intro: 'Choose whom you would like to meet.' },

  pageProblems: {
    pages_off: {
      title: 'These pages are switched off for now',
      text: 'The organisation takes no bookings at the moment. If you have booked, the link in your e-mail still shows your booking, and you can cancel it there.',
    },
    unknown_host: {
      title: 'Nothing is here',
      text: 'This address does not lead to any booking page. Check the address, or ask the person who sent it to you.',
    },
  },

  profile: {
    title: (name: string) => `Book a time with ${name}`,
    intro: 'Choose what you would like to book.',
    none: 'Nothing can be booked here at the moment.',
    book: 'Choose a time',
  },

  price: {
    label: 'Price',
    perPlace: (amount: string) => `${amount} per place`,
    withTax: (amount: string, rate: string) => `${amount} (includes ${rate} tax)`,
    refunds: 'Cancellation and refunds',
  },

  booking: {
    confirmed: 'You are booked',
    confirmedText: (email: string) => `A confirmation is on its way to ${email}.`,
    pending: 'Your request has been sent',
    pendingText: (email: string) =>
      `The time is held for you until the host responds. We will send the response to ${email}.`,
    moveRequestedText: (when: string) =>
      `You requested a new time: ${when}. You keep your current time until the host approves it.`,
    rescheduled: 'Your booking has been rescheduled',
    rescheduledText: (email: string) => `A confirmation of the new time is on its way to ${email}.`,
    cancelled: 'Your booking is cancelled',
    cancelledText: 'You and the host are being notified.',
    view: 'Your booking',
    status: {
      held: 'On hold',
      pending_payment: 'Waiting for payment',
      pending_approval: 'Waiting for the host',
      confirmed: 'Confirmed',
      cancelled: 'Cancelled',
      declined: 'Declined',
      expired: 'Expired',
      completed: 'Completed',
      no_show: 'No-show',
    },
    declinedText: 'The host could not accept this request.',
    expiredText: 'This request was not confirmed in time.',
    begun: { title: 'This booking has already begun', text: 'It can no longer be changed.' },
    completedText: 'This booking has taken place.',
    code: 'Booking code',
    hostTime: 'Host’s time',
    guest: 'Booked for',
    join: 'Join the meeting',
    joinByHost: 'The host will send you the meeting link.',
    joinLater: 'You will receive the meeting link by e-mail and find it here.',
    addTitle: 'Add to your calendar',
    addFile: 'Calendar file (.ics)',
    reschedule: 'Reschedule',
    cancel: 'Cancel booking',
    again: 'Book another time',
    cancelUntil: (when: string) => `You can cancel until ${when}.`,
    rescheduleUntil: (when: string) => `You can reschedule until ${when}.`,
    cancelLate: 'It is too late to cancel here.',
    rescheduleLate: 'It is too late to reschedule here.',
    furtherGuests: 'Additional guests',
    addGuests: 'Add guests',
    addGuestsLabel: 'E-mail addresses',
    addGuestsHint: (n: number) =>
      `${n === 1 ? 'One more guest' : `Up to ${n} more guests`}. They receive the invitation and any changes by e-mail.`,
    addGuestsConfirm: 'Send invitations',
    removeGuests: 'Remove guests',
    removeGuestsHint: 'They are notified by e-mail that they are no longer invited.',
    removeGuest: 'Remove',
    contact: (name: string) => `Please contact ${name}:`,
    writeTo: (name: string) => `E-mail ${name}`,
    reason: 'Reason',
    warnings: {
      calendar_pending: 'The host’s calendar has not been updated yet. Your booking is not affected.',
      email_pending: 'An e-mail about this booking has not been delivered. Your booking is not affected.',
    },
  },

  payment: {
    title: 'Payment',
    pay: (amount: string) => `Pay ${amount}`,
    payTitle: 'Pay to confirm your booking',
    payRequestTitle: 'Pay to send your request',
    payText: (when: string) => `The time is held for you until ${when}.`,
    unpaidText: (when: string) => `You have not paid yet. The time is held for you until ${when}.`,
    waitTitle: 'Checking your payment',
    waitText: 'This usually takes a few seconds. This page updates by itself.',
    goTitle: 'Continue to the payment page',
    goText: (amount: string) =>
      `You pay ${amount} on the secure page of the payment provider and come back here afterwards.`,
    go: 'Continue to payment',
    closedTitle: 'This booking was not paid in time',
    closedText: 'The time is free for others again. You have not been charged.',
    lateTitle: 'Your payment came too late',
    lateText: (amount: string) =>
      `The time was no longer held. All of your payment, ${amount}, goes back to you.`,
    reserveHint: 'Your card is only charged once the host approves. Until then the amount is reserved.',
    reservedText: (amount: string) =>
      `${amount} is reserved on your card. Your card is only charged once the host approves.`,
    takingTitle: 'The host has approved your request',
    takingText: 'Your payment is being taken. Your booking is confirmed as soon as that is done.',
    reserved: 'Reserved',
    notCharged: (amount: string) => `${amount} was reserved and is released. You have not been charged.`,
    releaseIfCancelled: (amount: string) =>
      `If you cancel now, you pay nothing: the reserved ${amount} is released.`,
    price: 'Price',
    paid: 'Paid',
    tax: (rate: string) => `includes ${rate} tax`,
    receipt: 'Receipt',
    refunded: (amount: string) => `${amount} refunded`,
    refundOutside: (amount: string) => `The host will give you ${amount} back directly`,
    refundPending: (amount: string) => `${amount} is being refunded`,
    refundFailed: (amount: string) =>
      `The refund of ${amount} could not be paid out. Please contact the host.`,
    terms: 'Refunds',
    backAll: (amount: string) => `If you cancel now, you get all of it back: ${amount}.`,
    backPart: (amount: string, of: string) => `If you cancel now, you get back ${amount} of ${of}.`,
    backNothing: 'If you cancel now, you get nothing back.',
  },

  move: {
    label: 'Price of the new time',
    costsMore: (amount: string) =>
      `A new time costs ${amount} more. You pay the difference now; your booking stays where it is until then.`,
    costs: (amount: string) =>
      `A new time costs ${amount}. You pay it now; your booking stays where it is until then.`,
    refundedThen: (amount: string) => `The ${amount} you have paid is refunded after that.`,
    hostDecides: 'The host decides after that. If the host declines, you get this payment back in full.',
    costsLess: (amount: string) =>
      `A new time costs ${amount} less. The difference is refunded once your booking has been rescheduled.`,
    free: (amount: string) =>
      `A new time costs nothing. ${amount} is refunded once your booking has been rescheduled.`,
    lower: (amount: string) => `A new time costs ${amount}.`,
    nothing: 'A new time costs nothing.',
    payTitle: 'Pay to reschedule your booking',
    payText: (when: string, until: string) =>
      `The new time, ${when}, is held for you until ${until}. You keep your current time until you have paid.`,
    unpaidText: (when: string, until: string) =>
      `You have not paid yet. The new time, ${when}, is held for you until ${until}. You keep your current time until then.`,
    keep: 'Keep the current time',
    lateText: (amount: string) =>
      `The new time was no longer available. All of your payment for it, ${amount}, goes back to you. Your booking has not changed.`,
  },

  yourData: {
    privacy: 'Privacy',
    title: 'Your data',
    lead: (tenant: string) =>
      `See what ${tenant === '' ? 'this organisation' : tenant} keeps about you, or have it erased. We send a link to your e-mail address, so that nobody else can.`,
    email: 'The e-mail address you booked with',
    emailInvalid: 'Enter an e-mail address.',
    wish: 'What would you like to do?',
    wishes: { see: 'See and download my data', erase: 'Have my data erased' },
    send: 'Send the link',
    sentTitle: 'Check your inbox',
    sent: (email: string, hours: number) =>
      `If anything is kept about ${email}, you receive a link by e-mail in a few minutes. It works for ${hours === 1 ? '1 hour' : `${hours} hours`}.`,
    sentHint: 'Nothing there? Check the spam folder, or try another address you may have booked with.',
    kept: (tenant: string) => `What ${tenant} keeps about you`,
    until: (when: string) => `This link works until ${when}. Do not pass it on.`,
    about: 'About you',
    name: 'Name',
    address: 'E-mail',
    phone: 'Phone number',
    timeZone: 'Time zone',
    language: 'Language',
    since: 'Since',
    bookings: 'Your bookings',
    noBookings: 'No bookings are kept.',
    brought: 'Somebody else booked this and added you as a guest.',
    code: 'Booking code',
    bookedAt: 'Booked on',
    guests: 'Additional guests',
    note: 'Your note',
    reason: 'Reason given',
    mails: 'E-mails to you',
    noMails: 'No e-mails are kept.',
    mailKinds: {
      booking: 'About a booking',
      data: 'About your data',
    },
    sentAt: (when: string) => `Sent ${when}`,
    notSent: (when: string) => `Not sent, written ${when}`,
    more: 'Show older ones',
    newest: 'Show the newest',
    download: 'Download everything (JSON)',
    erase: 'Erase my data',
    eraseTitle: 'Erase your data?',
    eraseWhat: (tenant: string) =>
      `${tenant} deletes your name, e-mail address, phone number, time zone, answers, notes and the e-mails to you. That bookings took place stays, without any reference to you. This cannot be undone.`,
    eraseUpcoming: (n: number) =>
      n === 1
        ? 'Your upcoming booking is cancelled first, and the host is notified.'
        : `Your ${n} upcoming bookings are cancelled first, and the hosts are notified.`,
    eraseInvited: (n: number) =>
      n === 1
        ? 'You are removed from 1 booking that somebody else made.'
        : `You are removed from ${n} bookings that somebody else made.`,
    eraseAfter: 'Once it is done you receive one last e-mail, and then the address is deleted as well.',
    confirm: 'Erase my data',
    confirmUpcoming: 'Cancel my bookings and erase my data',
    keep: 'Keep my data',
    erasing: 'Your data is being erased',
    erasingText:
      'Upcoming bookings are cancelled first, and the hosts are notified. This usually takes a few minutes, a day at most. You receive an e-mail once it is done.',
    erased: 'Your data has been erased',
    erasedText: 'Nothing here names you any more.',
  },

  cancelPage: {
    title: 'Cancel this booking?',
    reason: 'Reason for the host',
    confirm: 'Cancel booking',
    keep: 'Keep booking',
  },
};

export type PageMessages = Widened<typeof pageEn>;
