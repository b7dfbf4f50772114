import { dayMs } from '#domain/availability/civil-date.ts';
import {
  type Floating,
  floatingAt,
  type ResolvedWallTime,
  resolveFloating,
  type WallTimeKind,
} from '#domain/time.ts';
import { walkRule } from './occurrences.ts';
import { parseRule, type Rule, refusals, type Until } from './rule.ts';
import {
  type Duration,
  formatWall,
  instantOfId,
  isUtcId,
  type OccurrenceId,
  type Override,
  readWallText,
  type Series,
  type WallText,
} from './series.ts';

/** Half-open, epoch milliseconds. */
export type Window = { from: number; to: number };

export type Instance<Details> = {
  /** Its original start: the RECURRENCE-ID, stable when the instance is moved. */
  id: OccurrenceId;
  /** Epoch milliseconds. */
  start: number;
  end: number;
  wallStart: WallText;
  /** `gap`: the clock skips the wall time that day and the instance moved forward; `fold`: it shows it twice. */
  clock: WallTimeKind;
  /** `moved` has a start of its own. */
  source: 'rule' | 'added' | 'moved';
  details: Details;
};

export type Expansion<Details> = {
  /** By start, then id. */
  instances: Instance<Details>[];
  /** Start of the first instance that the limit left out; null when none is missing. */
  truncatedAt: number | null;
};

export type ExpandOptions = {
  /** 1 to 1,000, which is also what holds without it. More only where more of them share the first start. */
  limit?: number;
  /** Instances that touch the window (default), or only those that start in it: what paging needs. */
  match?: 'overlap' | 'start';
};

export const instancesMax = 1_000;
const windowMsMax = 20 * 366 * dayMs;

/** Zones differ from UTC by less than a day, and a zone can skip a whole one. */
const marginMs = 2 * dayMs;

type Place = { floating: Floating; resolved: ResolvedWallTime };

/** Whether an occurrence is not later than UNTIL. */
export const isBeforeEnd = (until: Until | null, { floating, resolved }: Place): boolean => {
  if (until === null) return true;
  if (until.kind === 'instant') return resolved.instant <= until.at;
  return floating < until.at + (until.kind === 'day' ? dayMs : 1);
};

/** Reads a rule that was validated when it was stored; throws RangeError with the reason otherwise. */
export const readStoredRule = (text: string): Rule => {
  const result = parseRule(text);
  if (!result.ok) throw new RangeError(`the rule ${refusals[result.reason]}`);
  return result.rule;
};

/**
 * Visits the occurrences of the rule itself whose wall times lie near `window`, in wall order, until `visit` answers
 * false. EXDATE, RDATE and overrides play no part. Throws RangeError for a rule too sparse to be counted.
 */
export const visitRule = (
  series: Pick<Series, 'zone' | 'start' | 'rule'>,
  window: Window,
  visit: (place: Place) => boolean,
): void => {
  const start = readWallText(series.start);
  const from = floatingAt(window.from, series.zone) - marginMs;
  const until = floatingAt(window.to, series.zone) + marginMs;
  if (series.rule === null) {
    if (start >= from && start <= until)
      visit({ floating: start, resolved: resolveFloating(series.zone, start) });
    return;
  }
  const rule = readStoredRule(series.rule);
  const to = rule.until === null ? until : Math.min(until, rule.until.at + marginMs);
  const end = walkRule(rule, start, { from, to }, (floating) => {
    const place = { floating, resolved: resolveFloating(series.zone, floating) };
    return isBeforeEnd(rule.until, place) ? visit(place) : true;
  });
  if (end === 'exhausted') throw new RangeError(`the rule ${refusals.count_not_reached}`);
};

const spanOf = (duration: Duration): number =>
  'days' in duration ? duration.days * dayMs : duration.milliseconds;

/** A whole day that the zone skipped moves to the next one and is as long. */
const endOf = (zone: string, { floating, resolved }: Place, duration: Duration): number => {
  if (!('days' in duration)) return resolved.instant + duration.milliseconds;
  const after = (wall: number): number =>
    resolveFloating(zone, (wall + duration.days * dayMs) as Floating).instant;
  const end = after(floating);
  return end > resolved.instant || duration.days === 0 ? end : after(floatingAt(resolved.instant, zone));
};

/** Where an id stands. An instant keeps its place even when its wall time names an earlier one too. */
const placeOf = (id: OccurrenceId, zone: string): Place => {
  if (!isUtcId(id)) {
    const floating = readWallText(id);
    return { floating, resolved: resolveFloating(zone, floating) };
  }
  const instant = instantOfId(id, zone);
  const floating = floatingAt(instant, zone);
  return { floating, resolved: { instant, offsetMinutes: (floating - instant) / 60_000, kind: 'normal' } };
};

