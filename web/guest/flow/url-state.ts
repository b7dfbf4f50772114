import { isLanguage, type Language } from '#web/i18n/languages.ts';
import { isDate, isMonth, monthOf } from '#web/time/calendar.ts';
import type { Clock } from '#web/time/format.ts';
import { canonicalZone } from '#web/time/zones/zone.ts';

/** What the address of a booking page says. Unknown parameters are ignored, impossible values count as absent. */
const moments = ['booked', 'moved', 'cancelled', 'paid', 'unpaid'] as const;
export type Just = (typeof moments)[number];

export type UrlState = {
  month: string | null;
  date: string | null;
  /** Start instant of the chosen time, ISO 8601 in UTC. */
  slot: string | null;
  tz: string | null;
  duration: number | null;
  clock: Clock | null;
  lang: Language | null;
  theme: 'light' | 'dark' | null;
  /** Whether the list of time zones is open. */
  zones: boolean;
  /** What has just been done, on the booking's own page. */
  just: Just | null;
  /** `name`, `email`, `note`, `q.<question id>`: typed in for the guest, never sent by itself. */
  prefill: Readonly<Record<string, string>>;
};

const prefillKey = /^(?:name|email|phone|note|q\.[a-z][a-z0-9_]{0,31})$/;
const instant = /^[12]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z$/;

const slotOf = (value: string | null): string | null =>
  value !== null && instant.test(value) && !Number.isNaN(Date.parse(value))
    ? new Date(value).toISOString()
    : null;

/** Whoever writes an address by hand writes a plus as it is; in a query that is a space, and neither of these has one there. */
const withPlus = (key: string, value: string): string => {
  if (key === 'email') return value.trim().replaceAll(' ', '+');
  return key === 'phone' ? value.replace(/^ /, '+') : value;
};

const prefillOf = (params: URLSearchParams): Record<string, string> => {
  const entries = [...params]
    .filter(([key]) => prefillKey.test(key))
    .map(([key, value]): [string, string] => [
      key,
      withPlus(key, value).slice(0, key === 'note' ? 2000 : 254),
    ]);
  return Object.fromEntries(entries.slice(0, 40));
};

export const parseUrlState = (params: URLSearchParams): UrlState => {
  const date = params.get('date');
  const month = params.get('month');
  const duration = Number(params.get('duration'));
  const clock = params.get('clock');
  const lang = params.get('lang');
  const theme = params.get('theme');
  const just = params.get('just');
  const day = isDate(date) ? date : null;
  return {
    month: day !== null ? monthOf(day) : isMonth(month) ? month : null,
    date: day,
    slot: slotOf(params.get('slot')),
    tz: canonicalZone(params.get('tz')),
    duration: Number.isInteger(duration) && duration > 0 && duration <= 1440 ? duration : null,
    clock: clock === '12' || clock === '24' ? clock : null,
    lang: isLanguage(lang) ? lang : null,
    theme: theme === 'light' || theme === 'dark' ? theme : null,
    zones: params.get('zones') === '1',
    just: moments.find((moment) => moment === just) ?? null,
    prefill: prefillOf(params),
  };
};

/** What goes along to another page: language, appearance and clock, not the choices made on this one. */
export const carriedOn = ({ lang, theme, clock }: UrlState): UrlState => ({
  ...parseUrlState(new URLSearchParams()),
  lang,
  theme,
  clock,
});

/** The address of the same page with some of its state changed; absent values leave no trace. */
export const hrefOf = (path: string, state: UrlState, patch: Partial<UrlState> = {}): string => {
  const next = { ...state, ...patch };
  const params = new URLSearchParams();
  const put = (key: string, value: string | null): void => {
    if (value !== null) params.set(key, value);
  };
  put('month', next.date === null ? next.month : null);
  put('date', next.date);
  put('slot', next.slot);
  put('tz', next.tz);
  put('duration', next.duration === null ? null : String(next.duration));
  put('clock', next.clock);
  put('lang', next.lang);
  put('theme', next.theme);
  put('zones', next.zones ? '1' : null);
  put('just', next.just);
  for (const [key, value] of Object.entries(next.prefill)) params.set(key, value);
  const query = params.toString().replaceAll('%2F', '/').replaceAll('%3A', ':');
  return query === '' ? path : `${path}?${query}`;
};
