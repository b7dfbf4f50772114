import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expand } from './expand.ts';
import { weekdays } from './rule.ts';
import { formatWall, type Series } from './series.ts';
import { validateRule } from './validate.ts';

/** The table of RFC 5545 §3.3.10 put to each day of a calendar in turn; knows JavaScript's Date and nothing of ours. */

const dayMs = 86_400_000;
const nineMs = 9 * 3_600_000;

type Facts = { year: number; month: number; date: number; weekday: number; yearDay: number };

const once = <Value>(make: (key: number) => Value): ((key: number) => Value) => {
  const known = new Map<number, Value>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
};

const factsOf = once((day: number): Facts => {
  const date = new Date(day * dayMs);
  const year = date.getUTCFullYear();
  return {
    year,
    month: date.getUTCMonth() + 1,
    date: date.getUTCDate(),
    weekday: (date.getUTCDay() + 6) % 7,
    yearDay: day - Date.UTC(year, 0, 1) / dayMs + 1,
  };
});

const lengthOfMonth = ({ year, month }: Facts): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const lengthOfYear = ({ year }: Facts): number => (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / dayMs;

/** First day of week 1: of the week, beginning on `weekStart`, that holds 4 January. */
const firstWeeks = weekdays.map((_, weekStart) =>
  once((year) => {
    const fourth = Date.UTC(year, 0, 4) / dayMs;
    return fourth - ((factsOf(fourth).weekday - weekStart + 7) % 7);
  }),
);

const isInWeek = (day: number, { year }: Facts, weekStart: number, wanted: number[]): boolean =>
  [year - 1, year, year + 1].some((weekYear) => {
    const from = firstWeeks[weekStart]?.(weekYear) ?? 0;
    const to = firstWeeks[weekStart]?.(weekYear + 1) ?? 0;
    if (day < from || day >= to) return false;
    const week = Math.floor((day - from) / 7) + 1;
    return wanted.includes(week) || wanted.includes(week - 1 - (to - from) / 7);
  });

const fromBothEnds = (position: number, size: number, wanted: number[]): boolean =>
  wanted.includes(position) || wanted.includes(position - size - 1);

/** The `nth` such weekday of a span of `size` days, of which it is the `position`th. */
const isNth = (position: number, size: number, nth: number): boolean =>
  nth === Math.floor((position - 1) / 7) + 1 || nth === -(Math.floor((size - position) / 7) + 1);

const walkDays = (rule: string, start: number, last: number): number[] => {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]));
  const numbers = (name: string) => parts.get(name)?.split(',').map(Number);
  const frequency = parts.get('FREQ');
  const weekStart = weekdays.indexOf((parts.get('WKST') ?? 'MO') as 'MO');
  const [months, weeks, monthDays] = [numbers('BYMONTH'), numbers('BYWEEKNO'), numbers('BYMONTHDAY')];
  const [yearDays, positions] = [numbers('BYYEARDAY'), numbers('BYSETPOS')];
  const days = parts
    .get('BYDAY')
    ?.split(',')
    .map((name) => ({
      weekday: weekdays.indexOf(name.slice(-2) as 'MO'),
      nth: name.length > 2 ? Number(name.slice(0, -2)) : null,
    }));
  const count = Number(parts.get('COUNT') ?? Number.POSITIVE_INFINITY);
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const home = factsOf(start);

  const periodOf = (day: number, { year, month }: Facts): number => {
    if (frequency === 'DAILY') return day;
    if (frequency === 'WEEKLY') return Math.floor((day + 3 - weekStart) / 7);
    return frequency === 'MONTHLY' ? year * 12 + month : year;
  };
  const isNamedDay = (facts: Facts): boolean => {
    if (days !== undefined) {
      return days.some(({ weekday, nth }) => {
        if (weekday !== facts.weekday || nth === null) return weekday === facts.weekday;
        return frequency === 'MONTHLY' || months !== undefined
          ? isNth(facts.date, lengthOfMonth(facts), nth)
          : isNth(facts.yearDay, lengthOfYear(facts), nth);
      });
    }
    if (monthDays !== undefined || yearDays !== undefined || frequency === 'DAILY') return true;
    if (frequency === 'WEEKLY' || weeks !== undefined) return facts.weekday === home.weekday;
    if (facts.date !== home.date) return false;
    return frequency === 'MONTHLY' || months !== undefined || facts.month === home.month;
  };
  const matches = (day: number, facts: Facts): boolean =>
    isNamedDay(facts) &&
    (months === undefined || months.includes(facts.month)) &&
    (monthDays === undefined || fromBothEnds(facts.date, lengthOfMonth(facts), monthDays)) &&
    (yearDays === undefined || fromBothEnds(facts.yearDay, lengthOfYear(facts), yearDays)) &&
    (weeks === undefined || isInWeek(day, facts, weekStart, weeks));

  const periods = new Map<number, number[]>();
  const homePeriod = periodOf(start, home);
  for (let day = start - 366; day <= last + 366; day += 1) {
    const facts = factsOf(day);
    const period = periodOf(day, facts) - homePeriod;
    if (period < 0 || period % interval !== 0 || !matches(day, facts)) continue;
    const members = periods.get(period) ?? [];
    periods.set(period, members);
    members.push(day);
  }
  const chosen = [...periods.values()].flatMap((found) =>
    found.filter((_, index) => positions === undefined || fromBothEnds(index + 1, found.length, positions)),
  );
  return chosen
    .filter((day) => day >= start)
    .slice(0, count)
    .filter((day) => day <= last);
};