const overridden = <Details>(series: Series<Details>, override: Override<Details>): Instance<Details> => {
  const place = placeOf(override.start ?? override.id, series.zone);
  return {
    id: override.id,
    start: place.resolved.instant,
    end: endOf(series.zone, place, override.duration ?? series.duration),
    wallStart: formatWall(place.floating),
    clock: place.resolved.kind,
    source: override.start === undefined ? 'rule' : 'moved',
    details: { ...series.details, ...override.details },
  };
};

const inWindow =
  (window: Window, match: 'overlap' | 'start') =>
  (start: number, end: number): boolean =>
    start < window.to && (start >= window.from || (match === 'overlap' && end > window.from));

const byStart = <Details>(a: Instance<Details>, b: Instance<Details>): number =>
  a.start - b.start || (a.id < b.id ? -1 : 1);

/**
 * Keeps whole groups of equal starts, so that the next page begins with the first that is missing. A first group above
 * the limit is kept whole as well: cut, it would come again on every page.
 */
const cut = <Details>(all: Instance<Details>[], limit: number): Expansion<Details> => {
  const first = all[0];
  const beyond = all[limit];
  if (first === undefined || beyond === undefined) return { instances: all, truncatedAt: null };
  const missing = beyond.start > first.start ? beyond : all.find(({ start }) => start > first.start);
  if (missing === undefined) return { instances: all, truncatedAt: null };
  return { instances: all.filter(({ start }) => start < missing.start), truncatedAt: missing.start };
};

const assertAskable = (window: Window, limit: number): void => {
  if (!Number.isInteger(limit) || limit < 1 || limit > instancesMax) {
    throw new RangeError(`the limit must be from 1 to ${instancesMax}`);
  }
  if (!Number.isSafeInteger(window.from) || !Number.isSafeInteger(window.to) || window.to <= window.from) {
    throw new RangeError('the window must end after it starts');
  }
  if (window.to - window.from > windowMsMax) throw new RangeError('the window must not exceed twenty years');
};

/**
 * The instances of a series in a window of instants. Same answer on every host zone and day of the year; cost grows
 * with the window, not with the age of the series (a counted one is walked from its start). Wall times stay what they
 * are across changes of the clocks: repeated ones take their first showing, skipped ones move forward by the gap and
 * are counted (RFC 5545 §3.3.5). Removed beats added and overridden; equal starts collapse; `COUNT` counts removed
 * ones and not added ones; an exact duration stays exact on a day of 23 or 25 hours. Throws RangeError for an
 * unknown zone, a window beyond twenty years or a rule that `validateRule` refuses.
 */
export const expand = <Details>(
  series: Series<Details>,
  window: Window,
  options: ExpandOptions = {},
): Expansion<Details> => {
  const limit = options.limit ?? instancesMax;
  assertAskable(window, limit);
  const match = options.match ?? 'overlap';
  const matches = inWindow(window, match);
  const lead = match === 'start' ? 0 : spanOf(series.duration);
  const { zone } = series;
  const removed = new Set(series.removed.map((id) => instantOfId(id, zone)));
  const overrides = new Map(series.overrides.map((override) => [instantOfId(override.id, zone), override]));
  const found = new Map<number, Instance<Details>>();

  const take = (place: Place, id: OccurrenceId | null, source: 'rule' | 'added'): boolean => {
    const start = place.resolved.instant;
    if (removed.has(start) || overrides.has(start)) return false;
    const known = found.get(start);
    // Who stands there by their own clock comes before who was moved there by a gap.
    if (known !== undefined && (known.clock !== 'gap' || place.resolved.kind === 'gap')) return false;
    const end = endOf(zone, place, series.duration);
    if (!matches(start, end)) return false;
    const wallStart = formatWall(place.floating);
    const { kind: clock } = place.resolved;
    found.set(start, { id: id ?? wallStart, start, end, wallStart, clock, source, details: series.details });
    return known === undefined;
  };

  let taken = 0;
  let lastFloating = Number.POSITIVE_INFINITY;
  visitRule(series, { from: window.from - lead, to: window.to }, (place) => {
    if (place.floating > lastFloating) return false;
    if (take(place, null, 'rule')) taken += 1;
    // A gap moves a skipped time behind later ones, so the first missing is known only beyond it.
    if (taken === limit + 1) lastFloating = Math.min(lastFloating, place.floating + marginMs);
    return true;
  });
  for (const id of series.added) take(placeOf(id, zone), id, 'added');

  const instances = [...found.values()];
  for (const [instant, override] of overrides) {
    if (override.cancelled === true || removed.has(instant)) continue;
    const instance = overridden(series, override);
    if (matches(instance.start, instance.end)) instances.push(instance);
  }
  return cut(instances.sort(byStart), limit);
};
