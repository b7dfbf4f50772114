import { textOf } from '#web/ui/text-of.ts';
import type { Messages } from './messages.ts';

/** Whether there are words for why something failed at a vendor; other refusals have reasons that their page puts into words. */
export const hasWords = (reason: string, { bookings: { sync } }: Messages): boolean =>
  Object.hasOwn(sync.failures, reason.replace(/^(?:calendar|conference|email): /, ''));

/** `calendar: unavailable` in words: which capability fails and how. A reason without words is never shown. */
export const reasonText = (reason: string, messages: Messages): string => {
  const { failures, calendarFailure, conferenceFailure, emailFailure } = messages.bookings.sync;
  const [, of, code = ''] = /^(?:(calendar|conference|email): )?(.*)$/.exec(reason) ?? [];
  const words = textOf(failures, code, failures['unknown'] ?? '');
  if (of === 'calendar') return calendarFailure(words);
  if (of === 'conference') return conferenceFailure(words);
  return of === 'email' ? emailFailure(words) : words;
};
