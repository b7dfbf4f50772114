import { formatDate, minuteMs } from '#domain/availability/civil-date.ts';
import type {
  BusyItem,
  HostInput,
  Instant,
  LinkRules,
  Reason,
  ScheduleInput,
} from '#domain/availability/model.ts';
import { limitBook, limitReason } from '#domain/availability/rules/booking-limits.ts';
import { blockedFrom, blockedUntil, blocks, isSession } from '#domain/availability/rules/busy-time.ts';
import { dayParts, missingTime, skipsTime } from '#domain/availability/schedule/working-days.ts';
import { localDay } from '#domain/availability/zone-table.ts';
import { relaxedSchedule, type SlotQuestion } from './without-causes.ts';

type Span = { from: Instant; to: Instant };

/** Dates on which part of the span is not working time. */
const missingDates = (schedule: ScheduleInput, span: Span): string[] => {
  const missing = missingTime(schedule, span.from, span.to);
  return [...new Set(dayParts(schedule, missing).map((part) => part.day))]
    .sort((a, b) => a - b)
    .map(formatDate);
};

const isOutsideValidity = (schedule: ScheduleInput, date: string): boolean =>
  (schedule.validFrom !== undefined && date < schedule.validFrom) ||
  (schedule.validUntil !== undefined && date > schedule.validUntil);

/**
 * While zones change an instant can belong to two dates. Once one of them is open, by itself or for more hours, nothing that
 * closes the other is in the way. What closes a date that is opened for more hours is named all the same.
 */
const withoutNeedless = (schedule: ScheduleInput, span: Span, reasons: readonly Reason[]): Reason[] => {
  let needed = [...reasons];
  const isOpened = reasons.some(({ rule }) => rule === 'outside_hours');
  if (!isOpened && schedule.zoneChanges.length === 0) return needed;
  for (const { rule, date } of reasons) {
    if (rule === 'outside_hours' || (rule === 'date_override' && isOpened)) continue;
    const others = needed.filter((other) => other.rule !== rule || other.date !== date);
    const relaxed = relaxedSchedule(schedule, others, span);
    if (missingTime(relaxed, span.from, span.to).length === 0) needed = others;
  }
  return needed;
};

/** Each layer of the schedule is looked at with the ones above it taken away: time off may hide closed hours. */
const hoursReasons = (host: HostInput, span: Span): Reason[] => {
  const reasons: Reason[] = [];
  let schedule: ScheduleInput = { ...host.schedule, version: `${host.schedule.version}#explained` };
  if (missingTime(schedule, span.from, span.to).length === 0) return reasons;
  const skipped = skipsTime(schedule, span.from, span.to);
  if (skipped) schedule = { ...schedule, zoneChanges: [] };
  if (missingDates(schedule, span).some((date) => isOutsideValidity(schedule, date))) {
    reasons.push({ rule: 'schedule_validity', hostId: host.id });
    const { validFrom: _from, validUntil: _until, ...unlimited } = schedule;
    schedule = unlimited;
  }
  const dates = missingDates(schedule, span);
  const covering = schedule.timeOff.flatMap((off) => {
    const date = dates.find((each) => each >= off.from && each <= off.to);
    return date === undefined ? [] : [{ off, date }];
  });
  for (const { off, date } of covering) {
    const title = off.title === undefined ? {} : { title: off.title };
    reasons.push({ rule: 'time_off', hostId: host.id, date, ...title });
  }
  const removed = new Set(covering.map((each) => each.off));
  schedule = { ...schedule, timeOff: schedule.timeOff.filter((off) => !removed.has(off)) };
  const special = new Set(schedule.overrides.map((override) => override.date));
  const closed = missingDates(schedule, span).filter((date) => special.has(date));
  for (const date of closed) reasons.push({ rule: 'date_override', hostId: host.id, date });
  schedule = {
    ...schedule,
    overrides: schedule.overrides.filter((override) => !closed.includes(override.date)),
  };
  if (skipped || missingTime(schedule, span.from, span.to).length > 0) {
    reasons.push({ rule: 'outside_hours', hostId: host.id });
  }
  return withoutNeedless(host.schedule, span, reasons);
};

