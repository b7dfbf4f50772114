import { dayMs } from '#domain/availability/civil-date.ts';
import { type Floating, floatingAt, resolveFloating } from '#domain/time.ts';
import { readStoredRule, visitRule } from './expand.ts';
import { weekdays } from './rule.ts';
import {
  type Duration,
  formatUntil,
  formatWall,
  instantOfId,
  isAllDay,
  isUtcId,
  type OccurrenceId,
  type Override,
  readWallText,
  type Series,
  type WallText,
  wallOfUntil,
} from './series.ts';

export type InstanceChange<Details> = {
  /** New wall start of the instance addressed; for several, all move by the same distance on the clock. */
  start?: WallText;
  duration?: Duration;
  details?: Partial<Details>;
};

export type SeriesChange<Details> = InstanceChange<Details> & { rule?: string | null; zone?: string };

const searchMs = 40 * 366 * dayMs;

const parts = (rule: string): string[] => rule.split(';');

const withEnd = (rule: string, end: string): string =>
  [...parts(rule).filter((part) => !/^(COUNT|UNTIL)=/i.test(part)), end].join(';');

const wallOfId = (id: OccurrenceId, zone: string): Floating =>
  isUtcId(id) ? floatingAt(instantOfId(id, zone), zone) : readWallText(id);

const isOfRule = (series: Pick<Series, 'zone' | 'start' | 'rule'>, instant: number): boolean => {
  let found = false;
  visitRule(series, { from: instant, to: instant + 1 }, ({ resolved }) => {
    found = resolved.instant === instant;
    return !found;
  });
  return found;
};

/** Throws RangeError unless `id` names an instance that still takes place. */
const assertInstance = <Details>(series: Series<Details>, id: OccurrenceId): number => {
  const { zone } = series;
  const instant = instantOfId(id, zone);
  const isHere = (other: OccurrenceId): boolean => instantOfId(other, zone) === instant;
  const override = series.overrides.find((other) => isHere(other.id));
  const isKnown = override !== undefined || series.added.some(isHere) || isOfRule(series, instant);
  if (!isKnown || override?.cancelled === true || series.removed.some(isHere)) {
    throw new RangeError('the series has no such instance');
  }
  return instant;
};

/** Changes one instance and leaves the others alone. Throws RangeError when `id` names none. */
export const editOne = <Details>(
  series: Series<Details>,
  id: OccurrenceId,
  change: InstanceChange<Details>,
): Series<Details> => {
  const instant = assertInstance(series, id);
  if (change.start !== undefined) readWallText(change.start);
  const known = series.overrides.find((other) => instantOfId(other.id, series.zone) === instant);
  const others = series.overrides.filter((other) => other !== known);
  const override: Override<Details> = { ...known, ...change, id: known?.id ?? id };
  if (known?.details !== undefined && change.details !== undefined) {
    override.details = { ...known.details, ...change.details };
  }
  return { ...series, overrides: [...others, override] };
};

/** Takes one instance out (EXDATE). Throws RangeError when `id` names none. */
export const removeOne = <Details>(series: Series<Details>, id: OccurrenceId): Series<Details> => {
  const instant = assertInstance(series, id);
  return {
    ...series,
    removed: [...series.removed, id],
    overrides: series.overrides.filter((other) => instantOfId(other.id, series.zone) !== instant),
  };
};

/** Moves the start to the rule's first occurrence, where every calendar expects it. Throws RangeError when it has none. */
export const alignStart = <Details>(series: Series<Details>): Series<Details> => {
  if (series.rule === null) return series;
  const from = resolveFloating(series.zone, readWallText(series.start)).instant;
  let first: WallText | null = null;
  visitRule(series, { from, to: from + searchMs }, ({ floating }) => {
    first = formatWall(floating);
    return false;
  });
  if (first === null) throw new RangeError('the rule does not occur within forty years of its start');
  return { ...series, start: first };
};

const onSide = <Details>(series: Series<Details>, instant: number, isEarlier: boolean): Series<Details> => {
  const keep = (id: OccurrenceId): boolean => instantOfId(id, series.zone) < instant === isEarlier;
  return {
    ...series,
    removed: series.removed.filter(keep),
    added: series.added.filter(keep),
    overrides: series.overrides.filter((override) => keep(override.id)),
  };
};

/** What the rule does on both sides of an instant; only a counted rule is walked from its start. */
const surveyRule = (series: Pick<Series, 'zone' | 'start' | 'rule'>, instant: number) => {
  const start = resolveFloating(series.zone, readWallText(series.start)).instant;
  const isCounted = series.rule !== null && readStoredRule(series.rule).count !== null;
  let before = 0;
  visitRule(series, { from: start, to: instant }, ({ resolved }) => {
    if (resolved.instant < instant) before += 1;
    return isCounted;
  });
  let next: Floating | null = null;
  visitRule(series, { from: instant, to: instant + searchMs }, ({ floating, resolved }) => {
    if (resolved.instant < instant) return true;
    next = floating;
    return false;
  });
  return { before, next: next as Floating | null };
};

