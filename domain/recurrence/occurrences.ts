// oxlint-disable-next-line import/default -- rrule's main file is CommonJS: Node finds no named exports in it
import rrule from 'rrule';
import { civilDate, dayMs, dayNumberOf } from '#domain/availability/civil-date.ts';
import { type Floating, wallOfFloating } from '#domain/time.ts';
import type { Frequency, Rule, WeekdayPart } from './rule.ts';

const { RRule } = rrule; // oxlint-disable-line import/no-named-as-default-member -- as above

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** A counted rule is walked from its start; this many periods (54 years of days) are walked at most. */
const periodsMax = 20_000;

const dayOf = (floating: number): number => Math.floor(floating / dayMs);

/** Monday 0 … Sunday 6. */
export const weekdayOfFloating = (floating: Floating): number => (((dayOf(floating) + 3) % 7) + 7) % 7;

/** Numbers the periods of each frequency, so that intervals are counted by subtraction. */
const indexes: Record<Frequency, (floating: number, weekStart: number) => number> = {
  MINUTELY: (floating) => Math.floor(floating / minuteMs),
  HOURLY: (floating) => Math.floor(floating / hourMs),
  DAILY: dayOf,
  WEEKLY: (floating, weekStart) => Math.floor((dayOf(floating) + 3 - weekStart) / 7),
  MONTHLY: (floating) => {
    const { year, month } = civilDate(dayOf(floating));
    return year * 12 + month - 1;
  },
  YEARLY: (floating) => civilDate(dayOf(floating)).year,
};

const beginnings: Record<Frequency, (index: number, weekStart: number) => number> = {
  MINUTELY: (index) => index * minuteMs,
  HOURLY: (index) => index * hourMs,
  DAILY: (index) => index * dayMs,
  WEEKLY: (index, weekStart) => (index * 7 - 3 + weekStart) * dayMs,
  MONTHLY: (index) => dayNumberOf(Math.floor(index / 12), (index % 12) + 1, 1) * dayMs,
  YEARLY: (index) => dayNumberOf(index, 1, 1) * dayMs,
};

