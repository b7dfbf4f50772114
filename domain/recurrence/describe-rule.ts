import { dayMs } from '#domain/availability/civil-date.ts';
import { type Floating, floatingAt, wallOfFloating } from '#domain/time.ts';
import { englishWords } from './english-words.ts';
import { parseRule, type Rule, refusals } from './rule.ts';
import { weekdayOf } from './rule-days.ts';
import type { RuleWords } from './rule-words.ts';
import { readWallText, type Series } from './series.ts';
import { vietnameseWords } from './vietnamese-words.ts';

export type RuleLocale = 'en' | 'vi';

const wordsOf: Record<RuleLocale, RuleWords> = { en: englishWords, vi: vietnameseWords };

/** Names the day that the rule takes from its start. */
const spelledOut = (rule: Rule, start: Floating): Rule => {
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

/**
 * A rule in words, without a capital or full stop: "every second Tuesday until 4 May". The last day is named on the
 * clock of the series' zone, with its year when that is not the year of the start. Throws RangeError for a rule that
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
  const rule = spelledOut(parsed.rule, start);
  const words = wordsOf[locale];
  const clauses = [words.every(rule), words.on(rule), words.at(rule)].filter((clause) => clause !== '');
  if (rule.count !== null) return `${clauses.join(' ')}, ${words.count(rule.count)}`;
  if (rule.until !== null) {
    const last = rule.until.kind === 'instant' ? floatingAt(rule.until.at, series.zone) : rule.until.at;
    const withYear = wallOfFloating(last).year !== wallOfFloating(start).year;
    clauses.push(words.until(last, withYear));
  }
  return clauses.join(' ');
};
