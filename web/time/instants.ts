import type { Language } from '#web/i18n/languages.ts';
import { type Clock, defaultClock, formatDate, formatTime } from './format.ts';
import { formatter, plain } from './formatter.ts';
import { dateIn, wallTime } from './wall.ts';
import { zoneLabel } from './zones/zone.ts';

/** How the host app writes instants: in one language, on the clock of one zone. */
export type Formats = {
  zone: string;
  /** `Tue 24 Nov 2026` */
  date: (instant: string) => string;
  /** `09:00` */
  time: (instant: string) => string;
  /** `09:00 – 09:30`; with the date of the end when it is another day */
  range: (start: string, end: string) => string;
  dateTime: (instant: string) => string;
  longDate: (instant: string) => string;
  /** A calendar date without a time. */
  localDate: (date: string) => string;
  /** `in 3 hours`, `2 days ago`; `now` in epoch milliseconds */
  relative: (instant: string, now: number) => string;
  zoneName: (instant: string) => string;
};

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

const relativeWith = (format: Intl.RelativeTimeFormat, seconds: number): string => {
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  return step === undefined
    ? format.format(0, 'minute')
    : format.format(Math.round(seconds / step[1]), step[0]);
};

/** The locale whose dates the host app writes: hosts have chosen a language, not a region. */
export const hostTag = (language: Language): string => (language === 'vi' ? 'vi-VN' : 'en-GB');

const shortDate = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
} as const;

/** What a person has chosen, or what their language is used to. */
export const clockFor = (language: Language, chosen: '12h' | '24h' | null): Clock =>
  chosen === null ? defaultClock(hostTag(language)) : chosen === '12h' ? '12' : '24';

/** Formatting of instants for one language on the clock of one zone. */
export const formatsFor = (
  language: Language,
  zone: string,
  clock: Clock = defaultClock(hostTag(language)),
): Formats => {
  const tag = hostTag(language);
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const localDate = (date: string): string =>
    plain(formatter(tag, shortDate).format(new Date(`${date}T12:00:00Z`)));
  const date = (instant: string): string => localDate(dateIn(instant, zone));
  const time = (instant: string): string => formatTime(instant, { tag, timeZone: zone, clock });
  const dateTime = (instant: string): string => `${date(instant)}, ${time(instant)}`;
  return {
    zone,
    date,
    time,
    dateTime,
    localDate,
    longDate: (instant) => formatDate(dateIn(instant, zone), tag),
    range: (start, end) => {
      const until = wallTime(end, zone);
      const sameDay = dateIn(start, zone) === until.date || until.time === '00:00';
      return `${time(start)} – ${sameDay ? time(end) : dateTime(end)}`;
    },
    relative: (instant, now) => relativeWith(relative, Math.round((Date.parse(instant) - now) / 1000)),
    zoneName: (instant) => zoneLabel(zone, instant),
  };
};