const takesPlaceBefore = <Details>(series: Series<Details>, instant: number): boolean => {
  const removed = new Set(series.removed.map((id) => instantOfId(id, series.zone)));
  const start = resolveFloating(series.zone, readWallText(series.start)).instant;
  let found = false;
  visitRule(series, { from: start, to: instant }, ({ resolved }) => {
    found = resolved.instant < instant && !removed.has(resolved.instant);
    return !found;
  });
  return found;
};

/** One that does not repeat, at an id. A repeated time's second showing has no wall time of its own and stays an id. */
const onceAt = <Details>(series: Series<Details>, id: OccurrenceId): Series<Details> => {
  const { zone } = series;
  const instant = instantOfId(id, zone);
  const wall = wallOfId(id, zone);
  const start = formatWall(wall);
  const others = series.added.filter((other) => instantOfId(other, zone) !== instant);
  if (resolveFloating(zone, wall).instant === instant) return { ...series, start, rule: null, added: others };
  return { ...series, start, rule: null, removed: [...series.removed, start], added: [id, ...others] };
};

/** The rule without what it does from `instant` on. One that ends by itself before stays as it is. */
const endedRule = <Details>(series: Series<Details>, rule: string, instant: number): string => {
  if (surveyRule(series, instant).next === null) return rule;
  if (!isAllDay(series)) return withEnd(rule, `UNTIL=${formatUntil(instant - 1000)}`);
  const lastDay = formatWall((floatingAt(instant, series.zone) - dayMs) as Floating).slice(0, 10);
  return withEnd(rule, `UNTIL=${lastDay.replaceAll('-', '')}`);
};

/** Everything before `instant`; null when that is nothing. */
const headOf = <Details>(series: Series<Details>, instant: number): Series<Details> | null => {
  const head = onSide(series, instant, true);
  if (takesPlaceBefore(series, instant)) {
    return series.rule === null ? head : { ...head, rule: endedRule(series, series.rule, instant) };
  }
  const [first] = head.added;
  return first === undefined ? null : onceAt(head, first);
};

/** Everything from `instant` on, before any change. */
const tailOf = <Details>(series: Series<Details>, id: OccurrenceId, instant: number): Series<Details> => {
  const tail = onSide(series, instant, false);
  const { before, next } = surveyRule(series, instant);
  if (next === null) return onceAt(tail, id);
  if (series.rule === null) return { ...tail, start: formatWall(next) };
  const { count } = readStoredRule(series.rule);
  const rule = count === null ? series.rule : withEnd(series.rule, `COUNT=${count - before}`);
  return { ...tail, start: formatWall(next), rule };
};

/** `days`: how many dates the rule's own instances move by. */
type Shift = { from: string; to: string; ms: number; days: number };

const isNone = (shift: Shift): boolean => shift.from === shift.to && shift.ms === 0;

const shiftId = (id: OccurrenceId, shift: Shift): OccurrenceId =>
  isNone(shift) ? id : formatWall((wallOfId(id, shift.from) + shift.ms) as Floating);

const needsRule = (): never => {
  throw new RangeError('moving these instances to another time needs a new rule');
};

/** The rule after all its instances moved: UNTIL moves along, a weekly rule of one weekday changes its weekday. */
const shiftRule = (text: string | null, shift: Shift): string | null => {
  if (text === null || isNone(shift)) return text;
  const rule = readStoredRule(text);
  let shifted = text;
  if (shift.ms !== 0 && rule.byHour.length + rule.byMinute.length + rule.bySecond.length > 0) needsRule();
  const [day] = rule.byDay;
  const lists = [rule.byMonth, rule.byWeekNo, rule.byYearDay, rule.byMonthDay, rule.bySetPos, rule.byDay];
  if (shift.days !== 0 && lists.some((list) => list.length > 0)) {
    const others = lists.slice(0, -1).some((list) => list.length > 0);
    if (rule.frequency !== 'WEEKLY' || others || rule.byDay.length !== 1 || day === undefined)
      return needsRule();
    const weekday = weekdays[(((day.weekday + shift.days) % 7) + 7) % 7];
    shifted = parts(text)
      .map((part) => (/^BYDAY=/i.test(part) ? `BYDAY=${weekday}` : part))
      .join(';');
  }
  const last = rule.until === null ? null : wallOfUntil(rule.until, shift.from);
  if (rule.until === null || last === null) return shifted;
  if (rule.until.kind === 'day') {
    const day = formatWall((last + shift.days * dayMs) as Floating);
    return withEnd(shifted, `UNTIL=${day.slice(0, 10).replaceAll('-', '')}`);
  }
  const moved = (last + shift.ms) as Floating;
  if (rule.until.kind === 'wall') return withEnd(shifted, `UNTIL=${formatWall(moved).replace(/[-:]/g, '')}`);
  return withEnd(shifted, `UNTIL=${formatUntil(resolveFloating(shift.to, moved).instant)}`);
};

