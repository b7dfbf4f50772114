import { DateTime } from 'luxon';
import type { AvailabilityQuery, BusyItem, HostInput, Instant } from '#domain/availability/model.ts';

/*
 * The baseline: the same rules the straightforward way, with a luxon object wherever a local time is needed and a
 * scan of the busy items per candidate. Covers what the benchmark's cases use.
 */

const minute = 60_000;

type Range = { start: Instant; end: Instant };

const dayRanges = (host: HostInput, midnight: DateTime): Range[] => {
  const date = midnight.toISODate();
  const special = host.schedule.overrides.filter((override) => override.date === date);
  const ranges =
    special.length > 0
      ? special.flatMap((override) => override.ranges)
      : host.schedule.weekly.filter((rule) => rule.weekday === midnight.weekday);
  return ranges.map(({ startMinute, endMinute }) => ({
    start: midnight.set({ hour: Math.floor(startMinute / 60), minute: startMinute % 60 }).toMillis(),
    end: midnight.set({ hour: Math.floor(endMinute / 60), minute: endMinute % 60 }).toMillis(),
  }));
};

const merge = (ranges: Range[]): Range[] => {
  const sorted = [...ranges].sort((a, b) => a.start - b.start);
  const out: Range[] = [];
  for (const range of sorted) {
    const last = out.at(-1);
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else out.push({ ...range });
  }
  return out;
};

const workingRanges = (host: HostInput, query: AvailabilityQuery): Range[] => {
  const { zone } = host.schedule;
  const out: Range[] = [];
  let midnight = DateTime.fromMillis(query.from, { zone }).startOf('day').minus({ days: 2 });
  while (midnight.toMillis() < query.to + query.link.durationMinutes * minute) {
    out.push(...dayRanges(host, midnight));
    midnight = midnight.plus({ days: 1 });
  }
  return merge(out);
};

const isFree = (
  items: readonly BusyItem[],
  query: AvailabilityQuery,
  start: Instant,
  end: Instant,
): boolean => {
  const from = start - (query.link.bufferBeforeMinutes ?? 0) * minute;
  const to = end + (query.link.bufferAfterMinutes ?? 0) * minute;
  return !items.some((item) => item.end > item.start && item.start < to && item.end > from);
};

const fits = (ranges: readonly Range[], start: Instant, end: Instant): boolean =>
  ranges.some((range) => range.start <= start && end <= range.end);

const common = (a: readonly Range[], b: readonly Range[]): Range[] =>
  a.flatMap((x) =>
    b
      .map((y) => ({ start: Math.max(x.start, y.start), end: Math.min(x.end, y.end) }))
      .filter((range) => range.end > range.start),
  );

/** Starts of the grid: from each range, cut at midnight, the first aligned minute, then every step. */
const gridStarts = (base: readonly Range[], zone: string, stepMinutes: number): Instant[] => {
  const unit = [60, 30, 20, 15, 10, 5].find((each) => stepMinutes % each === 0) ?? 1;
  const out: Instant[] = [];
  for (const range of base) {
    let pieceStart = DateTime.fromMillis(range.start, { zone });
    while (pieceStart.toMillis() < range.end) {
      const nextMidnight = pieceStart.plus({ days: 1 }).startOf('day');
      const pieceEnd = Math.min(range.end, nextMidnight.toMillis());
      let start = pieceStart;
      while ((start.hour * 60 + start.minute) % unit !== 0) start = start.plus({ minutes: 1 });
      for (; start.toMillis() < pieceEnd; start = start.plus({ minutes: stepMinutes }))
        out.push(start.toMillis());
      pieceStart = nextMidnight;
    }
  }
  return out;
};

export type BaselineSlot = { start: Instant; hostIds: string[]; date: string };

/** Slots in the order of their starts, each with its date in the guest's zone. */
export const listSlotsWithLuxon = (query: AvailabilityQuery): BaselineSlot[] => {
  const { link, hosts, mode, now, from, to, guestZone } = query;
  const working = hosts.map((host) => workingRanges(host, query));
  const base = mode === 'round_robin' ? merge(working.flat()) : working.reduce((a, b) => common(a, b));
  const zone = hosts[0]?.schedule.zone ?? 'UTC';
  const earliest = now + (link.noticeMinutes ?? 0) * minute;
  const out: BaselineSlot[] = [];
  for (const start of gridStarts(base, zone, link.stepMinutes ?? link.durationMinutes)) {
    if (start < from || start >= to || start < earliest) continue;
    const end = start + link.durationMinutes * minute;
    const free = hosts.filter(
      (host, i) => fits(working[i] ?? [], start, end) && isFree(host.busy, query, start, end),
    );
    if (free.length === 0 || (mode !== 'round_robin' && free.length < hosts.length)) continue;
    const date = DateTime.fromMillis(start, { zone: guestZone }).toISODate() ?? '';
    out.push({ start, hostIds: free.map((host) => host.id), date });
  }
  return out;
};
