import { minuteMs } from '#domain/availability/civil-date.ts';
import { type IntervalSet, normalize } from '#domain/availability/interval-set.ts';
import type { BusyItem, HostInput, Instant, LinkRules } from '#domain/availability/model.ts';

/** A session of the same link with seats left, of exactly the duration asked for. */
export type Session = {
  start: Instant;
  seatsTaken: number;
  /** What it closes for every other start, buffers included. */
  blockedFrom: Instant;
  blockedUntil: Instant;
};

export type BusyTime = {
  /** Instants a slot must not touch, whatever its start (rule 5). */
  closed: IntervalSet;
  /** `closed` plus the open sessions. */
  blocked: IntervalSet;
  sessions: readonly Session[];
};

/** Whether an item blocks at all at `now` (rules 1 and 5): empty, free, refused and expired ones do not. */
export const blocks = (item: BusyItem, now: Instant): boolean => {
  if (item.end <= item.start || item.transparency === 'transparent') return false;
  if (item.holdUntil !== undefined && item.holdUntil <= now) return false;
  switch (item.status) {
    case 'cancelled':
    case 'declined':
    case 'rejected':
      return false;
    case 'tentative':
      return item.tentativeBlocks !== false;
    default:
      return true;
  }
};

/** The item widened by its own buffers and by the candidate's: a slot must not overlap this. */
export const blockedFrom = (item: BusyItem, link: LinkRules): Instant =>
  item.start - ((item.bufferBeforeMinutes ?? 0) + (link.bufferAfterMinutes ?? 0)) * minuteMs;
export const blockedUntil = (item: BusyItem, link: LinkRules): Instant =>
  item.end + ((item.bufferAfterMinutes ?? 0) + (link.bufferBeforeMinutes ?? 0)) * minuteMs;

/** Whether the item is a session of the link's own that a guest may join at exactly its times (rule 10). */
export const isSession = (item: BusyItem, link: LinkRules): boolean =>
  item.sameEvent !== undefined &&
  link.seats !== undefined &&
  item.end - item.start === link.durationMinutes * minuteMs;

/** Sessions by start: the seats of several items at the same times add up. */
const sessionsOf = (items: readonly BusyItem[], link: LinkRules): Session[] => {
  const byStart = new Map<Instant, Session>();
  for (const item of items) {
    const known = byStart.get(item.start);
    const from = blockedFrom(item, link);
    const until = blockedUntil(item, link);
    byStart.set(item.start, {
      start: item.start,
      seatsTaken: (known?.seatsTaken ?? 0) + (item.sameEvent?.seatsTaken ?? 0),
      blockedFrom: known === undefined ? from : Math.min(from, known.blockedFrom),
      blockedUntil: known === undefined ? until : Math.max(until, known.blockedUntil),
    });
  }
  return [...byStart.values()];
};

/** One host's busy items as sets, cut down to those that can matter in `[from, to)`; what is not known counts as busy. */
export const busyTime = (
  { busy, knownUntil }: Pick<HostInput, 'busy' | 'knownUntil'>,
  link: LinkRules,
  span: { now: Instant; from: Instant; to: Instant },
): BusyTime => {
  const pairs: number[] = [];
  const candidates: BusyItem[] = [];
  if (knownUntil !== undefined && knownUntil < span.to) pairs.push(knownUntil, span.to);
  for (const item of busy) {
    const start = blockedFrom(item, link);
    const end = blockedUntil(item, link);
    if (start >= span.to || end <= span.from || !blocks(item, span.now)) continue;
    if (isSession(item, link)) candidates.push(item);
    else pairs.push(start, end);
  }
  if (candidates.length === 0) {
    const closed = normalize(pairs);
    return { closed, blocked: closed, sessions: [] };
  }
  const sessions: Session[] = [];
  const open: number[] = [];
  for (const session of sessionsOf(candidates, link)) {
    const full = session.seatsTaken >= (link.seats ?? 0);
    if (!full) sessions.push(session);
    (full ? pairs : open).push(session.blockedFrom, session.blockedUntil);
  }
  return { closed: normalize(pairs), blocked: normalize([...pairs, ...open]), sessions };
};
