import { withinLimits } from '#domain/availability/rules/booking-limits.ts';
import { type DaySpan, searchedDays, windowDays } from '#domain/availability/rules/booking-window.ts';
import { combine, type HostTime, hostTime, type SlotQuery } from '#domain/availability/rules/host-time.ts';
import { type FoundSlot, joinableSlots } from '#domain/availability/rules/join-sessions.ts';
import { gridPieces, gridRule, gridStarts } from '#domain/availability/rules/start-grid.ts';
import { checkQuery } from './check-query.ts';
import { type DayNumber, dayMs, minuteMs } from './civil-date.ts';
import { at, type IntervalSet, intersect, subtract } from './interval-set.ts';
import type { Instant } from './model.ts';
import { instantsOfDays, localDay } from './zone-table.ts';

/** Longer than any local day: a base cut this far before the window has the same grid inside it. */
const contextMs = 49 * 3_600_000;

export type FoundStarts = {
  readonly hosts: readonly HostTime[];
  /** Starts on the grid with every required host free and any round-robin host free, ascending. */
  readonly starts: readonly Instant[];
  /** Starts at which a guest joins a session; they stand in for an equal entry of `starts`. */
  readonly joins: readonly FoundSlot[];
};

type Zoned = Pick<SlotQuery, 'hosts' | 'link'>;

const firstZone = ({ hosts }: Zoned): string => hosts[0]?.schedule.zone ?? 'UTC';
export const gridZone = (query: Zoned): string => query.link.gridZone ?? firstZone(query);
export const windowZone = (query: Zoned): string => query.link.windowZone ?? firstZone(query);
export const limitsZone = (query: Zoned): string => query.link.limitsZone ?? firstZone(query);

/** Round robin without a round-robin host offers nothing. */
export const isStaffed = (query: SlotQuery): boolean =>
  query.mode === 'round_robin' ? query.hosts.some((host) => host.fixed !== true) : query.hosts.length > 0;

/** Local dates with a slot, ascending from today, looked for a week at a time. */
function* daysWithSlots(query: SlotQuery, zone: string): Generator<DayNumber> {
  const today = localDay(zone, query.now);
  const margin = 3 * dayMs;
  const link = { ...query.link, window: { kind: 'unlimited' } as const };
  for (let first = today; first < today + searchedDays; first += 7) {
    const week = { first, last: Math.min(first + 6, today + searchedDays - 1) };
    const middle = query.now + (first - today) * dayMs;
    const span = instantsOfDays(zone, week, middle - margin, middle + 7 * dayMs + margin);
    const from = span[0];
    const to = span.at(-1);
    if (from === undefined || to === undefined) continue;
    const { starts, joins } = findStarts({ ...query, link, from, to });
    const days = new Set(
      [...starts, ...joins.map((slot) => slot.start)].map((start) => localDay(zone, start)),
    );
    for (let day = week.first; day <= week.last; day += 1) if (days.has(day)) yield day;
  }
}

/** The local dates the booking window opens, in its zone; undefined for no bound (rule 8). */
export const openDays = (query: SlotQuery): DaySpan | undefined => {
  const zone = windowZone(query);
  return windowDays(query.link.window ?? { kind: 'unlimited' }, {
    now: query.now,
    zone,
    daysWithSlots: () => daysWithSlots(query, zone),
  });
};

const allowedStarts = (query: SlotQuery): IntervalSet => {
  const { link, now } = query;
  const from = Math.max(query.from, now + (link.noticeMinutes ?? 0) * minuteMs, now);
  if (query.to <= from) return [];
  const days = openDays(query);
  return days === undefined ? [from, query.to] : instantsOfDays(windowZone(query), days, from, query.to);
};

/** The grid around the window asked for: `[first start, end of piece, …]`, a start every step in each. */
export const findGrid = (
  query: SlotQuery,
  hosts: readonly HostTime[],
): { pieces: number[]; stepMs: number } => {
  // Sessions with seats left do not cut the free time a grid is anchored to: their own start stays on it.
  const base = combine(hosts, (host) =>
    query.link.gridAnchor === 'free' ? subtract(host.working, host.busy.closed) : host.working,
  );
  const rule = gridRule(query.link, gridZone(query));
  return { pieces: gridPieces(base, rule), stepMs: rule.stepMs };
};

/** The hosts' time for starts in `[from, to)`, with as much before it as the grid needs. */
export const hostTimes = (query: SlotQuery, from: Instant, to: Instant): HostTime[] => {
  const end = to + query.link.durationMinutes * minuteMs;
  return query.hosts.map((host) => hostTime(query, host, from - contextMs, end));
};

const limitsEachHost = ({ link }: SlotQuery): boolean =>
  (link.limits ?? []).some(({ per }) => per === 'host');

/**
 * The integers behind list, check and explanation. Throws RangeError for an unknown zone, a malformed date, an
 * instant outside 1852–2397 and a number that means nothing (`checkQuery`).
 */
export const findStarts = (query: SlotQuery): FoundStarts => {
  checkQuery(query);
  const allowed = isStaffed(query) ? allowedStarts(query) : [];
  if (allowed.length === 0) return { hosts: [], starts: [], joins: [] };
  const zone = limitsZone(query);
  const hosts = hostTimes(query, at(allowed, 0), at(allowed, allowed.length - 1)).map((host) => {
    if (!limitsEachHost(query)) return host;
    const open = withinLimits(query, zone, allowed, host.id);
    return { ...host, open, starts: intersect(host.starts, open) };
  });
  const { pieces, stepMs } = findGrid(query, hosts);
  const open = withinLimits(query, zone, allowed);
  const free = combine(hosts, (host) => host.starts);
  return {
    hosts,
    starts: gridStarts(pieces, stepMs, intersect(free, open)),
    joins: joinableSlots({ hosts, link: query.link, pieces, stepMs, allowed, open }),
  };
};
