// oxlint-disable-next-line import/default -- rrule's main file is CommonJS: Node finds no named exports in it
import rrule from 'rrule';
import { civilDate, type DayNumber, dayMs, dayNumberOf } from '#domain/availability/civil-date.ts';
import type { Rule, WeekdayPart } from './rule.ts';

const { RRule } = rrule; // oxlint-disable-line import/no-named-as-default-member -- as above

/** The frequencies that rrule is asked for; anything finer is a choice among days and times of day. */
type Period = 'YEARLY' | 'MONTHLY' | 'WEEKLY' | 'DAILY';

const periodOf = (rule: Rule): Period =>
  rule.frequency === 'HOURLY' || rule.frequency === 'MINUTELY' ? 'DAILY' : rule.frequency;

/** Monday 0 … Sunday 6. */
export const weekdayOf = (day: DayNumber): number => (((day + 3) % 7) + 7) % 7;

/** Numbers the periods of each frequency, so that intervals are counted by subtraction. */
const indexes: Record<Period, (day: DayNumber, weekStart: number) => number> = {
  DAILY: (day) => day,
  WEEKLY: (day, weekStart) => Math.floor((day + 3 - weekStart) / 7),
  MONTHLY: (day) => {
    const { year, month } = civilDate(day);
    return year * 12 + month - 1;
  },
  YEARLY: (day) => civilDate(day).year,
};

const beginnings: Record<Period, (index: number, weekStart: number) => DayNumber> = {
  DAILY: (index) => index,
  WEEKLY: (index, weekStart) => index * 7 - 3 + weekStart,
  MONTHLY: (index) => dayNumberOf(Math.floor(index / 12), (index % 12) + 1, 1),
  YEARLY: (index) => dayNumberOf(index, 1, 1),
};

/** Which period of its rule a day belongs to. */
export const periodIndex = (rule: Rule, day: DayNumber): number =>
  indexes[periodOf(rule)](day, rule.weekStart);

/** Says aloud which day RFC 5545 §3.3.10 takes from DTSTART, so that the rule no longer depends on where it starts. */
const withImplicitDay = (rule: Rule, start: DayNumber): Rule => {
  const { frequency, byMonth, byWeekNo, byYearDay, byMonthDay, byDay } = rule;
  if (byDay.length + byMonthDay.length + byYearDay.length > 0) return rule;
  if (frequency === 'WEEKLY' || (frequency === 'YEARLY' && byWeekNo.length > 0)) {
    return { ...rule, byDay: [{ weekday: weekdayOf(start), nth: null }] };
  }
  if (frequency !== 'MONTHLY' && frequency !== 'YEARLY') return rule;
  const { month, day } = civilDate(start);
  const isYear = frequency === 'YEARLY' && byMonth.length === 0;
  return { ...rule, byMonthDay: [day], byMonth: isYear ? [month] : byMonth };
};

/** rrule yields nothing for `BYDAY=1MO,WE`: the plain days become all their ordinals. */
const withoutMixedDays = (rule: Rule): WeekdayPart[] => {
  const plain = rule.byDay.some(({ nth }) => nth === null);
  const numbered = rule.byDay.some(({ nth }) => nth !== null);
  if (!plain || !numbered) return rule.byDay;
  const ordinals = rule.frequency === 'MONTHLY' || rule.byMonth.length > 0 ? 5 : 53;
  return rule.byDay.flatMap((day) =>
    day.nth === null
      ? Array.from({ length: ordinals }, (_, index) => ({ weekday: day.weekday, nth: index + 1 }))
      : [day],
  );
};

const isAlways = (): boolean => true;

/**
 * Whether a day lies in one of the weeks, counted from the week that holds the year's fourth day; -1 is the last. rrule
 * loses days of the weeks that cross a turn of the year.
 */
const isInWeeks = (rule: Rule): ((day: DayNumber) => boolean) => {
  const { byWeekNo, weekStart } = rule;
  if (byWeekNo.length === 0) return isAlways;
  const weekOf = (day: DayNumber) => {
    const middle = beginnings.WEEKLY(indexes.WEEKLY(day, weekStart), weekStart) + 3;
    const { year } = civilDate(middle);
    return { year, week: Math.floor((middle - dayNumberOf(year, 1, 1)) / 7) + 1 };
  };
  return (day) => {
    const { year, week } = weekOf(day);
    const weeks = weekOf(dayNumberOf(year, 12, 28)).week;
    return byWeekNo.includes(week) || byWeekNo.includes(week - weeks - 1);
  };
};

const everyMonthDay = Array.from({ length: 31 }, (_, index) => index + 1);

