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

/** Said after its noun, "thứ Ba lần thứ 2". */
const place = (value: number): string => {
  if (value === 1) return 'đầu tiên';
  if (value === -1) return 'cuối cùng';
  return value > 0 ? `lần thứ ${value}` : `lần thứ ${-value} tính từ cuối`;
};

const places = (values: readonly number[]): string => and(inOrder(values).map(place));

const names = (weekdays: readonly number[]): string[] => weekdays.map((weekday) => dayNames[weekday] ?? '');

const kindOfDay = (rule: Rule): string => {
  if (isEveryDayOf(rule, allDays)) return 'ngày';
  return isEveryDayOf(rule, workdays) ? 'ngày làm việc' : or(names(plainDays(rule)));
};

/** Every day of the week needs no list of them. */
const isSaidByEvery = (rule: Rule): boolean =>
  rule.frequency === 'WEEKLY' &&
  rule.interval === 1 &&
  rule.bySetPos.length === 0 &&
  (isEveryDayOf(rule, allDays) || isEveryDayOf(rule, workdays));

const every = (rule: Rule): string => {
  if (isSaidByEvery(rule)) return isEveryDayOf(rule, allDays) ? 'mỗi ngày' : 'mỗi ngày làm việc';
  const isDated = isDatedWeekday(rule) && rule.bySetPos.length === 0;
  const dated = rule.byMonth.length > 0 ? 'năm' : 'tháng';
  const unit = isDated && rule.frequency === 'DAILY' ? dated : units[rule.frequency];
  return rule.interval === 1 ? `mỗi ${unit}` : `${rule.interval} ${units[rule.frequency]} một lần`;
};

const listed = (noun: string, values: readonly number[], join = and): string[] => {
  const ordered = inOrder(values);
  const forward = ordered.filter((value) => value > 0).map(String);
  const last = (value: number) => (value === -1 ? 'cuối cùng' : `thứ ${-value} tính từ cuối`);
  const backward = ordered.filter((value) => value < 0).map((value) => `${noun} ${last(value)}`);
  return [...(forward.length > 0 ? [`${noun} ${join(forward)}`] : []), ...backward];
};

const weekdayClause = (rule: Rule): string => {
  const plain = names(plainDays(rule));
  const isChosen = rule.bySetPos.length > 0;
  const numbered = numberedDays(rule).flatMap(({ weekday, places: ones }) =>
    ones.map((one) => `${dayNames[weekday]} ${place(one)}`),
  );
  if (numbered.length > 0) {
    const days = and([...plain.map((name) => `mọi ${name}`), ...numbered]);
    return isChosen ? `ngày ${places(rule.bySetPos)} trong ${days}` : days;
  }
  if (isChosen) return `${kindOfDay(rule)} ${places(rule.bySetPos)}`;
  if (isDatedWeekday(rule)) return kindOfDay(rule);
  if (isEveryDayOf(rule, allDays)) return 'mọi ngày';
  if (isEveryDayOf(rule, workdays)) return 'các ngày làm việc';
  const isOne = rule.frequency === 'WEEKLY' || rule.byWeekNo.length > 0 || rule.frequency === 'DAILY';
  return `${isOne ? '' : 'mọi '}${and(plain)}`;
};

/** `của tháng 5`, and after a date without `của`. */
const period = (rule: Rule, clauses: readonly string[]): string => {
  const isDate = rule.byMonthDay.length > 0 && rule.byMonthDay.every((day) => day > 0);
  const isCounted =
    rule.bySetPos.length > 0 ||
    rule.byDay.some(({ nth }) => nth !== null) ||
    rule.byMonthDay.some((day) => day < 0);
  const fromEnd = clauses.at(-1)?.endsWith('từ cuối') === true;
  if (rule.byMonth.length > 0) {
    const months = `${rule.byMonth.length > 1 ? 'các tháng' : 'tháng'} ${and(rule.byMonth.map(String))}`;
    if (isCounted) return fromEnd ? months : `của ${months}`;
    return isDate ? months : `trong ${months}`;
  }
  const unit = rule.frequency === 'YEARLY' ? 'năm' : rule.frequency === 'MONTHLY' ? 'tháng' : '';
  if (!isCounted || unit === '') return '';
  return fromEnd ? unit : `của ${unit}`;
};

const on = (rule: Rule): string => {
  const clauses: string[] = [];
  if (rule.byDay.length > 0 && !isSaidByEvery(rule)) clauses.push(weekdayClause(rule));
  if (rule.byMonthDay.length > 0) {
    const isDated = isDatedWeekday(rule);
    const days = (isDated ? or : and)(listed('ngày', rule.byMonthDay, isDated ? or : and));
    const isChosen = rule.bySetPos.length > 0 && rule.byDay.length === 0;
    clauses.push(isDated ? `trùng ${days}` : isChosen ? `ngày ${places(rule.bySetPos)} trong ${days}` : days);
  }
  if (rule.byYearDay.length > 0)
    clauses.push(`${and(listed('ngày', rule.byYearDay)).replace(/^ngày (?=\d)/, 'ngày thứ ')} của năm`);
  if (rule.byWeekNo.length > 0) clauses.push(`của ${and(listed('tuần', rule.byWeekNo))} trong năm`);
  if (rule.bySetPos.length > 0 && rule.byDay.length + rule.byMonthDay.length === 0)
    clauses.push(`(chỉ ${places(rule.bySetPos)})`);
  const ofPeriod = period(rule, clauses);
  if (clauses.length === 0) return ofPeriod;
  const isFilter = rule.interval > 1 && rule.frequency === 'DAILY';
  return `${isFilter ? 'nhưng chỉ vào' : 'vào'} ${[...clauses, ofPeriod].filter((clause) => clause !== '').join(' ')}`;
};

const at = (rule: Rule): string => {
  if (rule.frequency !== 'HOURLY' && rule.frequency !== 'MINUTELY') {
    const times = clockTimes(rule);
    return times.length === 0 ? '' : `lúc ${and(times)}`;
  }
  const hours = rule.byHour.length === 0 ? '' : `trong các giờ ${and(rule.byHour.map(String))}`;
  const minutes = rule.byMinute.length === 0 ? '' : `vào phút ${and(rule.byMinute.map(String))}`;
  return `${minutes} ${hours}`.trim();
};

export const vietnameseWords: RuleWords = {
  every,
  on,
  at,
  count: (count) => (count === 1 ? 'chỉ một lần' : `tổng cộng ${count} lần`),
  until: (day, withYear) => {
    const wall = wallOfFloating(day);
    return `đến ngày ${wall.day} tháng ${wall.month}${withYear ? ` năm ${wall.year}` : ''}`;
  },
};
