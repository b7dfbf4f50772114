import type { Floating } from '#domain/time.ts';
import type { Rule, WeekdayPart } from './rule.ts';

/** What a language must be able to say of a rule. Clauses are joined with spaces, empty ones left out. */
export type RuleWords = {
  every: (rule: Rule) => string;
  on: (rule: Rule) => string;
  at: (rule: Rule) => string;
  count: (count: number) => string;
  until: (day: Floating, withYear: boolean) => string;
};

export const isEveryDayOf = (rule: Rule, wanted: readonly number[]): boolean =>
  rule.byDay.length === wanted.length &&
  wanted.every((weekday) => rule.byDay.some((day) => day.weekday === weekday && day.nth === null));

export const workdays = [0, 1, 2, 3, 4] as const;
export const allDays = [0, 1, 2, 3, 4, 5, 6] as const;

/** Monday first unless the rule's week starts elsewhere. */
const sortedDays = (rule: Rule): WeekdayPart[] =>
  [...rule.byDay].sort(
    (a, b) => ((a.weekday - rule.weekStart + 7) % 7) - ((b.weekday - rule.weekStart + 7) % 7),
  );

/** From the first to the last: what is counted from the end comes last. */
export const inOrder = (values: readonly number[]): number[] => {
  const sorted = [...values].sort((a, b) => a - b);
  return [...sorted.filter((value) => value > 0), ...sorted.filter((value) => value < 0)];
};

/** The days that stand in a rule without a number. */
export const plainDays = (rule: Rule): number[] =>
  sortedDays(rule).flatMap(({ weekday, nth }) => (nth === null ? [weekday] : []));

/** Numbered days by weekday, "first and third Monday", in the order of their first number. */
export const numberedDays = (rule: Rule): { weekday: number; places: number[] }[] => {
  const days = sortedDays(rule).filter(({ nth }) => nth !== null);
  const groups = [...new Set(days.map(({ weekday }) => weekday))].map((weekday) => ({
    weekday,
    places: inOrder(days.flatMap((day) => (day.weekday === weekday && day.nth !== null ? [day.nth] : []))),
  }));
  const order = inOrder(groups.map(({ places }) => places[0] ?? 0));
  return groups.sort((a, b) => order.indexOf(a.places[0] ?? 0) - order.indexOf(b.places[0] ?? 0));
};

export const joined = (items: readonly string[], and: string): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1)}`;

/** Three values and more that follow one another. */
export const runOf = (values: readonly number[]): { first: number; last: number } | null => {
  const [first] = values;
  const last = values.at(-1);
  if (first === undefined || last === undefined || values.length < 3) return null;
  return values.every((value, index) => value === first + index) ? { first, last } : null;
};

/** `09:30`, where the rule lists its times of day. */
export const clockTimes = (rule: Rule): string[] =>
  rule.byHour.flatMap((hour) =>
    rule.byMinute.map((minute) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`),
  );

/** Weekdays as a filter on days of the month: Friday the 13th. */
export const isDatedWeekday = (rule: Rule): boolean =>
  rule.byMonthDay.length > 0 && rule.byDay.length > 0 && rule.byDay.every(({ nth }) => nth === null);

/** Says the same in the words people would choose: nobody says "every year on every Thursday in March". */
export const plainest = (rule: Rule): Rule => {
  const { frequency, interval, byDay, byMonthDay, byMonth } = rule;
  if (interval !== 1 || rule.bySetPos.length + rule.byYearDay.length + rule.byWeekNo.length > 0) return rule;
  if (frequency === 'HOURLY' || frequency === 'MINUTELY' || frequency === 'WEEKLY') return rule;
  const isPlain = byDay.length > 0 && byDay.every(({ nth }) => nth === null);
  if (isPlain) return { ...rule, frequency: byMonthDay.length > 0 ? 'DAILY' : 'WEEKLY' };
  if (byMonth.length > 0 && byMonthDay.length + byDay.length > 0) return { ...rule, frequency: 'YEARLY' };
  return byMonthDay.length > 0 ? { ...rule, frequency: 'MONTHLY' } : rule;
};
