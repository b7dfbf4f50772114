import { type Floating, floatingOf, isWallTime } from '#domain/time.ts';

/** Monday 0 … Sunday 6, as ISO weeks count. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const frequencies = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY'] as const;
export type Frequency = (typeof frequencies)[number];

/** `nth` null: every such day; 2: the second of the month or year; -1: the last. */
export type WeekdayPart = { weekday: number; nth: number | null };

/** `day` ends with the local day, `wall` is a local time, `instant` is UTC. All three include their end. */
export type Until =
  | { kind: 'instant'; at: number }
  | { kind: 'wall'; at: Floating }
  | { kind: 'day'; at: Floating };

/** A recurrence rule of RFC 5545 §3.3.10 as data; empty lists are parts not given. */
export type Rule = {
  frequency: Frequency;
  interval: number;
  count: number | null;
  until: Until | null;
  weekStart: number;
  byMonth: number[];
  byWeekNo: number[];
  byYearDay: number[];
  byMonthDay: number[];
  byDay: WeekdayPart[];
  byHour: number[];
  byMinute: number[];
  bySecond: number[];
  bySetPos: number[];
};

export const refusals = {
  too_long: 'is longer than any meaningful rule',
  malformed: 'is not written as RFC 5545 prescribes',
  unknown_part: 'has a part that is not known',
  repeated_part: 'names a part twice',
  frequency_missing: 'names no frequency',
  frequency_not_supported: 'repeats too often',
  out_of_range: 'has a number outside its range',
  list_too_long: 'lists too many values',
  count_with_until: 'ends both by a count and by a date',
  part_not_allowed: 'has a part that means nothing here',
  ambiguous: 'means different things to different calendars',
  impossible_date: 'asks for a day that no month has',
  until_before_start: 'ends before it starts',
  never_occurs: 'does not occur within forty years of its start',
  count_not_reached: 'cannot be counted to its end',
} as const;
export type Refusal = keyof typeof refusals;

export type RuleProblem = { reason: Refusal; part: string | null };
export type RuleResult = { ok: true; rule: Rule } | ({ ok: false } & RuleProblem);

class Refused extends Error {
  readonly problem: RuleProblem;
  constructor(reason: Refusal, part: string | null) {
    super(reason);
    this.problem = { reason, part };
  }
}

const lengthMax = 500;
const intervalMax = 999;
const countMax = 730;

/** Per list part: field, smallest and largest size of a number, whether it may count from the end, longest list. */
const listParts = {
  BYMONTH: ['byMonth', 1, 12, false, 12],
  BYWEEKNO: ['byWeekNo', 1, 53, true, 53],
  BYYEARDAY: ['byYearDay', 1, 366, true, 31],
  BYMONTHDAY: ['byMonthDay', 1, 31, true, 31],
  BYHOUR: ['byHour', 0, 23, false, 24],
  BYMINUTE: ['byMinute', 0, 59, false, 12],
  BYSECOND: ['bySecond', 0, 59, false, 2],
  BYSETPOS: ['bySetPos', 1, 366, true, 31],
} as const;

const singleParts: ReadonlySet<string> = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYDAY']);

const isListPart = (name: string): name is keyof typeof listParts => Object.hasOwn(listParts, name);

const readInteger = (text: string, part: string, low: number, high: number, signed = false): number => {
  if (!/^[+-]?\d{1,4}$/.test(text)) throw new Refused('malformed', part);
  const value = Number(text);
  const size = signed ? Math.abs(value) : value;
  if (size < low || size > high || (!signed && /^[+-]/.test(text))) throw new Refused('out_of_range', part);
  return value;
};

const readList = (value: string, part: string, longest: number): string[] => {
  const items = value.split(',');
  if (items.length > longest) throw new Refused('list_too_long', part);
  return items;
};

