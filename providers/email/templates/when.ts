import type { EmailContent, EmailLocale } from '#providers/email/port.ts';

/** Whose zone, language and clock a time is told in. */
export type Reader = Pick<EmailContent, 'timeZone' | 'locale' | 'clock'>;

/** How a span of time reads to one person. */
export type When = {
  /** "Tuesday, March 31, 2026, 9:00 AM – 9:30 AM" */
  span: string;
  /** "Eastern Daylight Time, America/New_York, GMT-04:00" */
  zone: string;
  /** For subjects: "Tue, Mar 31, 9:00 AM GMT-4" */
  short: string;
};

/**
 * The span in the reader's zone and language. An end on another day carries its date; when the clocks change in
 * between, each end carries its own offset. Milliseconds in, text out; an unknown zone is shown as UTC and says so,
 * because a mail with a plain UTC time is better than none.
 */
export function describeWhen(start: number, end: number, reader: Reader): When {
  const { locale } = reader;
  const timeZone = knownZone(reader.timeZone);
  const date = formatter(locale, timeZone, {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  });
  const time = formatter(locale, timeZone, hoursOf(reader));
  const startOffset = offsetOf(start, timeZone, locale);
  const endOffset = offsetOf(end, timeZone, locale);
  const mark = (instant: number, offset: string) =>
    startOffset === endOffset ? time(instant) : `${time(instant)} (${offset})`;
  const sameDay = date(start) === date(end);
  const from = `${date(start)}, ${mark(start, startOffset)}`;
  const to = sameDay ? mark(end, endOffset) : `${date(end)}, ${mark(end, endOffset)}`;
  return {
    span: `${from} – ${to}`,
    zone: describeZone(start, timeZone, locale, startOffset === endOffset ? startOffset : null),
    short: describeShort(start, { ...reader, timeZone }),
  };
}

/** One instant, e.g. a deadline: "Tuesday, March 31, 2026, 9:00 AM GMT-4". */
export function describeInstant(instant: number, reader: Reader): string {
  const { locale } = reader;
  const timeZone = knownZone(reader.timeZone);
  const date = formatter(locale, timeZone, {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  });
  const time = formatter(locale, timeZone, shortTime(reader));
  return `${date(instant)}, ${time(instant)}`;
}

/** "24 hours", "15 minutes", "3 days": the largest unit that is exact. */
export function describeMinutes(minutes: number, locale: EmailLocale): string {
  const [value, unit] =
    minutes >= 2_880 && minutes % 1_440 === 0
      ? [minutes / 1_440, 'day']
      : minutes >= 60 && minutes % 60 === 0
        ? [minutes / 60, 'hour']
        : [minutes, 'minute'];
  const text = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  return plainSpaces(text);
}

function describeShort(instant: number, reader: Reader): string {
  const { locale, timeZone } = reader;
  const day = formatter(locale, timeZone, { weekday: 'short', month: 'short', day: 'numeric' });
  const time = formatter(locale, timeZone, shortTime(reader));
  return `${day(instant)}, ${time(instant)}`;
}

/** "Eastern Daylight Time, America/New_York, GMT-04:00"; parts that say the same are left out. */
function describeZone(instant: number, timeZone: string, locale: EmailLocale, offset: string | null): string {
  const id = timeZone.replaceAll('_', ' ');
  // Without one offset there is no one name either: "Standard Time" would be wrong at the end.
  if (offset === null) return id;
  return [...new Set([zonePart(instant, timeZone, locale, 'long'), id, offset])].join(', ');
}

const hourCycles = { '12h': 'h12', '24h': 'h23' } as const;

const hoursOf = ({ locale, clock }: Reader): Intl.DateTimeFormatOptions => ({
  hour: clock === '24h' || (clock === undefined && locale === 'vi') ? '2-digit' : 'numeric',
  minute: '2-digit',
  ...(clock === undefined ? {} : { hourCycle: hourCycles[clock] }),
});

const shortTime = (reader: Reader): Intl.DateTimeFormatOptions => ({
  ...hoursOf(reader),
  timeZoneName: 'shortOffset',
});

const offsetOf = (instant: number, timeZone: string, locale: EmailLocale): string => {
  const offset = zonePart(instant, timeZone, locale, 'longOffset');
  return offset === 'GMT' ? 'GMT+00:00' : offset;
};

function zonePart(
  instant: number,
  timeZone: string,
  locale: EmailLocale,
  timeZoneName: 'long' | 'longOffset',
): string {
  const parts = dateFormat(locale, timeZone, { timeZoneName }).formatToParts(instant);
  return plainSpaces(parts.find((part) => part.type === 'timeZoneName')?.value ?? '');
}

function formatter(locale: EmailLocale, timeZone: string, options: Intl.DateTimeFormatOptions) {
  const format = dateFormat(locale, timeZone, options);
  return (instant: number): string => plainSpaces(format.format(instant));
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using it does. */
function dateFormat(
  locale: EmailLocale,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`;
  const known = dateFormats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, {
    calendar: 'gregory',
    numberingSystem: 'latn',
    timeZone,
    ...options,
  });
  if (dateFormats.size >= 1_000) dateFormats.clear();
  dateFormats.set(key, made);
  return made;
}

function knownZone(zone: string): string {
  try {
    dateFormat('en', zone, {});
    return zone;
  } catch {
    return 'UTC';
  }
}

/** ICU puts narrow no-break spaces before AM and PM; old mail programs show a box for them. */
const plainSpaces = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, ' ');
