import { dayMs } from '#domain/availability/civil-date.ts';
import { type Floating, wallOfFloating } from '#domain/time.ts';
import { englishWords } from './english-words.ts';
import { parseRule, type Rule, refusals, type Until } from './rule.ts';
import { weekdayOf } from './rule-days.ts';
import { plainest, type RuleWords } from './rule-words.ts';
import { readWallText, type Series, wallOfUntil } from './series.ts';
import { vietnameseWords } from './vietnamese-words.ts';

export type RuleLocale = 'en' | 'vi';

const wordsOf: Record<RuleLocale, RuleWords> = { en: englishWords, vi: vietnameseWords };

/** Names the day that the rule takes from its start. */
const withDay = (rule: Rule, start: Floating): Rule => {
  const hasDay = rule.byDay.length + rule.byMonthDay.length + rule.byYearDay.length > 0;
  if (hasDay) return rule;
  if (rule.frequency === 'WEEKLY' || rule.byWeekNo.length > 0) {
    return { ...rule, byDay: [{ weekday: weekdayOf(Math.floor(start / dayMs)), nth: null }] };
  }
  const wall = wallOfFloating(start);
  if (rule.frequency === 'MONTHLY') return { ...rule, byMonthDay: [wall.day] };
  if (rule.frequency !== 'YEARLY') return rule;
  const byMonth = rule.byMonth.length > 0 ? rule.byMonth : [wall.month];
  return { ...rule, byMonth, byMonthDay: [wall.day] };
};

/** A rule that names hours takes its minutes from the start, and the other way round. */
const withTimes = (rule: Rule, start: Floating): Rule => {
  const isBelowDays = rule.frequency === 'HOURLY' || rule.frequency === 'MINUTELY';
  if (isBelowDays || rule.byHour.length + rule.byMinute.length === 0) return rule;
  const wall = wallOfFloating(start);
  return {
    ...rule,
    byHour: rule.byHour.length > 0 ? rule.byHour : [wall.hour],
    byMinute: rule.byMinute.length > 0 ? rule.byMinute : [wall.minute],
  };
};

/** The last day an occurrence can fall on: an end in the morning excludes an afternoon. */
const lastDay = (rule: Rule, until: Until, start: Floating, zone: string): Floating | null => {
  const last = wallOfUntil(until, zone);
  const listsTimes = rule.byHour.length + rule.byMinute.length > 0;
  const isBelowDays = rule.frequency === 'HOURLY' || rule.frequency === 'MINUTELY';
  if (last === null || until.kind === 'day' || listsTimes || isBelowDays) return last;
  const timeOf = (floating: Floating): number => floating - Math.floor(floating / dayMs) * dayMs;
  return (timeOf(last) < timeOf(start) ? last - dayMs : last) as Floating;
};

/**
 * A rule in words, without a capital or full stop: "every second Tuesday until 4 May". The last day is one on
 * which an event can still fall, on the clock of the series' zone, with its year when that is not the year of the start. Throws RangeError for a rule that
 * `parseRule` refuses.
 */
export const describeRule = (
  text: string,
  series: Pick<Series, 'start' | 'zone'>,
  locale: RuleLocale,
): string => {
  const parsed = parseRule(text);
  if (!parsed.ok) throw new RangeError(`the rule ${refusals[parsed.reason]}`);
  const start = readWallText(series.start);
  const rule = plainest(withTimes(withDay(parsed.rule, start), start));
  const words = wordsOf[locale];
  const clauses = [words.every(rule), words.on(rule), words.at(rule)].filter((clause) => clause !== '');
  if (rule.count !== null) return `${clauses.join(' ')}, ${words.count(rule.count)}`;
  const last = rule.until === null ? null : lastDay(rule, rule.until, start, series.zone);
  if (last !== null) {
    const withYear = wallOfFloating(last).year !== wallOfFloating(start).year;
    clauses.push(words.until(last, withYear));
  }
  return clauses.join(' ');
};
