import { offsetLabel, wallTime, zoneCity } from './zone.ts';

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
  /** `in 3 hours`, `2 days ago` */
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

const tagOf = (locale: string): string => (locale === 'vi' ? 'vi-VN' : 'en-GB');

/** Formatting of instants for one language on the clock of one zone. */
export const formatsFor = (locale: string, zone: string): Formats => {
  const tag = tagOf(locale);
  const using = (options: Intl.DateTimeFormatOptions): ((instant: string) => string) => {
    const format = new Intl.DateTimeFormat(tag, { timeZone: zone, ...options });
    return (instant) => format.format(new Date(instant));
  };
  const date = using({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const time = using({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const longDate = using({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const plainDate = new Intl.DateTimeFormat(tag, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const dateTime = (instant: string): string => `${date(instant)}, ${time(instant)}`;
  return {
    zone,
    date,
    time,
    longDate,
    dateTime,
    range: (start, end) => {
      const sameDay =
        wallTime(Date.parse(start), zone).date === wallTime(Date.parse(end), zone).date ||
        wallTime(Date.parse(end), zone).time === '00:00';
      return `${time(start)} – ${sameDay ? time(end) : dateTime(end)}`;
    },
    localDate: (value) => plainDate.format(new Date(`${value}T00:00:00Z`)),
    relative: (instant, now) => relativeWith(relative, Math.round((Date.parse(instant) - now) / 1000)),
    zoneName: (instant) => `${zoneCity(zone)} (${offsetLabel(Date.parse(instant), zone)})`,
  };
};
