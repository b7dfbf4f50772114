import type { Database, Transaction } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';
import { explainSlot } from '#domain/availability/explain-slot.ts';
import { listSlots } from '#domain/availability/list-slots.ts';
import type { DaySlots, LocalDate, Reason, Slot } from '#domain/availability/model.ts';
import { suggestAlternatives } from '#domain/availability/suggest-alternatives.ts';
import { AppError } from '#domain/errors.ts';
import { resolveWallTime, wallTimeOf } from '#domain/time.ts';
import {
  type LinkRow,
  type LinkWithHosts,
  loadPublicLink,
  routeUsername,
} from '#services/link/public-link.ts';
import { loadAvailability } from './load-availability.ts';

const dayMs = 24 * 60 * 60_000;
/** [AVL-5] */
const maxDays = 62;

const pad = (value: number): string => String(value).padStart(2, '0');

/** The local date of an instant. */
export const dateIn = (instant: number, zone: string): LocalDate => {
  const wall = wallTimeOf(instant, zone);
  return `${String(wall.year).padStart(4, '0')}-${pad(wall.month)}-${pad(wall.day)}`;
};

/** First instant of a local date; where midnight does not exist, the first that does. */
export const startOfDate = (date: LocalDate, zone: string): number => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return resolveWallTime(zone, year, month, day, 0, 0).instant;
};

const nextDate = (date: LocalDate): LocalDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);

/** First and last local date on which the link can be booked at all. */
export const bookableDates = (
  link: LinkRow,
  hostZone: string,
  now: number,
): { from: LocalDate; to: LocalDate } => {
  const today = dateIn(now, hostZone);
  if (link.bookingWindow.kind === 'rolling')
    return {
      from: today,
      to: new Date(Date.parse(`${today}T00:00:00Z`) + link.bookingWindow.days * dayMs)
        .toISOString()
        .slice(0, 10),
    };
  return {
    from: link.bookingWindow.from > today ? link.bookingWindow.from : today,
    to: link.bookingWindow.to,
  };
};

export type SlotSearch = {
  from: LocalDate;
  to: LocalDate;
  timeZone: string;
  durationMinutes?: number | undefined;
};

const badField = (pointer: string, message: string) =>
  new AppError('invalid_request', message, { errors: [{ pointer, message }] });

const checkSearch = (search: SlotSearch): void => {
  const days = (Date.parse(search.to) - Date.parse(search.from)) / dayMs + 1;
  if (days < 1) throw badField('#query/to', 'must not be before from');
  if (days > maxDays)
    throw new AppError('range_too_long', `At most ${maxDays} days at a time.`, {
      errors: [
        {
          pointer: '#query/to',
          message: `must leave at most ${maxDays} days, the first and the last included`,
        },
      ],
    });
};

/** The duration asked for, or the link's first; one it does not offer is refused by name. */
export const durationOf = (link: LinkRow, wanted: number | undefined, pointer: string): number => {
  const duration = wanted ?? link.durationsMinutes[0];
  if (duration === undefined || !link.durationsMinutes.includes(duration))
    throw badField(pointer, `must be one of ${link.durationsMinutes.join(', ')}`);
  return duration;
};

const searchDays = async (
  tx: Transaction,
  target: LinkWithHosts,
  search: SlotSearch,
  durationMinutes: number,
  now: number,
): Promise<readonly DaySlots[]> => {
  const query = await loadAvailability(tx, target, {
    now,
    from: startOfDate(search.from, search.timeZone),
    to: startOfDate(nextDate(search.to), search.timeZone),
    guestZone: search.timeZone,
    durationMinutes,
  });
  return listSlots(query).days;
};

/** The first date after an empty range that has a slot, within two months and the booking window. */
const nextAvailable = async (
  tx: Transaction,
  target: LinkWithHosts,
  search: SlotSearch,
  durationMinutes: number,
  now: number,
): Promise<LocalDate | null> => {
  const { from, to } = bookableDates(target.link, target.hosts[0]?.timeZone ?? 'UTC', now);
  const first = nextDate(search.to) > from ? nextDate(search.to) : from;
  if (first > to) return null;
  const limit = new Date(Date.parse(`${first}T00:00:00Z`) + (maxDays - 1) * dayMs).toISOString().slice(0, 10);
  const later = { ...search, from: first, to: limit < nextDate(to) ? limit : nextDate(to) };
  const days = await searchDays(tx, target, later, durationMinutes, now);
  return days[0]?.date ?? null;
};

export type SlotAnswer = {
  durationMinutes: number;
  days: readonly DaySlots[];
  nextAvailableDate: LocalDate | null;
};

/**
 * Free starts of a public link over local dates of the guest's zone. Postgres only, a constant number of statements
 * whatever the number of hosts. `range_too_long`, `invalid_request` (field named), `not_found`, `link_inactive`.
 */
export const findPublicSlots = async (
  db: Database,
  address: { username: string; slug: string },
  search: SlotSearch,
  now: number,
): Promise<SlotAnswer> => {
  checkSearch(search);
  const route = await routeUsername(db, address.username);
  return withTenant(db, route.tenantId, async (tx) => {
    const target = await loadPublicLink(tx, route, address.slug);
    const durationMinutes = durationOf(target.link, search.durationMinutes, '#query/durationMinutes');
    const days = await searchDays(tx, target, search, durationMinutes, now);
    const nextAvailableDate =
      days.length > 0 ? null : await nextAvailable(tx, target, search, durationMinutes, now);
    return { durationMinutes, days, nextAvailableDate };
  });
};

export type AlternativeView = {
  start: string;
  end: string;
  kind: 'nearest' | 'same_weekday_and_time' | 'best';
};

/** Times that can stand in for one: nearest, same weekday and time, best. */
export const findAlternatives = async (
  tx: Transaction,
  target: LinkWithHosts,
  wish: { start: number; durationMinutes: number; timeZone: string; now: number; ignoreBookingId?: string },
): Promise<AlternativeView[]> => {
  const reach = 28 * dayMs;
  const {
    from: _from,
    to: _to,
    ...query
  } = await loadAvailability(tx, target, {
    now: wish.now,
    from: wish.start - reach,
    to: wish.start + reach,
    guestZone: wish.timeZone,
    durationMinutes: wish.durationMinutes,
    ...(wish.ignoreBookingId === undefined ? {} : { ignoreBookingId: wish.ignoreBookingId }),
  });
  const found = suggestAlternatives({ ...query, start: wish.start });
  const view = (kind: AlternativeView['kind'], slots: readonly Slot[]): AlternativeView[] =>
    slots.map((slot) => ({
      start: new Date(slot.start).toISOString(),
      end: new Date(slot.end).toISOString(),
      kind,
    }));
  return [
    ...view('nearest', found.nearest),
    ...view('same_weekday_and_time', found.sameWeekdayAndTime),
    ...view('best', found.best),
  ];
};

/** Why a time is or is not offered, with the titles of what is in the way: for hosts only. */
export const explainLinkSlot = async (
  tx: Transaction,
  target: LinkWithHosts,
  wish: { start: number; durationMinutes: number; now: number },
): Promise<readonly Reason[]> => {
  const {
    from: _from,
    to: _to,
    ...query
  } = await loadAvailability(tx, target, {
    now: wish.now,
    from: wish.start - dayMs,
    to: wish.start + wish.durationMinutes * 60_000 + dayMs,
    guestZone: 'UTC',
    durationMinutes: wish.durationMinutes,
    withTitles: true,
  });
  return explainSlot({ ...query, start: wish.start });
};
