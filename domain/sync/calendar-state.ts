/** How a calendar is: `in_doubt` while too many of its events are missing at the vendor to be believed. */
export const calendarStates = [
  'importing',
  'up_to_date',
  'catching_up',
  'in_doubt',
  'needs_reconnection',
  'failing',
] as const;
export type CalendarState = (typeof calendarStates)[number];
