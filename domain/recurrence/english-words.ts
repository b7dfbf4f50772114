import { wallOfFloating } from '#domain/time.ts';
import type { Rule, WeekdayPart } from './rule.ts';
import {
  allDays,
  clockTimes,
  isEveryDayOf,
  joined,
  type RuleWords,
  sortedDays,
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

const dayName = ({ weekday }: WeekdayPart): string => dayNames[weekday] ?? '';
const numberedDay = (day: WeekdayPart): string =>
  day.nth === null ? `every ${dayName(day)}` : `the ${place(day.nth)} ${dayName(day)}`;

const months = (rule: Rule): string => and(rule.byMonth.map((month) => monthNames[month - 1] ?? ''));

const kindOfDay = (rule: Rule): string => {
  if (isEveryDayOf(rule, allDays)) return 'day';
  if (isEveryDayOf(rule, workdays)) return 'weekday';
  return or(sortedDays(rule).map(dayName));
};

const isWeekSimple = (rule: Rule): boolean =>
  rule.frequency === 'WEEKLY' && rule.byDay.length > 0 && rule.bySetPos.length === 0;

const everyWeek = (rule: Rule): string | null => {
  if (!isWeekSimple(rule)) return null;
  if (rule.interval === 1) {
    if (isEveryDayOf(rule, allDays)) return 'every day';
    if (isEveryDayOf(rule, workdays)) return 'every weekday';
    return `every ${and(sortedDays(rule).map(dayName))}`;
  }
  return rule.interval === 2 && rule.byDay.length === 1 ? `every second ${kindOfDay(rule)}` : null;
};

const every = (rule: Rule): string => {
  const week = everyWeek(rule);
  if (week !== null) return week;
  const unit = units[rule.frequency];
  if (rule.frequency === 'DAILY' && rule.interval === 1 && isEveryDayOf(rule, workdays))
    return 'every weekday';
  if (rule.interval === 1) return `every ${unit}`;
  return rule.interval === 2 ? `every second ${unit}` : `every ${rule.interval} ${unit}s`;
};

const monthDays = (rule: Rule): string => {
  const [month] = rule.byMonth;
  const [day] = rule.byMonthDay;
  if (rule.frequency === 'YEARLY' && rule.byMonthDay.length === 1 && rule.byMonth.length === 1) {
    if (day !== undefined && day > 0) return `${day} ${monthNames[(month ?? 1) - 1]}`;
  }
  const forward = rule.byMonthDay.filter((value) => value > 0).map(suffixed);
  const backward = rule.byMonthDay.filter((value) => value < 0).reverse();
  return `the ${and([...forward, ...backward.map((value) => `${place(value)} day`)])}`;
};

const weekdaysOf = (rule: Rule): string => {
  if (rule.bySetPos.length > 0) return `the ${and(rule.bySetPos.map(place))} ${kindOfDay(rule)}`;
  if (rule.byDay.some(({ nth }) => nth !== null)) return and(sortedDays(rule).map(numberedDay));
  if (rule.byMonthDay.length > 0) return or(sortedDays(rule).map(dayName));
  return isEveryDayOf(rule, allDays) ? 'every day' : and(sortedDays(rule).map(dayName));
};

const on = (rule: Rule): string => {
  const clauses: string[] = [];
  const saidByEvery =
    everyWeek(rule) !== null ||
    (rule.frequency === 'DAILY' && rule.interval === 1 && isEveryDayOf(rule, workdays));
  if (rule.byDay.length > 0 && !saidByEvery) clauses.push(`on ${weekdaysOf(rule)}`);
  const days = rule.byMonthDay.length > 0 ? monthDays(rule) : '';
  if (days !== '') clauses.push(clauses.length > 0 ? `that is ${days}` : `on ${days}`);
  if (rule.byYearDay.length > 0) clauses.push(`on day ${and(rule.byYearDay.map(String))} of the year`);
  if (rule.byWeekNo.length > 0) clauses.push(`in week ${and(rule.byWeekNo.map(String))}`);
  const namesMonth = /[A-Z]/.test(days);
  if (rule.byMonth.length > 0 && !namesMonth) clauses.push(`in ${months(rule)}`);
  if (rule.byDay.length === 0 && rule.bySetPos.length > 0)
    clauses.push(`(the ${and(rule.bySetPos.map(place))} only)`);
  return clauses.join(' ');
};

const at = (rule: Rule): string => {
  const times = clockTimes(rule);
  return times.length === 0 ? '' : `at ${and(times)}`;
};

export const englishWords: RuleWords = {
  every,
  on,
  at,
  count: (count) => (count === 1 ? 'once' : `${count} times`),
  until: (day, withYear) => {
    const wall = wallOfFloating(day);
    return `until ${wall.day} ${monthNames[wall.month - 1]}${withYear ? ` ${wall.year}` : ''}`;
  },
};