const unique = (values: number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

const readWeekday = (text: string, part: string): number => {
  const weekday = weekdays.findIndex((name) => name === text);
  if (weekday < 0) throw new Refused('malformed', part);
  return weekday;
};

const readDays = (value: string): WeekdayPart[] => {
  const days = readList(value, 'BYDAY', 35).map((item) => {
    const parts = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(item);
    if (parts === null) throw new Refused('malformed', 'BYDAY');
    const nth = parts[1] === undefined ? null : readInteger(parts[1], 'BYDAY', 1, 53, true);
    return { weekday: readWeekday(parts[2] ?? '', 'BYDAY'), nth };
  });
  const seen = new Set<string>();
  return days.filter(({ weekday, nth }) => {
    const key = `${weekday}/${nth}`;
    return seen.has(key) ? false : seen.add(key);
  });
};

const untilPattern = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/;

const readUntil = (value: string): Until => {
  const parts = untilPattern.exec(value);
  if (parts === null) throw new Refused('malformed', 'UNTIL');
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((index) =>
    Number(parts[index] ?? 0),
  );
  const wall = {
    year: year ?? 0,
    month: month ?? 0,
    day: day ?? 0,
    hour: hour ?? 0,
    minute: minute ?? 0,
    second: second ?? 0,
  };
  if (!isWallTime(wall)) throw new Refused('out_of_range', 'UNTIL');
  const at = floatingOf(wall);
  if (parts[4] === undefined) return { kind: 'day', at };
  return parts[7] === 'Z' ? { kind: 'instant', at } : { kind: 'wall', at };
};

const emptyRule = (): Rule => ({
  frequency: 'DAILY',
  interval: 1,
  count: null,
  until: null,
  weekStart: 0,
  byMonth: [],
  byWeekNo: [],
  byYearDay: [],
  byMonthDay: [],
  byDay: [],
  byHour: [],
  byMinute: [],
  bySecond: [],
  bySetPos: [],
});

const readFrequency = (value: string): Frequency => {
  const frequency = frequencies.find((name) => name === value);
  if (frequency !== undefined) return frequency;
  throw new Refused(value === 'SECONDLY' ? 'frequency_not_supported' : 'malformed', 'FREQ');
};

const readPart = (rule: Rule, name: string, value: string): void => {
  if (isListPart(name)) {
    const [field, low, high, signed, longest] = listParts[name];
    const items = readList(value, name, longest);
    rule[field] = unique(items.map((item) => readInteger(item, name, low, high, signed)));
    return;
  }
  switch (name) {
    case 'FREQ':
      rule.frequency = readFrequency(value);
      return;
    case 'INTERVAL':
      rule.interval = readInteger(value, name, 1, intervalMax);
      return;
    case 'COUNT':
      rule.count = readInteger(value, name, 1, countMax);
      return;
    case 'UNTIL':
      rule.until = readUntil(value);
      return;
    case 'WKST':
      rule.weekStart = readWeekday(value, name);
      return;
    case 'BYDAY':
      rule.byDay = readDays(value);
      return;
    default:
      throw new Refused('unknown_part', name);
  }
};

const knownPart = (name: string | null): string | null =>
  name !== null && (isListPart(name) || singleParts.has(name)) ? name : null;

const readRule = (text: string): Rule => {
  if (text.length > lengthMax) throw new Refused('too_long', null);
  const rule = emptyRule();
  const seen = new Set<string>();
  for (const part of text.split(';')) {
    // Looked at before it is put in capitals: `ı` and `ſ` would become letters of a rule.
    const named = /^([A-Z-]{1,20})(?:=([A-Z0-9,+-]+)?$)?/i.exec(part);
    const name = named?.[1]?.toUpperCase() ?? null;
    const value = named?.[2]?.toUpperCase();
    if (name === null || value === undefined) throw new Refused('malformed', knownPart(name));
    if (seen.has(name)) throw new Refused('repeated_part', name);
    seen.add(name);
    readPart(rule, name, value);
  }
  if (!seen.has('FREQ')) throw new Refused('frequency_missing', 'FREQ');
  if (rule.count !== null && rule.until !== null) throw new Refused('count_with_until', 'COUNT');
  return rule;
};

/**
 * Reads the value of an RRULE (without the name). Only what is written is judged here: every number in its range,
 * every part known and given once, lists of bounded length. `validateRule` judges what the rule means.
 */
export const parseRule = (text: string): RuleResult => {
  try {
    return { ok: true, rule: readRule(text) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, ...error.problem };
    throw error;
  }
};
