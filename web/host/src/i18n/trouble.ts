import type { Messages } from './locale.ts';

const codeText = (code: string, messages: Messages): string =>
  messages.bookings.sync.troubles[code] ?? code.replaceAll('_', ' ');

/** `calendar: unavailable` in words; what has no words is shown as it is. */
export const troubleText = (reason: string, messages: Messages): string => {
  const { sync } = messages.bookings;
  const [, of, code] = /^(?:(calendar|email): )?([\w.-]+)$/.exec(reason) ?? [];
  const words = code === undefined ? reason : codeText(code, messages);
  if (of === 'calendar') return sync.calendarTrouble(words);
  return of === 'email' ? sync.emailTrouble(words) : words;
};
