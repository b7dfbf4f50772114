import type {
  AvailabilityQuery,
  BusyItem,
  HostInput,
  Instant,
  LimitPeriod,
  LinkRules,
} from '#domain/availability/model.ts';

/*
 * Brute force, written from the rules alone: every whole minute is tried, every minute of a slot is read off a
 * wall clock through Intl, dates are strings. It imports nothing of the engine and must stay that way.
 */

const minute = 60_000;

type Wall = { date: string; minuteOfDay: number };

const clocks = new Map<string, { format: Intl.DateTimeFormat; seen: Map<Instant, Wall> }>();

let remembered = 0;

/** What a clock on the wall of that zone shows. */
export const readWall = (zone: string, instant: Instant): Wall => {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clock = { format, seen: new Map() };
    clocks.set(zone, clock);
  }
  const known = clock.seen.get(instant);
  if (known !== undefined) return known;
  const text = clock.format.format(instant);
  const wall = {
    date: text.slice(0, 10),
    minuteOfDay: Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)),
  };
  if (remembered >= 300_000) {
    for (const each of clocks.values()) each.seen.clear();
    remembered = 0;
  }
  remembered += 1;
  clock.seen.set(instant, wall);
  return wall;
};

const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const weekdays = new Map<string, number>();

const isoWeekday = (date: string): number => {
  const known = weekdays.get(date);
  if (known !== undefined) return known;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  weekdays.set(date, weekday);
  return weekday;
};

export const zoneInForce = (host: HostInput, date: string): string =>
  host.schedule.zoneChanges.find((change) => date >= change.from && date <= change.to)?.zone ??
  host.schedule.zone;

/** Rules 2–4 for one instant. */
export const isWorking = (host: HostInput, instant: Instant): boolean => {
  const { schedule } = host;
  const zones = [schedule.zone, ...schedule.zoneChanges.map((change) => change.zone)];
  return zones.some((zone) => {
    const { date, minuteOfDay } = readWall(zone, instant);
    if (zoneInForce(host, date) !== zone) return false;
    if (schedule.validFrom !== undefined && date < schedule.validFrom) return false;
    if (schedule.validUntil !== undefined && date > schedule.validUntil) return false;
    if (schedule.timeOff.some((off) => date >= off.from && date <= off.to)) return false;
    const special = schedule.overrides.filter((override) => override.date === date);
    const ranges =
      special.length > 0
        ? special.flatMap((override) => override.ranges)
        : schedule.weekly.filter((rule) => rule.weekday === isoWeekday(date));
    return ranges.some((range) => minuteOfDay >= range.startMinute && minuteOfDay < range.endMinute);
  });
};

const isBlocking = (item: BusyItem, now: Instant): boolean =>
  item.end > item.start &&
  item.transparency !== 'transparent' &&
  !['cancelled', 'declined', 'rejected'].includes(item.status ?? 'confirmed') &&
  !(item.status === 'tentative' && item.tentativeBlocks === false) &&
  !(item.holdUntil !== undefined && now >= item.holdUntil);

/** Rule 5: the item with its buffers touches `[from - before, to + after)`. */
const touches = (item: BusyItem, link: LinkRules, from: Instant, to: Instant): boolean => {
  const start = from - (link.bufferBeforeMinutes ?? 0) * minute;
  const end = to + (link.bufferAfterMinutes ?? 0) * minute;
  const itemStart = item.start - (item.bufferBeforeMinutes ?? 0) * minute;
  const itemEnd = item.end + (item.bufferAfterMinutes ?? 0) * minute;
  return itemStart < end && start < itemEnd;
};

const periodKey = (period: LimitPeriod, date: string, weekStart: number): string => {
  switch (period) {
    case 'day':
      return date;
    case 'month':
      return date.slice(0, 7);
    case 'year':
      return date.slice(0, 4);
    default: {
      let first = date;
      while (isoWeekday(first) !== weekStart) first = addDays(first, -1);
      return first;
    }
  }
};

export type OracleSlot = { start: Instant; hostIds: string[]; seatsLeft: number | undefined };
export type Oracle = { slotAt: (start: Instant) => OracleSlot | undefined; slots: () => OracleSlot[] };

type Query = Omit<AvailabilityQuery, 'guestZone'>;

const largestUnit = (step: number): number => [60, 30, 20, 15, 10, 5].find((unit) => step % unit === 0) ?? 1;