/** Says aloud what RFC 5545 §3.3.10 takes from DTSTART, so that the rule no longer depends on where it starts. */
const withImplicitParts = (rule: Rule, start: Floating): Rule => {
  const wall = wallOfFloating(start);
  const { frequency, byMonth, byWeekNo, byYearDay, byMonthDay, byDay, byHour, byMinute, bySecond } = rule;
  const out: Rule = { ...rule };
  const noDay = byDay.length + byMonthDay.length + byYearDay.length === 0;
  if (frequency === 'WEEKLY' || (frequency === 'YEARLY' && byWeekNo.length > 0)) {
    if (noDay) out.byDay = [{ weekday: weekdayOfFloating(start), nth: null }];
  } else if (noDay && (frequency === 'MONTHLY' || frequency === 'YEARLY')) {
    out.byMonthDay = [wall.day];
    if (frequency === 'YEARLY' && byMonth.length === 0) out.byMonth = [wall.month];
  }
  if (bySecond.length === 0) out.bySecond = [wall.second];
  if (byMinute.length === 0 && frequency !== 'MINUTELY') out.byMinute = [wall.minute];
  if (byHour.length === 0 && frequency !== 'MINUTELY' && frequency !== 'HOURLY') out.byHour = [wall.hour];
  return out;
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

const everyMonthDay = Array.from({ length: 31 }, (_, index) => index + 1);

/** rrule fills an array of a whole year for every day it looks at; by months it finds the same days for a third. */
const byMonths = (rule: Rule): Rule => {
  const { frequency, interval, byDay, byMonthDay } = rule;
  if (frequency !== 'DAILY' || interval !== 1 || byDay.some(({ nth }) => nth !== null)) return rule;
  const isEveryDay = byDay.length + byMonthDay.length === 0;
  return { ...rule, frequency: 'MONTHLY', byMonthDay: isEveryDay ? everyMonthDay : byMonthDay };
};

const orNull = (values: number[]): number[] | null => (values.length === 0 ? null : values);

const rruleWeekdays = [RRule.MO, RRule.TU, RRule.WE, RRule.TH, RRule.FR, RRule.SA, RRule.SU];

const weekdayOf = ({ weekday, nth }: WeekdayPart) => {
  const day = rruleWeekdays[weekday] ?? RRule.MO;
  return nth === null ? day : day.nth(nth);
};

/** COUNT, UNTIL, BYSETPOS and, below days, BYHOUR and BYMINUTE stay here: rrule gets them wrong or may never return. */
const buildRule = (rule: Rule, periodStartsAt: number) => {
  const belowDays = rule.frequency === 'HOURLY' || rule.frequency === 'MINUTELY';
  const days = withoutMixedDays(rule);
  return new RRule(
    {
      freq: RRule[rule.frequency],
      dtstart: new Date(periodStartsAt),
      interval: rule.interval,
      wkst: rule.weekStart,
      bymonth: orNull(rule.byMonth),
      byweekno: orNull(rule.byWeekNo),
      byyearday: orNull(rule.byYearDay),
      bymonthday: orNull(rule.byMonthDay),
      byweekday: days.length === 0 ? null : days.map(weekdayOf),
      byhour: belowDays ? null : orNull(rule.byHour),
      byminute: rule.frequency === 'MINUTELY' ? null : orNull(rule.byMinute),
      bysecond: orNull(rule.bySecond),
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
  visit: (floating: Floating) => boolean,
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
    rule.all((date) => visit(date.getTime() as Floating));
  } catch (error) {
    if (error !== enough) throw error;
  }
};

/** Hands over whole periods' worth of candidates, reduced to the positions asked for. */
const selectPositions = (rule: Rule, visit: (floating: Floating) => boolean) => {
  let period = Number.NaN;
  let members: Floating[] = [];
  const flush = (): boolean => {
    const size = members.length;
    const chosen = rule.bySetPos.map((position) => (position > 0 ? position - 1 : size + position));
    const kept = [...new Set(chosen)].filter((index) => index >= 0 && index < size).sort((a, b) => a - b);
    const floatings = kept.map((index) => members[index] as Floating);
    members = [];
    return floatings.every(visit);
  };
  return {
    visit: (floating: Floating): boolean => {
      const index = indexes[rule.frequency](floating, rule.weekStart);
      const goOn = index === period || flush();
      period = index;
      members.push(floating);
      return goOn;
    },
    flush,
  };
};

const passesClock = (rule: Rule, floating: Floating): boolean => {
  if (rule.frequency !== 'HOURLY' && rule.frequency !== 'MINUTELY') return true;
  const minutes = Math.floor((floating - dayOf(floating) * dayMs) / minuteMs);
  if (rule.byHour.length > 0 && !rule.byHour.includes(Math.floor(minutes / 60))) return false;
  return rule.frequency === 'HOURLY' || rule.byMinute.length === 0 || rule.byMinute.includes(minutes % 60);
};

type Walked = 'window' | 'stopped' | 'counted' | 'exhausted';

/**
 * Visits the wall-clock times of a rule in `[from, to]`, in order, until `visit` answers false. Cost depends on the
 * window alone, except for a counted rule, which is walked from `start`. UNTIL is left to the caller, who knows the
 * zone. Answers why it ended: the window was seen to its end, the visitor had enough, the count was reached, or
 * `periodsMax` periods were walked before any of these.
 */
export const walkRule = (
  given: Rule,
  start: Floating,
  window: { from: number; to: number },
  visit: (floating: Floating) => boolean,
): Walked => {
  const rule = byMonths(withImplicitParts(given, start));
  const { frequency, weekStart, interval, count } = rule;
  const home = indexes[frequency](start, weekStart);
  const wanted = indexes[frequency](window.from, weekStart);
  const skipped = count === null ? Math.max(0, Math.floor((wanted - home) / interval)) : 0;
  const first = home + skipped * interval;
  const last = indexes[frequency](window.to, weekStart);
  if (last < first) return 'window';
  const periods = Math.floor((last - first) / interval) + 1;

  let counted = 0;
  let end: Walked = 'window';
  const accept = (floating: Floating): boolean => {
    if (floating < start) return true;
    if (floating > window.to) return false;
    if (floating >= window.from && !visit(floating)) {
      end = 'stopped';
      return false;
    }
    counted += 1;
    if (counted !== count) return true;
    end = 'counted';
    return false;
  };
  const positions = rule.bySetPos.length === 0 ? null : selectPositions(given, accept);
  const offer = positions === null ? accept : positions.visit;
  const built = buildRule(rule, beginnings[frequency](first, weekStart));
  let open = true;
  walk(built, Math.min(periods, periodsMax), (floating) => {
    if (passesClock(rule, floating)) open = offer(floating);
    return open;
  });
  if (open && positions !== null) open = positions.flush();
  return open && periods > periodsMax ? 'exhausted' : end;
};
