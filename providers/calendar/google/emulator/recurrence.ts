import { DateTime } from 'luxon';
import { badRequest } from './http.ts';
import type { VendorEvent } from './model.ts';

type Span = { start: number; end: number };
/** `key` is the original start in the vendor's instance-id form. */
export type Occurrence = Span & { key: string };

type Rule = {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
  count: number | null;
  until: number | null;
  byDay: { nth: number | null; weekday: number }[];
  byMonthDay: number[];
};

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const parts = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'WKST']);
const mostPeriods = 4_000;

/** Start and end in epoch milliseconds; all-day dates are midnights of the calendar's zone. */
export function toSpan(event: VendorEvent, calendarZone: string): Span {
  return { start: readTime(event.start, calendarZone), end: readTime(event.end, calendarZone) };
}

function readTime(time: VendorEvent['start'], calendarZone: string): number {
  const at =
    typeof time?.date === 'string'
      ? DateTime.fromISO(time.date, { zone: calendarZone })
      : DateTime.fromISO(time?.dateTime ?? '', { zone: time?.timeZone ?? calendarZone });
  return at.toMillis();
}

/** Occurrences of a series that touch `[from, to)`, exclusions applied, stored exceptions not. */
export function expandSeries(
  event: VendorEvent,
  calendarZone: string,
  from: number,
  to: number,
): Occurrence[] {
  const allDay = typeof event.start?.date === 'string';
  const zone = allDay ? calendarZone : (event.start?.timeZone ?? calendarZone);
  const span = toSpan(event, calendarZone);
  const first = DateTime.fromMillis(span.start, { zone });
  const length = DateTime.fromMillis(span.end, { zone }).diff(first, allDay ? 'days' : 'milliseconds');
  const { rule, excluded, added } = readRecurrence(event.recurrence ?? [], zone);
  const starts = rule === null ? [first] : walk(rule, first, to);
  const all = new Map([...starts, ...added].map((start) => [start.toMillis(), start]));
  return [...all.values()]
    .filter((start) => !excluded.has(start.toMillis()))
    .sort((a, b) => a.toMillis() - b.toMillis())
    .map((start) => ({
      start: start.toMillis(),
      end: start.plus(length).toMillis(),
      key: allDay ? start.toFormat('yyyyMMdd') : start.toUTC().toFormat("yyyyMMdd'T'HHmmss'Z'"),
    }))
    .filter((occurrence) => occurrence.end > from && occurrence.start < to);
}

function walk(rule: Rule, first: DateTime, to: number): DateTime[] {
  const starts: DateTime[] = [];
  for (let period = 0; period < mostPeriods; period += 1) {
    for (const start of startsOfPeriod(rule, first, period)) {
      if (start < first) continue;
      if (rule.until !== null && start.toMillis() > rule.until) return starts;
      // COUNT counts from the first one, so the walk always begins there.
      if (start.toMillis() >= to || (rule.count !== null && starts.length >= rule.count)) return starts;
      starts.push(start);
    }
  }
  return starts;
}

function startsOfPeriod(rule: Rule, first: DateTime, period: number): DateTime[] {
  const step = period * rule.interval;
  if (rule.freq === 'DAILY') {
    const day = first.plus({ days: step });
    return rule.byDay.length === 0 || rule.byDay.some(({ weekday }) => weekday === day.weekday) ? [day] : [];
  }
  if (rule.freq === 'WEEKLY') {
    const days = rule.byDay.length === 0 ? [first.weekday] : rule.byDay.map(({ weekday }) => weekday);
    const monday = first.minus({ days: first.weekday - 1 }).plus({ weeks: step });
    return days.toSorted((a, b) => a - b).map((day) => monday.plus({ days: day - 1 }));
  }
  if (rule.freq === 'YEARLY') {
    const year = first.plus({ years: step });
    return year.day === first.day ? [year] : [];
  }
  return startsOfMonth(rule, first, first.startOf('month').plus({ months: step }));
}