const seriesFrom = (start: number, rule: string): Series => ({
  zone: 'UTC',
  start: formatWall((start * dayMs + nineMs) as never),
  duration: { milliseconds: 60_000 },
  rule,
  removed: [],
  added: [],
  overrides: [],
  details: {},
});

const found = (start: number, rule: string, first: number, last: number): number[] =>
  expand(
    seriesFrom(start, rule),
    { from: first * dayMs, to: (last + 1) * dayMs },
    { match: 'start' },
  ).instances.map((instance) => Math.floor(instance.start / dayMs));

const dates = (days: number[]): string[] =>
  days.map((day) => new Date(day * dayMs).toISOString().slice(0, 10));

describe('a calendar walked day by day', () => {
  it.each(weekdays)(
    'finds the same days of the first and last weeks of every year, in weeks that start on %s',
    (weekStart) => {
      const start = Date.UTC(2001, 5, 1) / dayMs;
      const last = Date.UTC(2030, 11, 31) / dayMs;
      const half = Date.UTC(2016, 5, 1) / dayMs;
      for (const week of [1, -1, 52, -52, 53, -53]) {
        const rule = `FREQ=YEARLY;WKST=${weekStart};BYWEEKNO=${week};BYDAY=MO,TU,WE,TH,FR,SA,SU`;
        const ours = [...found(start, rule, start, half - 1), ...found(start, rule, half, last)];
        expect(dates(ours), rule).toEqual(dates(walkDays(rule, start, last)));
      }
    },
  );

  const list = <Value>(one: fc.Arbitrary<Value>, most: number) =>
    fc.uniqueArray(one, { minLength: 1, maxLength: most }).map((values) => values.join(','));
  const signed = (most: number, ...edges: number[]) =>
    fc
      .tuple(fc.boolean(), fc.oneof(fc.integer({ min: 1, max: most }), fc.constantFrom(1, most, ...edges)))
      .map(([negative, value]) => (negative ? -value : value));
  const part = (name: string, value: fc.Arbitrary<string | number>) =>
    fc.option(value, { nil: null }).map((text) => (text === null ? '' : `;${name}=${text}`));
  const weekday = fc.constantFrom(...weekdays);
  const nthDay = (most: number) =>
    fc.oneof(
      weekday,
      fc.tuple(signed(most, 5), weekday).map(([nth, name]) => `${nth}${name}`),
    );
  const months = part('BYMONTH', list(fc.integer({ min: 1, max: 12 }), 4));
  const monthDays = part('BYMONTHDAY', list(signed(31, 28, 29, 30), 8));
  const positions = part('BYSETPOS', list(signed(6), 3));
  const shapes = [
    fc.tuple(fc.constant('DAILY'), part('BYDAY', list(weekday, 5)), months, monthDays),
    fc.tuple(fc.constant('WEEKLY'), part('BYDAY', list(weekday, 5)), months, positions),
    fc.tuple(fc.constant('MONTHLY'), part('BYDAY', list(nthDay(5), 4)), months, monthDays, positions),
    fc.tuple(
      fc.constant('YEARLY'),
      part('BYDAY', list(weekday, 4)),
      part('BYWEEKNO', list(signed(53, 52), 3)),
      months,
      monthDays,
    ),
    fc.tuple(fc.constant('YEARLY'), part('BYDAY', list(nthDay(53), 4)), monthDays, positions),
    fc.tuple(
      fc.constant('YEARLY'),
      part('BYYEARDAY', list(signed(366, 59, 60, 365), 6)),
      part('BYDAY', list(weekday, 4)),
      positions,
    ),
  ].map((shape) => shape.map((texts: string[]) => `FREQ=${texts.join('')}`));
  const rules = fc
    .tuple(
      fc.oneof(...shapes),
      part('INTERVAL', fc.integer({ min: 2, max: 40 })),
      part('WKST', weekday),
      part('COUNT', fc.integer({ min: 1, max: 40 })),
    )
    .map((texts) => texts.join(''));
  const starts = fc
    .tuple(
      fc.integer({ min: 1999, max: 2024 }),
      fc.integer({ min: 0, max: 11 }),
      fc.oneof(fc.constantFrom(28, 29, 30, 31), fc.integer({ min: 1, max: 31 })),
    )
    .map(([year, month, date]) => Date.UTC(year, month, date) / dayMs);

  it('finds the same days of any rule, parts together that hardly anybody writes included', () => {
    fc.assert(
      fc.property(
        rules,
        starts,
        fc.integer({ min: 0, max: 1_500 }),
        fc.integer({ min: 1, max: 900 }),
        (rule, start, after, length) => {
          fc.pre(validateRule(rule, seriesFrom(start, rule), 'feed').ok);
          const [first, last] = [start + after, start + after + length];
          const ours = found(start, rule, first, last);
          const theirs = walkDays(rule, start, last).filter((day) => day >= first);
          expect(dates(ours)).toEqual(dates(theirs));
        },
      ),
      { numRuns: 250 },
    );
  });
});
