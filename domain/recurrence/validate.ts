import { dayMs } from '#domain/availability/civil-date.ts';
import { isZone } from '#domain/availability/zone-table.ts';
import { type Floating, resolveFloating, wallOfFloating } from '#domain/time.ts';
import { isBeforeEnd } from './expand.ts';
import { countedMsMax, walkRule } from './occurrences.ts';
import { parseRule, type Refusal, type Rule, type RuleProblem, type RuleResult, refusals } from './rule.ts';
import { instantOfId, readWallText, type Series } from './series.ts';

/** Whose rule it is: people are held to what every calendar reads alike, feeds to what can be expanded safely. */
export type RuleSource = 'person' | 'feed';

const searchMs = 40 * 366 * dayMs;

const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

type Check = (rule: Rule) => RuleProblem | null;

const problem = (reason: Refusal, part: string | null): RuleProblem => ({ reason, part });

const given = (values: readonly unknown[]): boolean => values.length > 0;

const hasDayPart = (rule: Rule): boolean =>
  given(rule.byDay) || given(rule.byMonthDay) || given(rule.byYearDay) || given(rule.byWeekNo);

/** RFC 5545 §3.3.10: what a part may not be combined with. */
const partsFit: Check = (rule) => {
  const { frequency } = rule;
  const isYearly = frequency === 'YEARLY';
  if (given(rule.byWeekNo) && !isYearly) return problem('part_not_allowed', 'BYWEEKNO');
  if (given(rule.byYearDay) && (frequency === 'DAILY' || frequency === 'WEEKLY' || frequency === 'MONTHLY')) {
    return problem('part_not_allowed', 'BYYEARDAY');
  }
  if (given(rule.byMonthDay) && frequency === 'WEEKLY') return problem('part_not_allowed', 'BYMONTHDAY');
  const ordinals = rule.byDay.flatMap(({ nth }) => (nth === null ? [] : [Math.abs(nth)]));
  if (given(ordinals)) {
    if ((!isYearly && frequency !== 'MONTHLY') || given(rule.byWeekNo))
      return problem('part_not_allowed', 'BYDAY');
    const most = isYearly && !given(rule.byMonth) ? 53 : 5;
    if (ordinals.some((ordinal) => ordinal > most)) return problem('out_of_range', 'BYDAY');
  }
  const others = [rule.byMonth, rule.byDay, rule.byHour, rule.byMinute, rule.bySecond];
  if (given(rule.bySetPos) && !hasDayPart(rule) && !others.some(given)) {
    return problem('part_not_allowed', 'BYSETPOS');
  }
  return null;
};

const datesExist: Check = (rule) => {
  if (!given(rule.byMonth) || !given(rule.byMonthDay)) return null;
  const possible = rule.byMonth.some((month) =>
    rule.byMonthDay.some((day) => Math.abs(day) <= (daysOfMonth[month - 1] ?? 0)),
  );
  return possible ? null : problem('impossible_date', 'BYMONTHDAY');
};

/** What calendars read differently, or what no calendar offers. */
const meansOneThing: Check = (rule) => {
  if (rule.frequency === 'HOURLY' || rule.frequency === 'MINUTELY')
    return problem('frequency_not_supported', 'FREQ');
  for (const [part, values] of [
    ['BYHOUR', rule.byHour],
    ['BYMINUTE', rule.byMinute],
    ['BYSECOND', rule.bySecond],
  ] as const) {
    if (given(values)) return problem('part_not_allowed', part);
  }
  if (rule.frequency === 'YEARLY' && given(rule.byMonthDay) && !given(rule.byMonth)) {
    return problem('ambiguous', 'BYMONTHDAY');
  }
  if (given(rule.byWeekNo) && (given(rule.bySetPos) || given(rule.byMonth) || given(rule.byMonthDay))) {
    return problem('ambiguous', 'BYWEEKNO');
  }
  if (given(rule.byYearDay) && (given(rule.byDay) || given(rule.byMonth) || given(rule.byMonthDay))) {
    return problem('ambiguous', 'BYYEARDAY');
  }
  return null;
};

