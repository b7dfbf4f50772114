import { type DayNumber, dayMs } from '#domain/availability/civil-date.ts';
import type { Floating } from '#domain/time.ts';
import { chosenIndexes, timesOfDays } from './day-times.ts';
import type { Rule } from './rule.ts';
import { periodIndex, visitDays } from './rule-days.ts';

/** A counted rule is walked from its start, so far at most: a hundred years. */
export const countedMsMax = 100 * 366 * dayMs;

const dayOf = (floating: number): DayNumber => Math.floor(floating / dayMs);

type Visit = (floating: Floating) => boolean;

/** Collects the days of whole periods and hands over the times at the positions asked for. */
const selectPositions = (rule: Rule, times: readonly number[], visit: Visit) => {
  let period = Number.NaN;
  let days: DayNumber[] = [];
  const flush = (): boolean => {
    const found = chosenIndexes(rule.bySetPos, days.length * times.length).map((index) => {
      const day = days[Math.floor(index / times.length)] ?? 0;
      return (day * dayMs + (times[index % times.length] ?? 0)) as Floating;
    });
    days = [];
    return found.every(visit);
  };
  return {
    visitDay: (day: DayNumber): boolean => {
      const index = periodIndex(rule, day);
      const goOn = index === period || flush();
      period = index;
      days.push(day);
      return goOn;
    },
    flush,
  };
};

/** Below weeks, positions are a choice among the times of a day. */
const choosesDays = ({ frequency, bySetPos }: Rule): boolean =>
  bySetPos.length > 0 && (frequency === 'WEEKLY' || frequency === 'MONTHLY' || frequency === 'YEARLY');

type Walked = 'window' | 'stopped' | 'counted' | 'exhausted';

/**
 * Visits the wall-clock times of a rule in `[from, to]`, in order, until `visit` answers false. Cost depends on the
 * window alone, except for a counted rule, which is walked from `start`. UNTIL is left to the caller, who knows the
 * zone. Answers why it ended: the window was seen to its end, the visitor had enough, the count was reached, or a
 * hundred years of a counted rule were walked before any of these.
 */
export const walkRule = (
  rule: Rule,
  start: Floating,
  window: { from: number; to: number },
  visit: Visit,
): Walked => {
  const { count } = rule;
  const from = Math.max(start, count === null ? window.from : start);
  const to = count === null ? window.to : Math.min(window.to, start + countedMsMax);
  if (to < from) return 'window';

  let counted = 0;
  let end: Walked = to < window.to ? 'exhausted' : 'window';
  const accept: Visit = (floating) => {
    if (floating < start) return true;
    if (floating > to) return false;
    if (floating >= window.from && !visit(floating)) {
      end = 'stopped';
      return false;
    }
    counted += 1;
    if (counted !== count) return true;
    end = 'counted';
    return false;
  };
  const timesOf = timesOfDays(rule, start);
  const acceptDay = (day: DayNumber): boolean =>
    timesOf(day).every((time) => accept((day * dayMs + time) as Floating));
  const positions = choosesDays(rule) ? selectPositions(rule, timesOf(0), accept) : null;
  let open = true;
  visitDays(rule, dayOf(start), { from: dayOf(from), to: dayOf(to) }, (day) => {
    open = positions === null ? acceptDay(day) : positions.visitDay(day);
    return open;
  });
  if (open) positions?.flush();
  return end;
};