/** Seats taken at exactly these times, and whether there is such a session at all. */
const sessionAt = (query: Query, host: HostInput, start: Instant): { items: BusyItem[]; taken: number } => {
  const end = start + query.link.durationMinutes * minute;
  const items =
    query.link.seats === undefined
      ? []
      : host.busy.filter(
          (item) =>
            item.sameEvent !== undefined &&
            isBlocking(item, query.now) &&
            item.start === start &&
            item.end === end,
        );
  return { items, taken: items.reduce((sum, item) => sum + (item.sameEvent?.seatsTaken ?? 0), 0) };
};

const hasOpenSession = (query: Query, host: HostInput, start: Instant): boolean => {
  const { items, taken } = sessionAt(query, host, start);
  return items.length > 0 && taken < (query.link.seats ?? 0);
};

const memo = <T>(compute: (instant: Instant) => T): ((instant: Instant) => T) => {
  const known = new Map<Instant, T>();
  return (instant) => {
    const value = known.get(instant);
    if (value !== undefined) return value;
    const fresh = compute(instant);
    known.set(instant, fresh);
    return fresh;
  };
};

/** Rule 6, for whole minutes; free time is looked at with the resolution of a minute. */
const gridOf = (query: Query, working: ((instant: Instant) => boolean)[]) => {
  const { link, hosts, now, mode } = query;
  const zone = link.gridZone ?? hosts[0]?.schedule.zone ?? 'UTC';
  const step = link.stepMinutes ?? link.durationMinutes;
  const unit = link.gridUnitMinutes ?? largestUnit(step);
  const inBase = (index: number, instant: Instant): boolean => {
    const host = hosts[index] as HostInput;
    if (working[index]?.(instant) !== true) return false;
    if (link.gridAnchor !== 'free') return true;
    if (instant >= (host.knownUntil ?? Number.POSITIVE_INFINITY)) return false;
    return !host.busy.some(
      (item) =>
        isBlocking(item, now) &&
        !(
          item.sameEvent !== undefined &&
          hasOpenSession(query, host, item.start) &&
          item.end - item.start === link.durationMinutes * minute
        ) &&
        touches(item, link, instant, instant + 1),
    );
  };
  const base = memo((instant) => {
    const isRotating = (host: HostInput): boolean => mode === 'round_robin' && host.fixed !== true;
    const rotating = hosts.some(isRotating);
    return (
      hosts.every((host, i) => isRotating(host) || inBase(i, instant)) &&
      (!rotating || hosts.some((host, i) => isRotating(host) && inBase(i, instant)))
    );
  });
  const isAligned = (instant: Instant): boolean => {
    const rest = (readWall(zone, instant).minuteOfDay - (link.gridOffsetMinutes ?? 0)) % unit;
    return rest === 0;
  };
  /** The first aligned minute of the piece an instant lies in, up to that instant. */
  const anchor: (instant: Instant) => Instant | null = memo((instant) => {
    const before = instant - minute;
    const continues = base(before) && readWall(zone, before).date === readWall(zone, instant).date;
    return (continues ? anchor(before) : null) ?? (isAligned(instant) ? instant : null);
  });
  return (start: Instant): boolean => {
    if (!base(start)) return false;
    const first = anchor(start);
    return first !== null && (start - first) % (step * minute) === 0;
  };
};

/** Rule 9: the limits of the link, or those of one host. */
const limitsAllow = (query: Query, start: Instant, host?: HostInput): boolean => {
  const { link, hosts } = query;
  const zone = link.limitsZone ?? hosts[0]?.schedule.zone ?? 'UTC';
  const counted = (query.counted ?? []).filter((booking) =>
    host === undefined ? true : (booking.hostIds ?? []).includes(host.id),
  );
  return (link.limits ?? []).every((limit) => {
    if ((limit.per ?? 'link') !== (host === undefined ? 'link' : 'host')) return true;
    const key = (instant: Instant): string =>
      periodKey(limit.period, readWall(zone, instant).date, link.weekStart ?? 1);
    const same = counted.filter((booking) => key(booking.start) === key(start));
    const minutes = same.reduce((sum, booking) => sum + (booking.end - booking.start) / minute, 0);
    if (limit.count !== undefined && same.length >= limit.count) return false;
    return limit.minutes === undefined || minutes + link.durationMinutes <= limit.minutes;
  });
};

