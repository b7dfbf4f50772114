import { textOf } from '#web/ui/text-of.ts';
import type { Messages } from './messages.ts';

/** What a provider's own reason code amounts to, in our terms; the first that fits. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/rate|quota|limits|too_many/i, 'throttled'],
  [/invalid_grant|insufficient|api_key|invalid_token|autherror|restricted/i, 'revoked'],
  [/not_?found|deleted/i, 'missing'],
  [
    /^http_5|^E[A-Z_]+$|server_error|application_error|backenderror|timeout|network|unexpected/i,
    'unavailable',
  ],
];

/** `calendar: unavailable` in words: which capability fails and how. A provider's own codes are never shown. */
export const reasonText = (reason: string, messages: Messages): string => {
  const { failures, calendarFailure, emailFailure } = messages.bookings.sync;
  const [, of, code = ''] = /^(?:(calendar|email): )?(.*)$/.exec(reason) ?? [];
  const meaning = meanings.find(([pattern]) => pattern.test(code))?.[1] ?? 'unknown';
  const words = textOf(failures, code, failures[meaning] ?? '');
  if (of === 'calendar') return calendarFailure(words);
  return of === 'email' ? emailFailure(words) : words;
};
