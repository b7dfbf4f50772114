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

const dayNames = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];
const units = {
  YEARLY: 'năm',
  MONTHLY: 'tháng',
  WEEKLY: 'tuần',
  DAILY: 'ngày',
  HOURLY: 'giờ',
  MINUTELY: 'phút',
} as const;

const and = (items: readonly string[]): string => joined(items, 'và');
const or = (items: readonly string[]): string => joined(items, 'hoặc');

const place = (value: number): string => {
  if (value === 1) return 'đầu tiên';
  if (value === -1) return 'cuối cùng';
  return value > 0 ? `lần thứ ${value}` : `lần thứ ${-value} từ cuối`;
};

const dayName = ({ weekday }: WeekdayPart): string => dayNames[weekday] ?? '';
const numberedDay = (day: WeekdayPart): string =>
  day.nth === null ? `mọi ${dayName(day)}` : `${dayName(day)} ${place(day.nth)}`;

const kindOfDay = (rule: Rule): string => {
  if (isEveryDayOf(rule, allDays)) return 'ngày';
  if (isEveryDayOf(rule, workdays)) return 'ngày làm việc';
  return or(sortedDays(rule).map(dayName));
};

const every = (rule: Rule): string => {
  const isWorkdays = isEveryDayOf(rule, workdays) && rule.bySetPos.length === 0;
  const isPlainWeek = rule.frequency === 'WEEKLY' && rule.bySetPos.length === 0;
  if (rule.interval === 1 && isWorkdays && (rule.frequency === 'DAILY' || isPlainWeek)) {
    return 'mỗi ngày làm việc';
  }
  if (rule.interval === 1 && isPlainWeek && isEveryDayOf(rule, allDays)) return 'mỗi ngày';
  const unit = units[rule.frequency];
  return rule.interval === 1 ? `mỗi ${unit}` : `${rule.interval} ${unit} một lần`;
};

const monthDays = (rule: Rule): string => {
  const forward = rule.byMonthDay.filter((value) => value > 0).map(String);
  const backward = rule.byMonthDay.filter((value) => value < 0).reverse();
  const names = backward.map((value) => (value === -1 ? 'ngày cuối cùng' : `ngày thứ ${-value} từ cuối`));
  return and([...(forward.length > 0 ? [`ngày ${and(forward)}`] : []), ...names]);
};

const weekdaysOf = (rule: Rule): string => {
  if (rule.bySetPos.length > 0) return `${kindOfDay(rule)} ${and(rule.bySetPos.map(place))}`;
  if (rule.byDay.some(({ nth }) => nth !== null)) return and(sortedDays(rule).map(numberedDay));
  return rule.byMonthDay.length > 0 ? or(sortedDays(rule).map(dayName)) : and(sortedDays(rule).map(dayName));
};

const ofPeriod = (rule: Rule): string => {
  if (rule.byMonth.length > 0) return `tháng ${and(rule.byMonth.map(String))}`;
  const needsPeriod =
    rule.byMonthDay.some((value) => value < 0) || rule.byDay.some(({ nth }) => nth !== null);
  if (!needsPeriod && rule.bySetPos.length === 0) return '';
  return rule.frequency === 'YEARLY' ? 'của năm' : rule.frequency === 'MONTHLY' ? 'của tháng' : '';
};

const on = (rule: Rule): string => {
  const saidByEvery =
    every(rule) === 'mỗi ngày làm việc' || (rule.frequency === 'WEEKLY' && every(rule) === 'mỗi ngày');
  const clauses: string[] = [];
  if (rule.byDay.length > 0 && !saidByEvery) clauses.push(weekdaysOf(rule));
  if (rule.byMonthDay.length > 0)
    clauses.push(clauses.length > 0 ? `trùng ${monthDays(rule)}` : monthDays(rule));
  if (rule.byYearDay.length > 0) clauses.push(`ngày thứ ${and(rule.byYearDay.map(String))} của năm`);
  if (rule.byWeekNo.length > 0) clauses.push(`tuần ${and(rule.byWeekNo.map(String))}`);
  if (rule.byDay.length === 0 && rule.bySetPos.length > 0)
    clauses.push(`(chỉ ${and(rule.bySetPos.map(place))})`);
  const period = ofPeriod(rule);
  if (clauses.length === 0) return period === '' ? '' : `trong ${period}`;
  return `vào ${clauses.join(' ')}${period === '' ? '' : ` ${period}`}`;
};

const at = (rule: Rule): string => {
  const times = clockTimes(rule);
  return times.length === 0 ? '' : `lúc ${and(times)}`;
};

export const vietnameseWords: RuleWords = {
  every,
  on,
  at,
  count: (count) => `${count} lần`,
  until: (day, withYear) => {
    const wall = wallOfFloating(day);
    return `đến ngày ${wall.day} tháng ${wall.month}${withYear ? ` năm ${wall.year}` : ''}`;
  },
};
