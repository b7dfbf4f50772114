import type { Messages } from './locale.ts';

/** `calendar: unavailable` in words; what has no words is shown as it is. */
export const troubleText = (reason: string, messages: Messages): string => {
  const { sync } = messages.bookings;
  const [, of, code] = /^(?:(calendar|email): )?([\w.-]+)$/.exec(reason) ?? [];
  const words = code === undefined ? reason : (sync.troubles[code] ?? code.replaceAll('_', ' '));
  if (of === 'calendar') return sync.calendarTrouble(words);
  return of === 'email' ? sync.emailTrouble(words) : words;
};
