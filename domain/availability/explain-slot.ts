import { hostReasons } from '#domain/availability/explain/host-reasons.ts';
import { type SlotQuestion, withoutCauses } from '#domain/availability/explain/without-causes.ts';
import { limitBook, limitReason } from '#domain/availability/rules/booking-limits.ts';
import { spanDates } from '#domain/availability/rules/booking-window.ts';
import { isRequired } from '#domain/availability/rules/host-time.ts';
import { gridRule, gridStarts } from '#domain/availability/rules/start-grid.ts';
import { dayMs, minuteMs } from './civil-date.ts';
import {
  findGrid,
  findStarts,
  gridZone,
  hostTimes,
  isStaffed,
  limitsZone,
  openDays,
  windowZone,
} from './find-starts.ts';
import type { Instant, LinkRules, Reason } from './model.ts';
import { localDay } from './zone-table.ts';

const at = (question: SlotQuestion, link: LinkRules = question.link) => ({
  ...question,
  link,
  from: question.start,
  to: question.start + 1,
});

const withoutWindow = (link: LinkRules): LinkRules => ({ ...link, window: { kind: 'unlimited' } });

const timeReasons = ({ start, now, link }: SlotQuestion): Reason[] => {
  const noticeMinutes = link.noticeMinutes ?? 0;
  const earliestStart = now + noticeMinutes * minuteMs;
  const reasons: Reason[] = [];
  if (start < now) reasons.push({ rule: 'in_the_past' });
  if (start < earliestStart && noticeMinutes > 0) {
    reasons.push({ rule: 'notice', noticeMinutes, earliestStart });
  }
  return reasons;
};

/** Round robin: as long as one round-robin host can, the others' reasons are no causes. */
const hostsReasons = (question: SlotQuestion): Reason[] => {
  const zone = limitsZone(question);
  const each = question.hosts.map((host) => ({ host, reasons: hostReasons(host, question, zone) }));
  const rotating = each.filter(({ host }) => !isRequired(question, host));
  const someoneCan = rotating.some(({ reasons }) => reasons.length === 0);
  return each
    .filter(({ host }) => isRequired(question, host) || !someoneCan)
    .flatMap(({ reasons }) => reasons);
};

/** `relaxed` has every host free at the start. */
const limitReasons = (relaxed: SlotQuestion): Reason[] => {
  const zone = limitsZone(at(relaxed));
  const closed = limitBook(relaxed, zone)(localDay(zone, relaxed.start)).filter((use) => use.closed);
  if (closed.length === 0) return [];
  const anyMinute = withoutCauses(relaxed, [{ rule: 'grid' }]);
  const joins = findStarts(at(anyMinute, withoutWindow(anyMinute.link))).joins;
  if (joins.length > 0) return [];
  return closed.map(limitReason);
};

const nearestOnGrid = (question: SlotQuestion): { previous?: Instant; next?: Instant } => {
  const { start } = question;
  const [from, to] = [start - dayMs, start + dayMs];
  const query = { ...question, from, to };
  const { pieces, stepMs } = findGrid(query, hostTimes(query, from, to));
  const previous = gridStarts(pieces, stepMs, [from, start]).at(-1);
  const next = gridStarts(pieces, stepMs, [start + 1, to])[0];
  return {
    ...(previous === undefined ? {} : { previous }),
    ...(next === undefined ? {} : { next }),
  };
};

const gridReasons = (relaxed: SlotQuestion): Reason[] => {
  const { starts, joins } = findStarts(at(relaxed, withoutWindow(relaxed.link)));
  if (starts.length + joins.length > 0) return [];
  const { stepMs, unitMs, offsetMs } = gridRule(relaxed.link, gridZone(relaxed));
  const grid = {
    stepMinutes: stepMs / minuteMs,
    unitMinutes: unitMs / minuteMs,
    offsetMinutes: offsetMs / minuteMs,
    ...nearestOnGrid(relaxed),
  };
  return [{ rule: 'grid', grid }];
};

const windowReasons = (relaxed: SlotQuestion): Reason[] => {
  const query = at(relaxed);
  const days = openDays(query);
  if (days === undefined || relaxed.link.window === undefined) return [];
  const day = localDay(windowZone(query), relaxed.start);
  if (day >= days.first && day <= days.last) return [];
  return [{ rule: 'booking_window', window: spanDates(relaxed.link.window, days) }];
};

/**
 * Every cause for which no slot starts at `start`, ordered: the present moment, notice, booking window, each
 * host's hours, unread calendars, seats, busy items and buffers, limits, grid; empty exactly when the slot is offered. Taking away
 * the named causes (`withoutCauses`) makes the slot appear. Holds private facts: a guest is told `guestRefusal`. A link nobody staffs is `outside_hours` of no host. Throws as `listSlots`.
 */
export const explainSlot = (question: SlotQuestion): readonly Reason[] => {
  if (!isStaffed(at(question))) return [{ rule: 'outside_hours' }];
  const time = timeReasons(question);
  const hosts = hostsReasons(question);
  let relaxed = withoutCauses(question, [...time, ...hosts]);
  const limits = limitReasons(relaxed);
  relaxed = withoutCauses(relaxed, limits);
  const grid = gridReasons(relaxed);
  relaxed = withoutCauses(relaxed, grid);
  // Last, because "the first dates with a slot" depends on everything else.
  return [...time, ...windowReasons(relaxed), ...hosts, ...limits, ...grid];
};
