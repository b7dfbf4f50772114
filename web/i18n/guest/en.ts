/** English texts of the guest pages: the list of keys every other locale must have. */
export const guestEn = {
  facts: {
    heading: 'About this booking',
    duration: 'Duration',
    location: 'Location',
    when: 'When',
    hosts: 'With',
    oneOf: (names: string) => `one of: ${names}`,
    group: (n: number) => `Group of up to ${n} people`,
    approval: 'The host confirms each request',
    minutes: (n: number) => (n === 1 ? '1 minute' : `${n} minutes`),
    hours: (n: number) => (n === 1 ? '1 hour' : `${n} hours`),
    cancelUntil: (span: string) => `Can be cancelled up to ${span} before the start`,
    rescheduleUntil: (span: string) => `Can be rescheduled up to ${span} before the start`,
    locationKind: {
      video_meeting: 'Video meeting',
      phone: 'Phone call',
      in_person: 'In person',
      custom_url: 'Online',
    },
  },

  picker: {
    selectDuration: 'Duration',
    previousMonth: 'Previous month',
    nextMonth: 'Next month',
    gridHelp: 'Arrow keys move by day and week, Page Up and Page Down by month, Enter selects.',
    loading: 'Loading times…',
    today: 'today',
    dayFree: (date: string, n: number) => `${date}, ${n === 1 ? '1 time' : `${n} times`}`,
    dayPast: (date: string) => `${date}, in the past`,
    dayOutside: (date: string) => `${date}, not available`,
    dayNone: (date: string) => `${date}, no times available`,
    timesCount: (n: number, date: string) => `${n === 1 ? '1 time' : `${n} times`} on ${date}`,
    pickDayFirst: 'Choose a day to see its times.',
    noTimesDay: 'No times available on this day.',
    noTimesMonth: (month: string) => `No times available in ${month}.`,
    noTimesAtAll: 'No times available at the moment. Please try again later.',
    jumpTo: (date: string) => `Go to the next available day: ${date}`,
    best: 'Recommended',
    placesLeft: (n: number) => (n === 1 ? '1 place left' : `${n} places left`),
    holding: 'Holding this time…',
  },

  zone: {
    label: 'Time zone',
    change: 'Change time zone',
    locked: 'Local time of the meeting place',
    search: 'Search by city, country or offset',
    results: (n: number) => (n === 1 ? '1 time zone' : `${n} time zones`),
    none: 'No time zone matches.',
    apply: 'Use this time zone',
    close: 'Close',
    differs: (zone: string) => `Your device is set to ${zone}.`,
    useDevice: 'Show times in that zone',
    clock: 'Clock',
    clock12: '12 h',
    clock24: '24 h',
    clock12Long: '12-hour clock',
    clock24Long: '24-hour clock',
  },

  form: {
    title: 'Your details',
    name: 'Name',
    email: 'E-mail',
    phone: 'Phone number',
    furtherGuests: 'Add guests (e-mail addresses)',
    note: 'Anything the host should know?',
    reason: 'Reason',
    optional: 'optional',
    confirm: 'Confirm booking',
    pay: 'Continue to payment',
    request: 'Send request',
    sending: 'Sending…',
    back: 'Choose another time',
    choose: 'Please choose',
    privacy: 'Your details are shared with the host for this booking only.',
    heldFor: (time: string) => `Held for you for ${time}`,
    heldMinutes: (n: number) => `This time is held for ${n} more ${n === 1 ? 'minute' : 'minutes'}.`,
    notHeld: 'This time is not held for you until you confirm.',
    expiredTitle: 'Your hold has expired',
    expired: 'This time is no longer held for you, but it may still be available.',
    holdAgain: 'Hold it again',
    errorsTitle: (n: number) => (n === 1 ? 'Please check one field' : `Please check ${n} fields`),
    errors: {
      required: 'Please fill this in.',
      tick: 'Please tick this box.',
      name: 'Please enter your name.',
      email: 'Please enter a valid e-mail address, such as an@example.com.',
      phone: 'Please enter a phone number, such as +84 90 123 4567.',
      furtherGuests: 'An address is not valid, or there are too many.',
      number: 'Please enter a number.',
      long: 'This text is too long.',
      answer: 'Please check this answer.',
      time: 'Please choose another time.',
    },
  },

  notice: {
    alternatives: 'These times are available',
    retry: 'Try again',
    host: 'See other bookings you can make',
    waitSeconds: (n: number) => `You can try again in ${n === 1 ? '1 second' : `${n} seconds`}.`,
    waitMinutes: (n: number) => `You can try again in ${n === 1 ? '1 minute' : `${n} minutes`}.`,
    reference: (id: string) => `Reference: ${id}`,
  },

  problems: {
    not_found: { title: 'Page not found', text: 'Check the address, or ask the person who sent it to you.' },
    link_inactive: {
      title: 'This booking page is switched off',
      text: 'The host does not accept bookings here at the moment.',
    },
    link_expired: {
      title: 'This link has expired',
      text: 'Links in our e-mails work for a limited time. Please contact your host.',
    },
    forbidden: { title: 'This link does not allow that', text: 'Please use the right link in your e-mail.' },
    slot_taken: { title: 'This time has just been taken', text: 'Please choose another one.' },
    slot_held: {
      title: 'Somebody is booking this time',
      text: 'It may be you in another tab. We keep checking.',
    },
    payment_closed: {
      title: 'There is nothing to pay',
      text: 'This booking is paid already, or its time is over.',
    },
    payments_unavailable: {
      title: 'This cannot be paid for at the moment',
      text: 'The host cannot take payments right now. Please try again later or contact the host.',
    },
    price_changed: {
      title: 'The price has changed',
      text: 'Please check the new price and confirm again.',
    },
    hold_expired: {
      title: 'Your hold has expired',
      text: 'This time is no longer held for you, and other guests can book it.',
    },
    in_the_past: { title: 'This time has passed', text: 'Please choose a later one.' },
    notice_too_short: { title: 'This time is too soon', text: 'The host needs more notice.' },
    beyond_booking_window: {
      title: 'This time is too far ahead',
      text: 'The host does not accept bookings that far ahead yet.',
    },
    outside_availability: { title: 'This time is not available', text: 'Please choose another one.' },
    limit_reached: {
      title: 'No more bookings in this period',
      text: 'Please choose another date.',
    },
    guest_limit_reached: {
      title: 'You have reached the booking limit',
      text: 'This e-mail address already has as many bookings as the host allows.',
    },
    already_cancelled: { title: 'Already cancelled', text: 'This booking has already been cancelled.' },
    invalid_transition: {
      title: 'This booking can no longer be changed',
      text: 'It is over, or the request was declined or has expired.',
    },
    too_late_to_cancel: {
      title: 'It is too late to cancel',
      text: 'Please contact the host, who can still cancel.',
    },
    too_late_to_reschedule: {
      title: 'It is too late to reschedule',
      text: 'Please contact the host, who can still change the time.',
    },
    invalid_request: { title: 'Please check your details', text: 'Something is missing or not valid.' },
    rate_limited: { title: 'Too many attempts', text: 'Please wait a moment.' },
    unreachable: {
      title: 'No connection',
      text: 'We could not reach the server. Nothing is lost: try again when you are online.',
    },
    unavailable: {
      title: 'Temporarily unavailable',
      text: 'The service is not responding right now. Please try again shortly.',
    },
    internal: { title: 'Something went wrong on our side', text: 'Please try again in a moment.' },
    foreign_origin: {
      title: 'This form came from another site',
      text: 'For your security, it was not accepted. Open the page and try again.',
    },
  },

  reschedulePage: {
    title: 'Choose a new time',
    current: 'Current time',
    suggestions: 'Suggested times',
    kind: { nearest: 'Closest', same_weekday_and_time: 'Same weekday and time', best: 'Recommended' },
    keep: 'Keep the current time',
    newTime: 'New time',
    review: 'Reschedule your booking?',
    confirm: 'Reschedule booking',
    keepNote: 'You keep your current time until the new one is confirmed.',
    sameTime: 'current time',
  },
};

export type Widened<T> = T extends string
  ? string
  : T extends (...args: infer Args) => string
    ? (...args: Args) => string
    : { [Key in keyof T]: Widened<T[Key]> };

/** What a locale must bring: a missing or misspelt key does not compile. */
export type GuestMessages = Widened<typeof guestEn>;