/** A monthly rule moved to the 31st has fewer instances than before. */
const isOfUnevenPeriods = (rule: string | null): boolean =>
  rule !== null && /FREQ=(MONTHLY|YEARLY)/i.test(rule);

/** The instance edited follows the others in what the change names; its own exceptions stay. */
const follow = <Details>(override: Override<Details>, change: SeriesChange<Details>): Override<Details>[] => {
  const { start, duration, details, ...rest } = override;
  const named = change.details ?? {};
  const kept = Object.entries(details ?? {}).filter(([key]) => !Object.hasOwn(named, key));
  const out: Override<Details> = { ...rest };
  if (start !== undefined && change.start === undefined) out.start = start;
  if (duration !== undefined && change.duration === undefined) out.duration = duration;
  if (kept.length > 0) out.details = Object.fromEntries(kept) as Partial<Details>;
  return Object.keys(out).length > 1 ? [out] : [];
};

/** Exceptions to occurrences that a new rule no longer has would come back as ghosts. */
const dropStrays = <Details>(series: Series<Details>): Series<Details> => {
  const added = new Set(series.added.map((id) => instantOfId(id, series.zone)));
  const stays = (id: OccurrenceId): boolean => {
    const instant = instantOfId(id, series.zone);
    return added.has(instant) || isOfRule(series, instant);
  };
  return {
    ...series,
    removed: series.removed.filter(stays),
    overrides: series.overrides.filter(({ id }) => stays(id)),
  };
};

/**
 * Changes all instances. A new start moves every instance by the distance between `id` and it, and the exceptions
 * with them; a new rule drops the exceptions it no longer has and starts at its first occurrence. Exceptions keep what
 * they say for themselves, but for the instance edited. Throws RangeError when `id` names no instance, or when a move
 * to another day needs a new rule.
 */
export const editAll = <Details>(
  series: Series<Details>,
  id: OccurrenceId,
  change: SeriesChange<Details>,
): Series<Details> => {
  const instant = assertInstance(series, id);
  const zone = change.zone ?? series.zone;
  const old = wallOfId(id, series.zone);
  const target = change.start === undefined ? old : readWallText(change.start);
  const start = readWallText(series.start);
  const ms = target - old;
  const days = Math.floor((start + ms) / dayMs) - Math.floor(start / dayMs);
  const shift: Shift = { from: series.zone, to: zone, ms, days };
  const overrides = series.overrides.flatMap((override) => {
    const isEdited = instantOfId(override.id, series.zone) === instant;
    const moved = { ...override, id: shiftId(override.id, shift) };
    return isEdited ? follow(moved, change) : [moved];
  });
  const edited: Series<Details> = {
    zone,
    start: formatWall((start + ms) as Floating),
    duration: change.duration ?? series.duration,
    rule: change.rule === undefined ? shiftRule(series.rule, shift) : change.rule,
    removed: series.removed.map((other) => shiftId(other, shift)),
    added: series.added.map((other) => shiftId(other, shift)),
    overrides,
    details: { ...series.details, ...change.details },
  };
  if (change.rule !== undefined) return dropStrays(alignStart(edited));
  return days !== 0 && isOfUnevenPeriods(edited.rule) ? dropStrays(edited) : edited;
};

/**
 * Splits a series at an instance: `earlier` ends before it (UNTIL) and is null when nothing comes before; `later`
 * starts with it and carries the change. A count is shared between the two. Throws RangeError as `editAll` does.
 */
export const editFollowing = <Details>(
  series: Series<Details>,
  id: OccurrenceId,
  change: SeriesChange<Details>,
): { earlier: Series<Details> | null; later: Series<Details> } => {
  const instant = assertInstance(series, id);
  return { earlier: headOf(series, instant), later: editAll(tailOf(series, id, instant), id, change) };
};

/** Ends a series before an instance; null when nothing is left. Throws RangeError when `id` names none. */
export const removeFollowing = <Details>(series: Series<Details>, id: OccurrenceId): Series<Details> | null =>
  headOf(series, assertInstance(series, id));
