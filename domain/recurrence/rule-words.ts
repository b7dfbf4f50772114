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

/** Monday first unless the rule's week starts elsewhere; numbered days in the order of the month. */
export const sortedDays = (rule: Rule): WeekdayPart[] =>
  [...rule.byDay].sort((a, b) => {
    const rank = (day: WeekdayPart) => (day.nth === null ? 0 : day.nth > 0 ? day.nth : 1000 + day.nth);
    return (
      rank(a) - rank(b) || ((a.weekday - rule.weekStart + 7) % 7) - ((b.weekday - rule.weekStart + 7) % 7)
    );
  });

export const joined = (items: readonly string[], and: string): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1)}`;

/** Clock times of BYHOUR and BYMINUTE; a long list is left to the calendar view. */
export const clockTimes = (rule: Rule): string[] =>
  rule.byHour.flatMap((hour) =>
    (rule.byMinute.length === 0 ? [0] : rule.byMinute).map(
      (minute) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
    ),
  );
