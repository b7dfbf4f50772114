import { minuteMs } from '#domain/availability/civil-date.ts';
import {
  at,
  type IntervalSet,
  indexOfInterval,
  normalize,
  subtract,
} from '#domain/availability/interval-set.ts';
import type { Instant, LinkRules } from '#domain/availability/model.ts';
import type { HostTime } from './host-time.ts';
import { gridStarts } from './start-grid.ts';

export type FoundSlot = { start: Instant; hosts: readonly HostTime[]; seatsLeft?: number };

type Field = {
  hosts: readonly HostTime[];
  link: LinkRules;
  pieces: readonly number[];
  stepMs: number;
  allowed: IntervalSet;
  /** `allowed` without the dates the limits close. */
  open: IntervalSet;
};

const sessionAt = (host: HostTime, start: Instant) =>
  host.busy.sessions.find((session) => session.start === start);

/** Whether the slot fits when the host's own session at that start is left out of the account. */
const fits = (host: HostTime, start: Instant, link: LinkRules): boolean => {
  const others: number[] = [...host.busy.closed];
  for (const session of host.busy.sessions) {
    if (session.start !== start) others.push(session.blockedFrom, session.blockedUntil);
  }
  const free = subtract(host.working, normalize(others));
  const index = indexOfInterval(free, start);
  return index >= 0 && at(free, index + 1) >= start + link.durationMinutes * minuteMs;
};

const seatsLeft = (hosts: readonly HostTime[], start: Instant, seats: number): number => {
  let common = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const host of hosts) {
    const left = seats - (sessionAt(host, start)?.seatsTaken ?? 0);
    if (host.required) common = Math.min(common, left);
    else most = Math.max(most, left);
  }
  return hosts.some((host) => !host.required) ? Math.min(common, most) : common;
};

const slotAt = (field: Field, start: Instant): FoundSlot | undefined => {
  const { hosts, link } = field;
  if (indexOfInterval(field.allowed, start) < 0) return undefined;
  if (gridStarts(field.pieces, field.stepMs, [start, start + 1]).length === 0) return undefined;
  const hasSession = (host: HostTime): boolean => sessionAt(host, start) !== undefined;
  // A further guest of a session is no further session of its host.
  const hasRoom = (host: HostTime): boolean =>
    host.open === undefined || hasSession(host) || indexOfInterval(host.open, start) >= 0;
  const canTake = (host: HostTime): boolean => hasRoom(host) && fits(host, start, link);
  const required = hosts.filter((host) => host.required);
  if (!required.every(canTake)) return undefined;
  let rotating = hosts.filter((host) => !host.required && canTake(host));
  if (required.length < hosts.length && rotating.length === 0) return undefined;
  if (![...required, ...rotating].some(hasSession)) return undefined;
  // Limits are about new sessions: past them only hosts who already hold one take further guests.
  if (indexOfInterval(field.open, start) < 0 && rotating.some(hasSession)) {
    rotating = rotating.filter(hasSession);
  }
  const able = hosts.filter((host) => required.includes(host) || rotating.includes(host));
  return { start, hosts: able, seatsLeft: seatsLeft(able, start, link.seats ?? 0) };
};

/** The slots at which a guest joins a session that has seats left (rule 10), ascending. */
export const joinableSlots = (field: Field): FoundSlot[] => {
  const starts = new Set<Instant>();
  for (const host of field.hosts) {
    for (const session of host.busy.sessions) starts.add(session.start);
  }
  return [...starts]
    .sort((a, b) => a - b)
    .flatMap((start) => {
      const slot = slotAt(field, start);
      return slot === undefined ? [] : [slot];
    });
};
