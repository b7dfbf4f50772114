import type { Messages } from './locale.ts';

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

const codeText = (code: string, messages: Messages): string => {
  const { troubles } = messages.bookings.sync;
  const known = troubles[code];
  if (known !== undefined) return known;
  const meaning = meanings.find(([pattern]) => pattern.test(code))?.[1];
  const words = meaning === undefined ? undefined : troubles[meaning];
  return words === undefined ? code.replaceAll('_', ' ') : `${words} (${code})`;
};

/** `calendar: unavailable` in words; what has no words is shown as it is. */
export const troubleText = (reason: string, messages: Messages): string => {
  const { sync } = messages.bookings;
  const [, of, code] = /^(?:(calendar|email): )?([\w.-]+)$/.exec(reason) ?? [];
  const words = code === undefined ? reason : codeText(code, messages);
  if (of === 'calendar') return sync.calendarTrouble(words);
  return of === 'email' ? sync.emailTrouble(words) : words;
};