function startsOfMonth(rule: Rule, first: DateTime, month: DateTime): DateTime[] {
  const days = month.daysInMonth ?? 30;
  const at = (day: number) => first.set({ year: month.year, month: month.month, day });
  const wanted =
    rule.byDay.length === 0
      ? (rule.byMonthDay.length === 0 ? [first.day] : rule.byMonthDay).map((day) =>
          day < 0 ? days + 1 + day : day,
        )
      : rule.byDay.flatMap(({ nth, weekday }) => {
          const all = Array.from({ length: days }, (_, index) => index + 1).filter(
            (day) => month.set({ day }).weekday === weekday,
          );
          if (nth === null) return all;
          const day = all.at(nth > 0 ? nth - 1 : nth);
          return day === undefined ? [] : [day];
        });
  return wanted
    .filter((day) => day >= 1 && day <= days)
    .sort((a, b) => a - b)
    .map(at);
}

function readRecurrence(lines: readonly string[], zone: string) {
  const dates = (kind: string) =>
    lines
      .filter((line) => line.startsWith(kind))
      .flatMap((line) => line.slice(line.indexOf(':') + 1).split(','))
      .map((text) => readIcalTime(text, zone));
  const text = lines.find((line) => line.startsWith('RRULE:'));
  return {
    rule: text === undefined ? null : parseRule(text.slice('RRULE:'.length), zone),
    excluded: new Set(dates('EXDATE').map((at) => at.toMillis())),
    added: dates('RDATE'),
  };
}

/** Refuses what this emulator cannot expand, so that nobody relies on it by accident. */
export function checkRecurrence(lines: readonly string[], zone: string): void {
  if (lines.some((line) => !/^(?:RRULE|EXDATE|RDATE)[;:]/.test(line))) {
    throw badRequest('invalid', 'Invalid recurrence rule.', 'recurrence');
  }
  readRecurrence(lines, zone);
}

function parseRule(text: string, zone: string): Rule {
  const invalid = () => badRequest('invalid', 'Invalid recurrence rule.', 'recurrence');
  const fields = new Map(
    text.split(';').map((part): [string, string] => {
      const [name = '', value = ''] = part.split('=');
      if (!parts.has(name) || value === '') throw invalid();
      return [name, value];
    }),
  );
  const freq = fields.get('FREQ');
  if (freq !== 'DAILY' && freq !== 'WEEKLY' && freq !== 'MONTHLY' && freq !== 'YEARLY') throw invalid();
  const positive = (name: string): number | null => {
    const value = fields.get(name);
    if (value === undefined) return null;
    if (!/^[1-9]\d*$/.test(value)) throw invalid();
    return Number(value);
  };
  const until = fields.get('UNTIL');
  const byDay = (fields.get('BYDAY')?.split(',') ?? []).map((item) => {
    const [, nth = '', name = ''] = /^([+-]?\d+)?([A-Z]{2})$/.exec(item) ?? [];
    if (!weekdays.includes(name)) throw invalid();
    return { nth: nth === '' ? null : Number(nth), weekday: weekdays.indexOf(name) + 1 };
  });
  return {
    freq,
    interval: positive('INTERVAL') ?? 1,
    count: positive('COUNT'),
    until: until === undefined ? null : endOf(until, zone),
    byDay,
    byMonthDay: (fields.get('BYMONTHDAY')?.split(',') ?? []).map(Number),
  };
}

/** UNTIL is inclusive; a bare date means that whole day. */
function endOf(text: string, zone: string): number {
  const at = readIcalTime(text, zone);
  return (text.includes('T') ? at : at.endOf('day')).toMillis();
}

function readIcalTime(text: string, zone: string): DateTime {
  const [format, in_] = text.endsWith('Z')
    ? ["yyyyMMdd'T'HHmmss'Z'", 'utc']
    : [text.includes('T') ? "yyyyMMdd'T'HHmmss" : 'yyyyMMdd', zone];
  const at = DateTime.fromFormat(text, format, { zone: in_ }).setZone(zone);
  if (!at.isValid) throw badRequest('invalid', 'Invalid recurrence rule.', 'recurrence');
  return at;
}
