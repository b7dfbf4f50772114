import { formatDate, minuteMs, parseDate, weekdayOf } from '#domain/availability/civil-date.ts';
import type {
  AvailabilityQuery,
  BookingLimit,
  BusyItem,
  DateOverride,
  HostInput,
  Instant,
  LinkRules,
  Reason,
  ScheduleInput,
} from '#domain/availability/model.ts';
import { dayParts, missingTime, skipsTime } from '#domain/availability/schedule/working-days.ts';
import { offsetAt, zoneTable } from '#domain/availability/zone-table.ts';

/** A question about one instant. */
export type SlotQuestion = Omit<AvailabilityQuery, 'from' | 'to' | 'guestZone'> & { start: Instant };

/** Opens the date for more minutes, on top of the hours it has. */
const opened = (schedule: ScheduleInput, part: ReturnType<typeof dayParts>[number]): ScheduleInput => {
  const date = formatDate(part.day);
  const special = schedule.overrides.filter((override) => override.date === date);
  const hours =
    special.length > 0
      ? special.flatMap((override) => override.ranges)
      : schedule.weekly.filter((rule) => rule.weekday === weekdayOf(part.day));
  const override: DateOverride = { date, ranges: [...hours, part.range] };
  return {
    ...schedule,
    overrides: [...schedule.overrides.filter((other) => other.date !== date), override],
  };
};

/** The schedule with `[from, to)` made working time on every date that shows it. */
const withHours = (schedule: ScheduleInput, from: Instant, to: Instant): ScheduleInput => {
  let result = schedule;
  for (const part of dayParts(schedule, missingTime(schedule, from, to))) result = opened(result, part);
  return result;
};

/** The schedule without the named causes; `span` is the slot whose hours are opened when they are among them. */
export const relaxedSchedule = (
  schedule: ScheduleInput,
  reasons: readonly Reason[],
  span: { from: Instant; to: Instant },
): ScheduleInput => {
  const datesOf = (rule: Reason['rule']): Set<string> =>
    new Set(reasons.flatMap((reason) => (reason.rule === rule && reason.date ? [reason.date] : [])));
  const daysOff = [...datesOf('time_off')].map(parseDate);
  const special = datesOf('date_override');
  const { validFrom: _from, validUntil: _until, ...rest } = schedule;
  const unlimited = reasons.some((reason) => reason.rule === 'schedule_validity');
  const hours = reasons.some((reason) => reason.rule === 'outside_hours');
  const result: ScheduleInput = {
    ...(unlimited ? rest : schedule),
    version: `${schedule.version}#relaxed`,
    timeOff: schedule.timeOff.filter(
      ({ from, to }) => !daysOff.some((day) => day >= parseDate(from) && day <= parseDate(to)),
    ),
    overrides: schedule.overrides.filter((override) => !special.has(override.date)),
    // Time that a change of zone skips belongs to no date while the change stands.
    zoneChanges: hours && skipsTime(schedule, span.from, span.to) ? [] : schedule.zoneChanges,
  };
  return hours ? withHours(result, span.from, span.to) : result;
};

const relaxedItem = (item: BusyItem, reasons: readonly Reason[]): BusyItem => {
  let result = item;
  for (const { rule, busyId, buffer } of reasons) {
    if (rule !== 'buffer' || busyId !== item.id || buffer?.of !== 'item') continue;
    result =
      buffer.side === 'before' ? { ...result, bufferBeforeMinutes: 0 } : { ...result, bufferAfterMinutes: 0 };
  }
  return result;
};

const relaxedHost = (host: HostInput, question: SlotQuestion, reasons: readonly Reason[]): HostInput => {
  const own = reasons.filter((reason) => reason.hostId === host.id);
  const removed = new Set(own.flatMap((reason) => (reason.rule === 'busy' ? [reason.busyId] : [])));
  const past = reasons.some((reason) => reason.rule === 'in_the_past');
  const to = question.start + question.link.durationMinutes * minuteMs;
  const hours = own.some((reason) => scheduleRules.has(reason.rule));
  const { knownUntil, ...rest } = host;
  const isUnread = own.some((reason) => reason.rule === 'calendar_unread');
  return {
    ...rest,
    ...(knownUntil === undefined || isUnread ? {} : { knownUntil }),
    schedule: hours ? relaxedSchedule(host.schedule, own, { from: question.start, to }) : host.schedule,
    busy: host.busy
      // An expired hold stays expired when the present moment is moved back.
      .filter((item) => !(past && item.holdUntil !== undefined && item.holdUntil <= question.now))
      .filter((item) => !removed.has(item.id))
      .map((item) => relaxedItem(item, own)),
  };
};

const scheduleRules = new Set<Reason['rule']>([
  'schedule_validity',
  'time_off',
  'date_override',
  'outside_hours',
]);

const sameLimit = (a: BookingLimit, b: BookingLimit): boolean =>
  a.period === b.period &&
  a.count === b.count &&
  a.minutes === b.minutes &&
  (a.per === 'host') === (b.per === 'host');

/** No grid: every minute is a start, at the second of the minute the question is about. */
const everyMinuteLike = ({ start, link, hosts }: SlotQuestion) => {
  const zone = link.gridZone ?? hosts[0]?.schedule.zone ?? 'UTC';
  const local = start + offsetAt(zoneTable(zone, start, start), start);
  const second = (((local % minuteMs) + minuteMs) % minuteMs) / minuteMs;
  return { stepMinutes: 1, gridUnitMinutes: 1, gridOffsetMinutes: second };
};

const relaxedLink = (question: SlotQuestion, reasons: readonly Reason[]): LinkRules => {
  let link = question.link;
  for (const reason of reasons) {
    if (reason.rule === 'notice') link = { ...link, noticeMinutes: 0 };
    if (reason.rule === 'booking_window') link = { ...link, window: { kind: 'unlimited' } };
    if (reason.rule === 'grid') link = { ...link, ...everyMinuteLike(question) };
    if (reason.rule === 'seats_exhausted') link = { ...link, seats: Number.MAX_SAFE_INTEGER };
    if (reason.rule === 'buffer' && reason.buffer?.of === 'candidate') {
      link =
        reason.buffer.side === 'before'
          ? { ...link, bufferBeforeMinutes: 0 }
          : { ...link, bufferAfterMinutes: 0 };
    }
    const closed = reason.limit;
    if (reason.rule === 'limit' && closed !== undefined) {
      link = { ...link, limits: (link.limits ?? []).filter((limit) => !sameLimit(limit, closed)) };
    }
  }
  return link;
};

/**
 * The question as it would stand without the named causes and with nothing else changed: what the host would have
 * to change for the slot to appear. Without the grid, every minute is a start.
 */
export const withoutCauses = (question: SlotQuestion, reasons: readonly Reason[]): SlotQuestion => ({
  ...question,
  now: reasons.some((reason) => reason.rule === 'in_the_past')
    ? Math.min(question.now, question.start)
    : question.now,
  hosts: question.hosts.map((host) => relaxedHost(host, question, reasons)),
  link: relaxedLink(question, reasons),
});