/** Walks the rule once: it must occur, and a count must be reached. */
const occurs = (rule: Rule, start: Floating, zone: string): RuleProblem | null => {
  const place = (floating: Floating) => ({ floating, resolved: resolveFloating(zone, floating) });
  if (!isBeforeEnd(rule.until, place(start))) return problem('until_before_start', 'UNTIL');
  let first: Floating | null = null;
  walkRule({ ...rule, count: null }, start, { from: start, to: start + searchMs }, (floating) => {
    first = floating;
    return false;
  });
  if (first === null) return problem('never_occurs', null);
  if (!isBeforeEnd(rule.until, place(first))) return problem('never_occurs', 'UNTIL');
  if (rule.count === null) return null;
  const end = walkRule(rule, start, { from: start, to: start + countedMsMax }, () => true);
  return end === 'counted' ? null : problem('count_not_reached', 'COUNT');
};

/**
 * Whether a rule is safe to expand and means something, with the reason and the part at fault otherwise. `start` is
 * the wall time of the first event in `zone`. A person's rule must also mean the same in every calendar: no HOURLY or
 * finer, no time parts, no combination that RFC 5545 leaves open. Walks a hundred years at most (a few hundredths of a
 * second for the worst rule). Throws RangeError for a start or zone that is none.
 */
export const validateRule = (
  text: string,
  series: Pick<Series, 'start' | 'zone'>,
  source: RuleSource = 'person',
): RuleResult => {
  const parsed = parseRule(text);
  if (!parsed.ok) return parsed;
  const { rule } = parsed;
  const checks = source === 'person' ? [partsFit, datesExist, meansOneThing] : [partsFit, datesExist];
  for (const check of checks) {
    const found = check(rule);
    if (found !== null) return { ok: false, ...found };
  }
  const found = occurs(rule, readWallText(series.start), series.zone);
  return found === null ? parsed : { ok: false, ...found };
};

export type SeriesProblem = { field: keyof Series; message: string; reason?: Refusal };

const durationMsMax = 366 * dayMs;
const listMax = 1_000;

const isDurationSane = (duration: Series['duration']): boolean => {
  const value = 'days' in duration ? duration.days * dayMs : duration.milliseconds;
  return Number.isSafeInteger(value) && value >= 0 && value <= durationMsMax;
};

const isReadable = (read: () => unknown): boolean => {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

/** Every field of a series that cannot be expanded; an empty list means that it can. */
export const validateSeries = (series: Series, source: RuleSource = 'person'): SeriesProblem[] => {
  const { zone, start } = series;
  if (!isZone(zone)) return [{ field: 'zone', message: 'is not a known time zone' }];
  if (!isReadable(() => readWallText(start))) return [{ field: 'start', message: 'is not a wall time' }];
  const { year } = wallOfFloating(readWallText(start));
  if (year < 1900 || year > 2150) return [{ field: 'start', message: 'must lie between 1900 and 2150' }];
  const problems: SeriesProblem[] = [];
  if (!isDurationSane(series.duration))
    problems.push({ field: 'duration', message: 'must be at most a year' });
  for (const field of ['removed', 'added'] as const) {
    if (series[field].length > listMax) problems.push({ field, message: `lists more than ${listMax}` });
    else if (!series[field].every((id) => isReadable(() => instantOfId(id, zone)))) {
      problems.push({ field, message: 'names something that is not a time' });
    }
  }
  if (series.overrides.length > listMax)
    problems.push({ field: 'overrides', message: `lists more than ${listMax}` });
  else if (!series.overrides.every((override) => isOverrideSane(override, zone))) {
    problems.push({ field: 'overrides', message: 'has a time or duration that is none' });
  }
  if (series.rule !== null) {
    const result = validateRule(series.rule, series, source);
    if (!result.ok) problems.push({ field: 'rule', message: refusals[result.reason], reason: result.reason });
  }
  return problems;
};

const isOverrideSane = (override: Series['overrides'][number], zone: string): boolean =>
  isReadable(() => instantOfId(override.id, zone)) &&
  (override.start === undefined ||
    isReadable(() => resolveFloating(zone, readWallText(override.start ?? '')))) &&
  (override.duration === undefined || isDurationSane(override.duration));