/** Longer intervals are cheaper to leap than to walk. */
const walkedIntervalMax = { DAILY: 31, WEEKLY: 4, MONTHLY: 0, YEARLY: 0 } as const;

const orNull = (values: number[]): number[] | null => (values.length === 0 ? null : values);

const rruleWeekdays = [RRule.MO, RRule.TU, RRule.WE, RRule.TH, RRule.FR, RRule.SA, RRule.SU];

const rruleDay = ({ weekday, nth }: WeekdayPart) => {
  const day = rruleWeekdays[weekday] ?? RRule.MO;
  return nth === null ? day : day.nth(nth);
};

/** Times, weeks, COUNT, UNTIL and BYSETPOS stay outside: rrule gets them wrong or may never return. */
const buildRule = (rule: Rule, period: Period, interval: number, from: DayNumber) => {
  const byDay = withoutMixedDays(rule);
  return new RRule(
    {
      freq: RRule[period],
      dtstart: new Date(from * dayMs),
      interval,
      wkst: rule.weekStart,
      bymonth: orNull(rule.byMonth),
      byyearday: orNull(rule.byYearDay),
      bymonthday: orNull(rule.byMonthDay),
      byweekday: byDay.length === 0 ? null : byDay.map(rruleDay),
      byhour: 0,
      byminute: 0,
      bysecond: 0,
    },
    true,
  );
};

const enough = new Error('walked far enough');

/**
 * Lets rrule walk so many periods and no further. By itself it stops only at a match, and a rule that matches nothing
 * keeps it busy until the year 9999. It reads the interval twice a period and once before the first.
 */
const walk = (
  rule: InstanceType<typeof RRule>,
  periods: number,
  visit: (day: DayNumber) => boolean,
): void => {
  const interval = rule.options.interval;
  let reads = 0;
  Object.defineProperty(rule.options, 'interval', {
    get: () => {
      reads += 1;
      if (reads >= periods * 2) throw enough;
      return interval;
    },
  });
  try {
    rule.all((date) => visit(Math.floor(date.getTime() / dayMs)));
  } catch (error) {
    if (error !== enough) throw error;
  }
};

/**
 * rrule fills an array of a whole year for every day or week it looks at; by months it finds the same days for a
 * fraction. The rhythm of the days or weeks is then kept by counting.
 */
const byMonths = (rule: Rule): Rule => {
  const byDay = rule.byDay.map(({ weekday }) => ({ weekday, nth: null }));
  const isEveryDay = byDay.length + rule.byMonthDay.length + rule.byYearDay.length === 0;
  const byMonthDay = isEveryDay ? everyMonthDay : rule.byMonthDay;
  return { ...rule, frequency: 'MONTHLY', byDay, byMonthDay };
};

/**
 * Visits the days that a rule can fall on, in order and by whole periods, from the one that holds `from` to the one that
 * holds `to` at least, until `visit` answers false. `start` is the day of DTSTART, `from` not before it. Cost depends on
 * the distance between `from` and `to` alone.
 */
export const visitDays = (
  given: Rule,
  start: DayNumber,
  range: { from: DayNumber; to: DayNumber },
  visit: (day: DayNumber) => boolean,
): void => {
  const rule = withImplicitDay(given, start);
  const { weekStart } = rule;
  const own = periodOf(rule);
  const rhythm = rule.frequency === own ? rule.interval : 1;
  const ownIndex = (day: DayNumber): number => indexes[own](day, weekStart);
  const home = ownIndex(start);
  const isWalked = rhythm <= walkedIntervalMax[own];
  const period = isWalked ? 'MONTHLY' : own;
  const interval = isWalked ? 1 : rhythm;
  const beginning = (ownPeriod: number): DayNumber => beginnings[own](ownPeriod, weekStart);
  const indexOf = (day: DayNumber): number => indexes[period](day, weekStart);
  const first = indexOf(beginning(home + Math.floor((ownIndex(range.from) - home) / rhythm) * rhythm));
  const last = indexOf(beginning(ownIndex(range.to) + 1) - 1);
  if (last < first) return;
  const isInRhythm = isWalked ? (day: DayNumber) => (ownIndex(day) - home) % rhythm === 0 : isAlways;
  const isWanted = isInWeeks(rule);
  const built = buildRule(
    isWalked ? byMonths(rule) : rule,
    period,
    interval,
    beginnings[period](first, weekStart),
  );
  walk(built, Math.floor((last - first) / interval) + 1, (day) =>
    isInRhythm(day) && isWanted(day) ? visit(day) : true,
  );
};
