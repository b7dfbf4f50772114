import { wallOfFloating } from '#domain/time.ts';
import type { Rule } from './rule.ts';
import {
  allDays,
  clockTimes,
  inOrder,
  isDatedWeekday,
  isEveryDayOf,
  joined,
  numberedDays,
  plainDays,
  type RuleWords,
  runOf,
  workdays,
} from './rule-words.ts';

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const monthNames =
  'January February March April May June July August September October November December'.split(' ');
const units = {
  YEARLY: 'year',
  MONTHLY: 'month',
  WEEKLY: 'week',
  DAILY: 'day',
  HOURLY: 'hour',
  MINUTELY: 'minute',
} as const;
const ordinalWords = ['first', 'second', 'third', 'fourth', 'fifth'];

const and = (items: readonly string[]): string => joined(items, 'and');
const or = (items: readonly string[]): string => joined(items, 'or');

const suffixed = (value: number): string => {
  const teen = value % 100 > 10 && value % 100 < 14;
  return `${value}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th')}`;
};

const ordinal = (value: number): string => ordinalWords[value - 1] ?? suffixed(value);

const place = (value: number): string => {
  if (value > 0) return ordinal(value);
  return value === -1 ? 'last' : `${ordinal(-value)}-to-last`;
};

const places = (values: readonly number[]): string => and(inOrder(values).map(place));

const names = (weekdays: readonly number[]): string[] => weekdays.map((weekday) => dayNames[weekday] ?? '');

const monthName = (month: number): string => monthNames[month - 1] ?? '';
const months = (rule: Rule): string => and(rule.byMonth.map(monthName));

const kindOfDay = (rule: Rule): string => {
  if (isEveryDayOf(rule, allDays)) return 'day';
  return isEveryDayOf(rule, workdays) ? 'weekday' : or(names(plainDays(rule)));
};

/** Days of the month as a list, "1st, 15th and last day". */
const monthDays = (rule: Rule, join: (items: readonly string[]) => string): string => {
  const days = inOrder(rule.byMonthDay).map((day) => (day > 0 ? suffixed(day) : place(day)));
  return `the ${join(days)}${rule.byMonthDay.some((day) => day < 0) ? ' day' : ''}`;
};

const dated = (rule: Rule): string => {
  const [day] = rule.byMonthDay;
  const run = runOf(rule.byMonthDay);
  if (run !== null && run.first > 0)
    return `that falls between the ${suffixed(run.first)} and the ${suffixed(run.last)}`;
  const isOne = rule.byMonthDay.length === 1 && rule.byDay.length === 1;
  return isOne && (day ?? 0) > 0 ? monthDays(rule, or) : `that falls on ${monthDays(rule, or)}`;
};

/** "24 and 25 December", "6 June and 6 July", "the last day of February". */
const datesOfYear = (rule: Rule): string => {
  const days = inOrder(rule.byMonthDay);
  const [month] = rule.byMonth;
  const [day] = days;
  const isForward = days.every((value) => value > 0);
  if (isForward && rule.byMonth.length === 1) return `${and(days.map(String))} ${monthName(month ?? 1)}`;
  if (isForward && days.length === 1)
    return and(rule.byMonth.map((value) => `${day ?? 1} ${monthName(value)}`));
  return `${monthDays(rule, and)} of ${months(rule)}`;
};

const saysDays = (rule: Rule): boolean =>
  rule.interval === 1 && rule.bySetPos.length === 0 && (rule.frequency === 'WEEKLY' || isDatedWeekday(rule));

/** With a month it would be taken for the second Tuesday of that month. */
const isEverySecondDay = ({ frequency, interval, byDay, bySetPos, byMonth }: Rule): boolean =>
  frequency === 'WEEKLY' && interval === 2 && byDay.length === 1 && bySetPos.length + byMonth.length === 0;

const every = (rule: Rule): string => {
  const { frequency, interval } = rule;
  if (saysDays(rule) && rule.byDay.length > 0) {
    if (isEveryDayOf(rule, allDays)) return 'every day';
    if (isEveryDayOf(rule, workdays)) return 'every weekday';
    return `every ${frequency === 'WEEKLY' ? and(names(plainDays(rule))) : kindOfDay(rule)}`;
  }
  if (isEverySecondDay(rule)) return `every second ${kindOfDay(rule)}`;
  if (interval === 1) return `every ${units[frequency]}`;
  return interval === 2 ? `every second ${units[frequency]}` : `every ${interval} ${units[frequency]}s`;
};

