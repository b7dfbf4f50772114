export const billing = {
  title: 'Plan and billing',
  lead: 'What your organisation pays for, and how much of it is used.',
  current: 'Current plan',
  notSold: 'This installation sells no plans. Its operators give your organisation its plan.',
  given:
    'An operator of this installation has given your organisation its plan. It stays until they change it.',
  standard: 'This is the plan that new organisations have here.',
  states: {
    trialing: 'Trial',
    active: 'Paid',
    past_due: 'Payment failed',
    paused: 'Paused',
    incomplete: 'Waiting for the first payment',
    ended: 'Ended',
  },
  trial: (date: string) => `Your trial ends on ${date}. Then your card is charged.`,
  renews: (date: string) => `The next payment is on ${date}.`,
  ends: (date: string) => `Cancelled: you keep the plan until ${date}, then your organisation goes to Free.`,
  grace: (date: string) =>
    `The last payment failed. Your organisation keeps its plan until ${date}. Enter another card to keep it.`,
  paused:
    'Nothing is charged at the moment, and your organisation is on Free. Enter another card to continue.',
  incomplete: 'The first payment has not arrived yet.',
  ended: 'Your plan has ended. Nothing was deleted.',
  seats: (paid: number, members: number) =>
    `Paid for: ${paid === 1 ? '1 member' : `${paid} members`}. Active: ${members}.`,
  seatsHint: 'You pay for each active member. The number follows by itself.',
  seatsTitle: 'Members paid for',
  waiting: 'Waiting for the payment provider. This page shows the result by itself.',
  changing: 'Your change is being made.',
  failing: 'The payment provider is not answering at the moment. We keep asking.',
  offers: 'Plans',
  intervals: { month: 'Monthly', year: 'Yearly' },
  interval: 'Pay',
  price: {
    month: (price: string) => `${price} per member and month`,
    year: (price: string) => `${price} per member and year`,
  },
  noPrice: 'The price is shown on the next page.',
  limits: {
    bookings: (n: string) => (n === '1' ? '1 booking a month' : `${n} bookings a month`),
    members: (n: string) => (n === '1' ? '1 member' : `${n} members`),
    calendars: (n: string) => (n === '1' ? '1 connected calendar' : `${n} connected calendars`),
    domains: (n: string) => (n === '1' ? '1 domain' : `${n} domains`),
  },
  isCurrent: 'Your plan',
  trialDays: (days: number) => (days === 1 ? 'Free for the first day' : `Free for the first ${days} days`),
  choose: (plan: string) => `Choose ${plan}`,
  change: {
    open: (plan: string) => `Change to ${plan}`,
    title: (plan: string) => `Change to ${plan}?`,
    body: 'The difference is added to your next invoice, or credited there.',
    confirm: 'Change plan',
    done: 'Your change is being made',
  },
  portal: 'Cards and invoices',
  cancel: {
    open: 'Cancel plan',
    title: 'Cancel the plan?',
    body: 'You keep it until the end of what you have paid for. Then your organisation goes to Free. Nothing is deleted, and existing bookings are kept.',
    confirm: 'Cancel plan',
  },
  resume: 'Keep plan',
  banner: {
    body: (date: string) =>
      `The payment for your organisation’s plan failed. On ${date} it goes to Free unless an owner pays.`,
    open: 'Open billing',
  },
  invite: {
    cost: (now: string, later: string) =>
      `One more member: ${now} for the rest of this period, then ${later} for all members in each period. It is charged once they join.`,
  },
  operator: {
    title: 'Billing',
    none: 'This organisation has never paid for a plan.',
    source: 'Plan given by',
    sources: {
      standard: 'Default of the installation',
      operator: 'An operator',
      subscription: 'Subscription',
    },
    state: 'Subscription',
    follows: 'Let the plan follow what the organisation pays for',
    followsHint: 'Without a subscription it goes to Free.',
  },
};