/** Rule 8. */
const windowOf = (query: Query): ((start: Instant) => boolean) => {
  const window = query.link.window ?? { kind: 'unlimited' };
  const zone = query.link.windowZone ?? query.hosts[0]?.schedule.zone ?? 'UTC';
  const dateOf = (instant: Instant): string => readWall(zone, instant).date;
  const today = dateOf(query.now);
  if (window.kind === 'unlimited') return () => true;
  if (window.kind === 'range') return (start) => dateOf(start) >= window.from && dateOf(start) <= window.to;
  let last = today;
  if (window.kind === 'rolling') {
    for (let left = window.days; left > 0; ) {
      last = addDays(last, 1);
      if (window.businessDays !== true || isoWeekday(last) <= 5) left -= 1;
    }
    return (start) => dateOf(start) <= last;
  }
  const horizon = addDays(today, 61);
  const unlimited = oracle({
    ...query,
    link: { ...query.link, window: { kind: 'unlimited' } },
    from: query.now,
    to: query.now + 65 * 86_400_000,
  });
  const dates = [...new Set(unlimited.slots().map((slot) => dateOf(slot.start)))].sort();
  const counted = dates.filter(
    (date) => date <= horizon && (window.businessDays !== true || isoWeekday(date) <= 5),
  );
  last = window.days === 0 ? '0000-00-00' : (counted[window.days - 1] ?? horizon);
  return (start) => dateOf(start) <= last;
};

/** Answers by trying; `slots` tries every whole minute of `[from, to)`. */
export const oracle = (query: Query): Oracle => {
  const { link, hosts, now, mode } = query;
  const working = hosts.map((host) => memo((instant) => isWorking(host, instant)));
  const onGrid = gridOf(query, working);
  let inWindow: ((start: Instant) => boolean) | undefined;
  const fits = (host: HostInput, index: number, start: Instant): boolean => {
    const end = start + link.durationMinutes * minute;
    // Rule 12.
    if (end > (host.knownUntil ?? Number.POSITIVE_INFINITY)) return false;
    const exempt = hasOpenSession(query, host, start) ? sessionAt(query, host, start).items : [];
    if (
      host.busy.some(
        (item) => isBlocking(item, now) && !exempt.includes(item) && touches(item, link, start, end),
      )
    ) {
      return false;
    }
    for (let t = start; t < end; t += minute) if (working[index]?.(t) !== true) return false;
    return true;
  };
  const slotAt = (start: Instant): OracleSlot | undefined => {
    if (start < query.from || start >= query.to || start < now) return undefined;
    if (start < now + (link.noticeMinutes ?? 0) * minute || start % minute !== 0) return undefined;
    const able = hosts.filter(
      (host, index) =>
        fits(host, index, start) && (hasOpenSession(query, host, start) || limitsAllow(query, start, host)),
    );
    const isRotating = (host: HostInput): boolean => mode === 'round_robin' && host.fixed !== true;
    if (able.length === 0 || !hosts.every((host) => isRotating(host) || able.includes(host)))
      return undefined;
    if (mode === 'round_robin' && !able.some(isRotating)) return undefined;
    if (!onGrid(start)) return undefined;
    let taking = able;
    if (!limitsAllow(query, start)) {
      const joined = able.filter((host) => hasOpenSession(query, host, start));
      if (joined.length === 0) return undefined;
      if (joined.some(isRotating)) taking = able.filter((host) => !isRotating(host) || joined.includes(host));
    }
    inWindow ??= windowOf(query);
    if (!inWindow(start)) return undefined;
    const left = (host: HostInput): number => (link.seats ?? 0) - sessionAt(query, host, start).taken;
    const common = taking.filter((host) => !isRotating(host)).map(left);
    const rotating = taking.filter(isRotating).map(left);
    const seatsLeft = Math.min(...common, ...(rotating.length > 0 ? [Math.max(...rotating)] : []));
    return {
      start,
      hostIds: taking.map((host) => host.id),
      seatsLeft: link.seats === undefined ? undefined : seatsLeft,
    };
  };
  const slots = (): OracleSlot[] => {
    const found: OracleSlot[] = [];
    for (let t = Math.ceil(query.from / minute) * minute; t < query.to; t += minute) {
      const slot = slotAt(t);
      if (slot !== undefined) found.push(slot);
    }
    return found;
  };
  return { slotAt, slots };
};