type Side = { gap: number; candidate: NonNullable<Reason['buffer']>; item: NonNullable<Reason['buffer']> };

const sideOf = (item: BusyItem, link: LinkRules, span: Span): Side => {
  const before = item.end <= span.from;
  return {
    gap: (before ? span.from - item.end : item.start - span.to) / minuteMs,
    candidate: {
      of: 'candidate',
      side: before ? 'before' : 'after',
      minutes: (before ? link.bufferBeforeMinutes : link.bufferAfterMinutes) ?? 0,
    },
    item: {
      of: 'item',
      side: before ? 'after' : 'before',
      minutes: (before ? item.bufferAfterMinutes : item.bufferBeforeMinutes) ?? 0,
    },
  };
};

const itemReasons = (host: HostInput, item: BusyItem, link: LinkRules, span: Span): Reason[] => {
  const title = item.title === undefined ? {} : { title: item.title };
  const about = { hostId: host.id, busyId: item.id, busyKind: item.kind, ...title };
  if (item.start < span.to && item.end > span.from) return [{ rule: 'busy', ...about }];
  const { gap, candidate, item: own } = sideOf(item, link, span);
  const alone = [candidate, own].filter((buffer) => buffer.minutes > gap);
  // Neither reaches by itself: together they do.
  const named = alone.length > 0 ? alone : [candidate, own].filter((buffer) => buffer.minutes > 0);
  return named.map((buffer) => ({ rule: 'buffer', ...about, buffer }));
};

const busyReasons = (host: HostInput, question: SlotQuestion, span: Span): Reason[] => {
  const { link, now } = question;
  const inTheWay = host.busy.filter(
    (item) => blocks(item, now) && blockedFrom(item, link) < span.to && blockedUntil(item, link) > span.from,
  );
  const session = inTheWay.filter((item) => isSession(item, link) && item.start === span.from);
  const seatsTaken = session.reduce((sum, item) => sum + (item.sameEvent?.seatsTaken ?? 0), 0);
  const [first] = session;
  const reasons: Reason[] = [];
  if (first !== undefined && seatsTaken >= (link.seats ?? 0)) {
    reasons.push({ rule: 'seats_exhausted', hostId: host.id, busyId: first.id, busyKind: first.kind });
  }
  const others = inTheWay.filter((item) => !session.includes(item));
  others.sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
  const found = others.flatMap((item) => itemReasons(host, item, link, span));
  reasons.push(...found.filter((reason) => reason.rule === 'busy'));
  reasons.push(...found.filter((reason) => reason.rule === 'buffer'));
  return reasons;
};

const unknownReasons = ({ id, knownUntil }: HostInput, span: Span): Reason[] =>
  knownUntil === undefined || span.to <= knownUntil
    ? []
    : [{ rule: 'calendar_unread', hostId: id, knownUntil }];

/** A further guest of a session is no further session of its host. */
const ownLimitReasons = (host: HostInput, question: SlotQuestion, zone: string): Reason[] => {
  const { link, now, start } = question;
  const holdsSession = host.busy.some(
    (item) => blocks(item, now) && isSession(item, link) && item.start === start,
  );
  if (holdsSession) return [];
  const uses = limitBook(question, zone, host.id)(localDay(zone, start));
  return uses.filter(({ closed }) => closed).map((use) => ({ ...limitReason(use), hostId: host.id }));
};

/**
 * Why one host cannot take the slot at `start`: hours first, then calendars not read, seats, busy items, buffers, the
 * host's own limits, which go by the dates of `limitsZone`.
 */
export const hostReasons = (host: HostInput, question: SlotQuestion, limitsZone: string): Reason[] => {
  const span = { from: question.start, to: question.start + question.link.durationMinutes * minuteMs };
  return [
    ...hoursReasons(host, span),
    ...unknownReasons(host, span),
    ...busyReasons(host, question, span),
    ...ownLimitReasons(host, question, limitsZone),
  ];
};
