import { dayMs, minuteMs } from '#domain/availability/civil-date.ts';
import { at, type IntervalSet } from '#domain/availability/interval-set.ts';
import type { Instant, LinkRules } from '#domain/availability/model.ts';
import { runEnd, runIndex, type ZoneTable, zoneTable } from '#domain/availability/zone-table.ts';

export type GridRule = { stepMs: number; unitMs: number; offsetMs: number; zone: string };

const usualUnits = [60, 30, 20, 15, 10, 5];

export const gridRule = (link: LinkRules, hostZone: string): GridRule => {
  const step = link.stepMinutes ?? link.durationMinutes;
  const unit = link.gridUnitMinutes ?? usualUnits.find((each) => step % each === 0) ?? 1;
  return {
    stepMs: step * minuteMs,
    unitMs: unit * minuteMs,
    offsetMs: Math.round((link.gridOffsetMinutes ?? 0) * minuteMs),
    zone: link.gridZone ?? hostZone,
  };
};

/** The first instant from `from` on whose time of day is a multiple of the unit plus the offset. */
const align = ({ unitMs, offsetMs }: GridRule, from: Instant, midnight: Instant): Instant => {
  const rest = (offsetMs - (from - midnight)) % unitMs;
  return from + (rest < 0 ? rest + unitMs : rest);
};

type Cursor = { table: ZoneTable; run: number };

const dayAt = (cursor: Cursor, instant: Instant): number => {
  while (runEnd(cursor.table, cursor.run) <= instant) cursor.run += 1;
  return Math.floor((instant + at(cursor.table.offsets, cursor.run)) / dayMs);
};

/** The pieces of one interval of the base: cut where the local date changes, each from its first aligned minute. */
const appendPieces = (
  out: number[],
  rule: GridRule,
  cursor: Cursor,
  interval: { start: Instant; end: Instant },
): void => {
  let from = interval.start;
  let day = dayAt(cursor, from);
  let first = Number.NaN;
  for (;;) {
    const midnight = day * dayMs - at(cursor.table.offsets, cursor.run);
    const end = Math.min(interval.end, runEnd(cursor.table, cursor.run), midnight + dayMs);
    if (Number.isNaN(first)) {
      const aligned = align(rule, from, midnight);
      if (aligned < end) first = aligned;
    }
    const last = end >= interval.end;
    const nextDay = last ? day : dayAt(cursor, end);
    if (last || nextDay !== day) {
      if (!Number.isNaN(first)) out.push(first, end);
      first = Number.NaN;
    }
    if (last) return;
    from = end;
    day = nextDay;
  }
};

/**
 * The grid as `[first start, end of piece, …]`: in each piece starts follow every step of elapsed time (rule 6).
 * It depends on the base alone: neither the present moment nor the window asked for moves it.
 */
export const gridPieces = (base: IntervalSet, rule: GridRule): number[] => {
  const out: number[] = [];
  if (base.length === 0) return out;
  const table = zoneTable(rule.zone, at(base, 0), at(base, base.length - 1));
  const cursor = { table, run: runIndex(table, at(base, 0)) };
  for (let i = 0; i < base.length; i += 2) {
    appendPieces(out, rule, cursor, { start: at(base, i), end: at(base, i + 1) });
  }
  return out;
};

/** The starts of the grid that lie in `allowed`, ascending; jumps over what is not allowed by division. */
export const gridStarts = (pieces: readonly number[], stepMs: number, allowed: IntervalSet): Instant[] => {
  const out: Instant[] = [];
  let j = 0;
  for (let i = 0; i < pieces.length && j < allowed.length; i += 2) {
    const first = at(pieces, i);
    const end = at(pieces, i + 1);
    while (j < allowed.length && at(allowed, j + 1) <= first) j += 2;
    for (let k = j; k < allowed.length && at(allowed, k) < end; k += 2) {
      const low = at(allowed, k);
      const high = Math.min(end, at(allowed, k + 1));
      let start = low <= first ? first : first + Math.ceil((low - first) / stepMs) * stepMs;
      for (; start < high; start += stepMs) out.push(start);
    }
  }
  return out;
};
