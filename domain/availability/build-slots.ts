import type { HostTime } from '#domain/availability/rules/host-time.ts';
import { minuteMs } from './civil-date.ts';
import type { FoundStarts } from './find-starts.ts';
import { at, type IntervalSet } from './interval-set.ts';
import type { Instant, LinkRules, Slot } from './model.ts';
import { offsetAt, type ZoneTable, zoneTable } from './zone-table.ts';

const noonMs = 720 * minuteMs;
const dayMinutesMs = 1440 * minuteMs;

/** Walks one set alongside ascending instants. */
type Walker = { set: IntervalSet; index: number };

const holds = (walker: Walker, instant: Instant): boolean => {
  const { set } = walker;
  while (walker.index < set.length && at(set, walker.index + 1) <= instant) walker.index += 2;
  return walker.index < set.length && at(set, walker.index) <= instant;
};

/** Names the hosts of each start; the list is built anew only where the set of hosts changes. */
const hostNamer = (hosts: readonly HostTime[]): ((start: Instant) => readonly HostTime[]) => {
  if (hosts.every((host) => host.required)) return () => hosts;
  const walkers = hosts.map((host) => ({ set: host.starts, index: 0 }));
  const present = hosts.map(() => false);
  let named: readonly HostTime[] = [];
  return (start) => {
    let changed = false;
    for (let i = 0; i < walkers.length; i += 1) {
      const here = holds(walkers[i] as Walker, start);
      if (here !== present[i]) {
        present[i] = here;
        changed = true;
      }
    }
    if (changed) named = hosts.filter((_, i) => present[i]);
    return named;
  };
};

type Marker = (start: Instant, hosts: readonly HostTime[]) => boolean;

/** A slot that begins or ends where the host's free time does leaves no new gap. */
const fragmentMarker = (durationMs: number): Marker => {
  const walkers = new Map<HostTime, Walker>();
  return (start, hosts) =>
    hosts.some((host) => {
      let walker = walkers.get(host);
      if (walker === undefined) {
        walker = { set: host.free, index: 0 };
        walkers.set(host, walker);
      }
      if (!holds(walker, start)) return false;
      return at(host.free, walker.index) === start || at(host.free, walker.index + 1) === start + durationMs;
    });
};

const morningMarker =
  (table: ZoneTable): Marker =>
  (start) => {
    const local = start + offsetAt(table, start);
    return local - Math.floor(local / dayMinutesMs) * dayMinutesMs < noonMs;
  };

const marker = (link: LinkRules, gridZone: string, span: { from: Instant; to: Instant }): Marker => {
  if (link.preference === 'morning') return morningMarker(zoneTable(gridZone, span.from, span.to));
  if (link.preference === 'fewest_fragments') return fragmentMarker(link.durationMinutes * minuteMs);
  return () => false;
};

/** The slots of what was found, ascending by start; hosts keep the order of the query. */
export const buildSlots = (found: FoundStarts, link: LinkRules, gridZone: string): Slot[] => {
  const { starts, joins } = found;
  const durationMs = link.durationMinutes * minuteMs;
  const nameHosts = hostNamer(found.hosts);
  const first = Math.min(starts[0] ?? Number.POSITIVE_INFINITY, joins[0]?.start ?? Number.POSITIVE_INFINITY);
  const last = Math.max(starts.at(-1) ?? 0, joins.at(-1)?.start ?? 0);
  if (first === Number.POSITIVE_INFINITY) return [];
  const isBest = marker(link, gridZone, { from: first, to: last });
  const slots: Slot[] = [];
  let hosts: readonly HostTime[] = [];
  let hostIds: readonly string[] = [];
  const push = (start: Instant, free: readonly HostTime[], seatsLeft: number | undefined): void => {
    if (free !== hosts) {
      hosts = free;
      hostIds = free.map((host) => host.id);
    }
    const slot = { start, end: start + durationMs, hostIds, best: isBest(start, free) };
    slots.push(seatsLeft === undefined ? slot : { ...slot, seatsLeft });
  };
  let j = 0;
  for (const start of starts) {
    for (let join = joins[j]; join !== undefined && join.start < start; join = joins[j]) {
      push(join.start, join.hosts, join.seatsLeft);
      j += 1;
    }
    const join = joins[j];
    if (join !== undefined && join.start === start) continue;
    push(start, nameHosts(start), link.seats);
  }
  for (const join of joins.slice(j)) push(join.start, join.hosts, join.seatsLeft);
  return slots;
};
