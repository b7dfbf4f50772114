import { type DayNumber, dayMs, dayNumberOf } from './civil-date.ts';
import { at } from './interval-set.ts';
import type { Instant } from './model.ts';

/**
 * The offsets of one zone: from `starts[i]` until `starts[i + 1]` (or the end of the table) the clock is
 * `offsets[i]` milliseconds ahead of UTC.
 */
export type ZoneTable = {
  readonly zone: string;
  readonly starts: number[];
  readonly offsets: number[];
  firstYear: number;
  endYear: number;
  readonly read: (instant: Instant) => number;
};

/** The tz database the runtime carries. Tables live as long as the process, and so does this. */
export const zoneDataVersion: string = process.versions['tz'] ?? 'unknown';

const earliestYear = 1850;
const latestYear = 2400;
const tableLimit = 2_000;
const tables = new Map<string, ZoneTable>();

const yearStart = (year: number): Instant => dayNumberOf(year, 1, 1) * dayMs;

const offsetPattern = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

const offsetReader = (zone: string): ((instant: Instant) => number) => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (instant) => {
    const parts = offsetPattern.exec(format.format(instant));
    if (parts === null) throw new Error(`the runtime names no offset for ${zone}`);
    const size = Number(parts[2] ?? 0) * 3600 + Number(parts[3] ?? 0) * 60 + Number(parts[4] ?? 0);
    return (parts[1] === '-' ? -size : size) * 1000;
  };
};

/** Less than half of what lies between any two changes of one zone in the tz database (95 hours, Freetown 1939). */
const probeMs = 2 * dayMs;

/** Probes every other day and halves the span of a change down to its millisecond. */
const scan = (read: ZoneTable['read'], from: Instant, to: Instant) => {
  const starts = [from];
  const offsets = [read(from)];
  let known = at(offsets, 0);
  for (let probe = from; probe < to; ) {
    const next = Math.min(probe + probeMs, to);
    const offset = read(next);
    if (offset !== known) {
      let before = probe;
      let after = next;
      while (after - before > 1) {
        const middle = Math.floor((before + after) / 2);
        if (read(middle) === known) before = middle;
        else after = middle;
      }
      if (after < to) {
        starts.push(after);
        offsets.push(read(after));
      }
      known = read(after);
      probe = after;
    } else probe = next;
  }
  return { starts, offsets };
};

const extend = (table: ZoneTable, firstYear: number, endYear: number): void => {
  if (firstYear < table.firstYear) {
    const earlier = scan(table.read, yearStart(firstYear), yearStart(table.firstYear));
    const seam = earlier.offsets.at(-1) === table.offsets[0] ? 1 : 0;
    table.starts.splice(0, seam, ...earlier.starts);
    table.offsets.splice(0, seam, ...earlier.offsets);
    table.firstYear = firstYear;
  }
  if (endYear > table.endYear) {
    const later = scan(table.read, yearStart(table.endYear), yearStart(endYear));
    const seam = later.offsets[0] === table.offsets.at(-1) ? 1 : 0;
    table.starts.push(...later.starts.slice(seam));
    table.offsets.push(...later.offsets.slice(seam));
    table.endYear = endYear;
  }
};

/** The year of an instant in UTC, give or take one at its edges. */
const yearNear = (instant: Instant): number => 1970 + Math.floor(instant / (365.2425 * dayMs));

/**
 * The offsets of `zone` for at least `[from, to]`. Built from Intl on first use, extended by whole years later,
 * kept for the life of the process. Throws RangeError for an unknown zone and for years outside 1850–2400.
 */
export const zoneTable = (zone: string, from: Instant, to: Instant): ZoneTable => {
  const firstYear = yearNear(from) - 1;
  const endYear = yearNear(to) + 2;
  let table = tables.get(zone);
  if (table !== undefined && firstYear >= table.firstYear && endYear <= table.endYear) return table;
  if (!(firstYear >= earliestYear && endYear <= latestYear)) {
    throw new RangeError('instants must lie between the years 1852 and 2397');
  }
  if (table === undefined) {
    const read = offsetReader(zone);
    const first = scan(read, yearStart(firstYear), yearStart(endYear));
    table = { zone, ...first, firstYear, endYear, read };
    if (tables.size >= tableLimit) tables.clear();
    tables.set(zone, table);
  } else extend(table, firstYear, endYear);
  return table;
};

/** Whether the runtime knows the zone. */
export const isZone = (zone: string): boolean => {
  if (tables.has(zone)) return true;
  try {
    offsetReader(zone);
    return true;
  } catch {
    return false;
  }
};

/** Index of the run of constant offset that holds `instant`. */
export const runIndex = (table: ZoneTable, instant: Instant): number => {
  let low = 0;
  let high = table.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (at(table.starts, middle) <= instant) low = middle;
    else high = middle - 1;
  }
  return low;
};

export const runEnd = (table: ZoneTable, index: number): Instant =>
  index + 1 < table.starts.length ? at(table.starts, index + 1) : Number.POSITIVE_INFINITY;

export const offsetAt = (table: ZoneTable, instant: Instant): number =>
  at(table.offsets, runIndex(table, instant));

/** The local date an instant falls on, as a day number. */
export const localDay = (zone: string, instant: Instant): DayNumber =>
  Math.floor((instant + offsetAt(zoneTable(zone, instant, instant), instant)) / dayMs);

/** The instants of `[from, to)` whose local date lies in `[firstDay, lastDay]`. */
export const instantsOfDays = (
  zone: string,
  days: { first: DayNumber; last: DayNumber },
  from: Instant,
  to: Instant,
): number[] => {
  const table = zoneTable(zone, from, to);
  const out: number[] = [];
  for (let run = runIndex(table, from); run < table.starts.length; run += 1) {
    const offset = at(table.offsets, run);
    const start = Math.max(from, at(table.starts, run));
    if (start >= to) break;
    const low = Math.max(start, days.first * dayMs - offset);
    const high = Math.min(to, runEnd(table, run), (days.last + 1) * dayMs - offset);
    if (high <= low) continue;
    if (out.length > 0 && out.at(-1) === low) out[out.length - 1] = high;
    else out.push(low, high);
  }
  return out;
};
