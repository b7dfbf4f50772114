export const usage = {
  title: 'Usage',
  lead: 'How much of its plan your organisation has used.',
  hint: 'Months are counted in UTC.',
  month: 'Month',
  names: {
    bookings: 'Bookings this month',
    members: 'Members',
    calendars: 'Connected calendars',
    domains: 'Domains',
  },
  frozen: (count: number) =>
    `${count === 1 ? '1 member is' : `${count} members are`} frozen because the plan has no place for them. Nothing of theirs was deleted.`,
  kept: 'What exceeds a limit is kept and goes on. Nothing is added until there is room again.',
  usedOf: (used: string, limit: string) => `${used} of ${limit}`,
  unlimited: (used: string) => `${used}, no limit`,
  mails: (count: string) => `E-mails sent: ${count}`,
};