const weekdayClause = (rule: Rule): string => {
  const ofYear = rule.frequency === 'YEARLY' && rule.byMonth.length === 0 ? ' of the year' : '';
  const isChosen = rule.bySetPos.length > 0;
  const plain = plainDays(rule);
  const numbered = numberedDays(rule).map(
    ({ weekday, places: ones }) => `the ${places(ones)} ${dayNames[weekday]}${ofYear}`,
  );
  if (numbered.length > 0) {
    const days = and([...names(plain).map((name) => `every ${name}`), ...numbered]);
    return isChosen ? `on the ${places(rule.bySetPos)} of ${days}` : `on ${days}`;
  }
  if (isChosen) return `on the ${places(rule.bySetPos)} ${kindOfDay(rule)}${ofYear}`;
  if (isDatedWeekday(rule)) return `on any ${kindOfDay(rule)}`;
  const isFilter = ['DAILY', 'HOURLY', 'MINUTELY'].includes(rule.frequency);
  const isEvery = !isFilter && rule.frequency !== 'WEEKLY' && rule.byWeekNo.length === 0;
  if (isEveryDayOf(rule, allDays)) return isFilter ? '' : 'on all days';
  if (isEveryDayOf(rule, workdays)) return isFilter ? 'but only on weekdays' : 'on weekdays';
  if (isFilter) return `but only on ${or(names(plain))}`;
  return `on ${isEvery ? 'every ' : ''}${and(names(plain))}`;
};

const on = (rule: Rule): string => {
  const clauses: string[] = [];
  if (rule.byDay.length > 0 && !saysDays(rule) && !isEverySecondDay(rule)) clauses.push(weekdayClause(rule));
  const isYearly = rule.frequency === 'YEARLY' && rule.byMonth.length > 0 && rule.byDay.length === 0;
  const namesMonth = isYearly && rule.byMonthDay.length > 0;
  if (isDatedWeekday(rule)) clauses.push(dated(rule));
  else if (rule.byMonthDay.length > 0) {
    const days = namesMonth ? datesOfYear(rule) : monthDays(rule, and);
    const chosen = rule.bySetPos.length > 0 && rule.byDay.length === 0;
    const only = rule.frequency === 'DAILY' ? 'but only on' : 'on';
    clauses.push(chosen ? `on the ${places(rule.bySetPos)} of ${days}` : `${only} ${days}`);
  }
  if (rule.byYearDay.length > 0) {
    const days = inOrder(rule.byYearDay).map((day) => (day > 0 ? suffixed(day) : place(day)));
    clauses.push(`on the ${and(days)} day of the year`);
  }
  if (rule.byWeekNo.length > 0)
    clauses.push(
      `in ${and(inOrder(rule.byWeekNo).map((week) => (week > 0 ? `week ${week}` : `the ${place(week)} week of the year`)))}`,
    );
  if (rule.byMonth.length > 0 && !namesMonth)
    clauses.push(`${isDatedWeekday(rule) ? 'of' : 'in'} ${months(rule)}`);
  if (rule.bySetPos.length > 0 && rule.byDay.length + rule.byMonthDay.length === 0)
    clauses.push(`(the ${places(rule.bySetPos)} only)`);
  return clauses.filter((clause) => clause !== '').join(' ');
};

const at = (rule: Rule): string => {
  if (rule.frequency !== 'HOURLY' && rule.frequency !== 'MINUTELY') {
    const times = clockTimes(rule);
    return times.length === 0 ? '' : `at ${and(times)}`;
  }
  const minutes = rule.byMinute.length === 0 ? '' : `at minute ${and(rule.byMinute.map(String))}`;
  const run = runOf(rule.byHour);
  const hour = (value: number): string => String(value).padStart(2, '0');
  const hours = rule.byHour.map((value) => `${hour(value)}:00 to ${hour(value)}:59`);
  if (run !== null) return `${minutes} from ${hour(run.first)}:00 to ${hour(run.last)}:59`.trim();
  return `${minutes}${hours.length === 0 ? '' : ` from ${and(hours)}`}`.trim();
};

export const englishWords: RuleWords = {
  every,
  on,
  at,
  count: (count) => (count === 1 ? 'once' : `${count} times`),
  until: (day, withYear) => {
    const wall = wallOfFloating(day);
    return `until ${wall.day} ${monthName(wall.month)}${withYear ? ` ${wall.year}` : ''}`;
  },
};
