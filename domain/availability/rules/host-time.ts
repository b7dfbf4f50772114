import { minuteMs } from '#domain/availability/civil-date.ts';
import {
  type IntervalSet,
  intersect,
  startsOfLength,
  subtract,
  uniteAll,
} from '#domain/availability/interval-set.ts';
import type { AvailabilityQuery, HostInput, Instant } from '#domain/availability/model.ts';
import { compiledSchedule } from '#domain/availability/schedule/compiled-schedule.ts';
import { workingTime } from '#domain/availability/schedule/working-time.ts';
import { type BusyTime, busyTime } from './busy-time.ts';

export type SlotQuery = Omit<AvailabilityQuery, 'guestZone'>;

/** One host's time around the window asked for. */
export type HostTime = {
  readonly id: string;
  /** Attends every slot: all hosts, in round robin the fixed ones (rule 11). */
  readonly required: boolean;
  readonly working: IntervalSet;
  readonly busy: BusyTime;
  readonly free: IntervalSet;
  /** Starts at which the whole slot is free and the host's own limits leave room for it. */
  readonly starts: IntervalSet;
  /** Where the host's own limits leave room for a new session; absent without such limits. */
  readonly open?: IntervalSet;
};

export const isRequired = (query: Pick<SlotQuery, 'mode'>, host: HostInput): boolean =>
  query.mode !== 'round_robin' || host.fixed === true;

export const hostTime = (query: SlotQuery, host: HostInput, from: Instant, to: Instant): HostTime => {
  const { link, now } = query;
  const working = workingTime(compiledSchedule(host.schedule), from, to);
  const busy = busyTime(host, link, { now, from, to });
  const free = busy.blocked.length === 0 ? working : subtract(working, busy.blocked);
  return {
    id: host.id,
    required: isRequired(query, host),
    working,
    busy,
    free,
    starts: startsOfLength(free, link.durationMinutes * minuteMs),
  };
};

/** What all required hosts have in common with any of the others, if there are others. */
export const combine = (hosts: readonly HostTime[], setOf: (host: HostTime) => IntervalSet): IntervalSet => {
  const rotating = hosts.filter((host) => !host.required).map(setOf);
  let result: IntervalSet | undefined = rotating.length > 0 ? uniteAll(rotating) : undefined;
  for (const host of hosts) {
    if (!host.required) continue;
    result = result === undefined ? setOf(host) : intersect(result, setOf(host));
  }
  return result ?? [];
};
