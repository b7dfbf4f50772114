import type { Database, Transaction } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';
import { asSeenBy } from '#domain/availability/explain/as-seen-by.ts';
import { explainSlot } from '#domain/availability/explain-slot.ts';
import { listSlots } from '#domain/availability/list-slots.ts';
import type { DaySlots, LocalDate, Reason, Slot } from '#domain/availability/model.ts';
import { searchedSpan, suggestAlternatives } from '#domain/availability/suggest-alternatives.ts';
import { AppError } from '#domain/errors.ts';
import { instantText } from '#domain/instant-text.ts';
import { resolveWallTime, wallTimeOf } from '#domain/time.ts';
import type { ServiceContext } from '#services/context.ts';
import { loadHostedLink } from '#services/link/hosted-link.ts';
import {
  type LinkRow,
  type LinkWithHosts,
  loadPublicLink,
  type MoveTarget,
  routeUsername,
} from '#services/link/public-link.ts';
import { requireOpenPlan } from '#services/plan/require-guest-room.ts';
import { loadAvailability } from './load-availability.ts';
import type { MovingBooking } from './load-busy.ts';

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

const addDays = (date: LocalDate, days: number): LocalDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

const nextDate = (date: LocalDate): LocalDate => addDays(date, 1);

/** First and last local date on which the link can be booked at all. */
export const bookableDates = (
  link: LinkRow,
  hostZone: string,
  now: number,
): { from: LocalDate; to: LocalDate } => {
  const today = dateIn(now, hostZone);
  if (link.bookingWindow.kind === 'rolling')
    return { from: today, to: addDays(today, link.bookingWindow.days) };
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

/** Whose question it is: the present moment, and for a booking that moves its own time, which is free for it. */
type SlotScope = { now: number; moving?: MovingBooking };

const searchDays = async (
  tx: Transaction,
  target: LinkWithHosts | MoveTarget,
  search: SlotSearch,
  durationMinutes: number,
  scope: SlotScope,
): Promise<readonly DaySlots[]> => {
  const query = await loadAvailability(tx, target, {
    ...scope,
    from: startOfDate(search.from, search.timeZone),
    to: startOfDate(nextDate(search.to), search.timeZone),
    guestZone: search.timeZone,
    durationMinutes,
  });
  return listSlots(query).days;
};

/** Two years, as far ahead as a rolling window may reach. */
const triesMax = 13;

const later = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);

/** The first date after an empty range that has a slot within the booking window, two months at a time. */
const nextAvailable = async (
  tx: Transaction,
  target: LinkWithHosts | MoveTarget,
  search: SlotSearch,
  durationMinutes: number,
  scope: SlotScope,
): Promise<LocalDate | null> => {
  const bookable = bookableDates(target.link, target.hosts[0]?.timeZone ?? 'UTC', scope.now);
  // The bookable dates are the host's; the guest's may lie a day to either side, the engine knows exactly.
  const last = addDays(bookable.to, 2);
  let from = later(nextDate(search.to), addDays(bookable.from, -2));
  for (let tries = 0; tries < triesMax && from <= last; tries += 1) {
    const limit = addDays(from, maxDays - 1);
    const to = limit < last ? limit : last;
    const [first] = await searchDays(tx, target, { ...search, from, to }, durationMinutes, scope);
    if (first !== undefined) return first.date;
    from = nextDate(to);
  }
  return null;
};

export type SlotAnswer = {
  durationMinutes: number;
  days: readonly DaySlots[];
  nextAvailableDate: LocalDate | null;
};

const answerOf = async (
  tx: Transaction,
  target: LinkWithHosts | MoveTarget,
  search: SlotSearch,
  durationMinutes: number,
  scope: SlotScope,
): Promise<SlotAnswer> => {
  const days = await searchDays(tx, target, search, durationMinutes, scope);
  const nextAvailableDate =
    days.length > 0 ? null : await nextAvailable(tx, target, search, durationMinutes, scope);
  return { durationMinutes, days, nextAvailableDate };
};

/**
 * Free starts of a public link over local dates of the guest's zone. Postgres only, a constant number of statements
 * whatever the number of hosts; where nothing is free, as many again for every two months it looks ahead. `range_too_long`, `invalid_request` (field named), `not_found`, `link_inactive`.
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
    await requireOpenPlan(tx, { tenantId: route.tenantId, now }, target);
    const durationMinutes = durationOf(target.link, search.durationMinutes, '#query/durationMinutes');
    return answerOf(tx, target, search, durationMinutes, { now });
  });
};

/** Free starts of a link as its hosts see them, also while it is switched off for guests. Refuses as `findPublicSlots`. */
export const findLinkSlots = async (
  ctx: ServiceContext,
  linkId: string,
  search: SlotSearch,
): Promise<SlotAnswer> => {
  checkSearch(search);
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const target = await loadHostedLink(tx, ctx, linkId, 'links.read');
    const durationMinutes = durationOf(target.link, search.durationMinutes, '#query/durationMinutes');
    if (target.hosts.length === 0) return { durationMinutes, days: [], nextAvailableDate: null };
    return answerOf(tx, target, search, durationMinutes, { now: ctx.now() });
  });
};

/** Free starts a booking could move to: its own hosts', its own time not in the way. Refuses as `findPublicSlots`. */
export const findMoves = async (
  tx: Transaction,
  target: LinkWithHosts | MoveTarget,
  booking: { id: string; sessionId: string; durationMinutes: number },
  search: Omit<SlotSearch, 'durationMinutes'>,
  now: number,
): Promise<SlotAnswer> => {
  checkSearch(search);
  return answerOf(tx, target, search, booking.durationMinutes, {
    now,
    moving: { bookingId: booking.id, sessionId: booking.sessionId },
  });
};

export type AlternativeView = {
  start: string;
  end: string;
  kind: 'nearest' | 'same_weekday_and_time' | 'best';
};

const suggestedOfEach = 3;

/** The kinds by turns, so that the first few show each of them; no time twice. */
const byTurns = (
  lists: readonly (readonly [AlternativeView['kind'], readonly Slot[]])[],
): AlternativeView[] => {
  const seen = new Set<number>();
  const views: AlternativeView[] = [];
  for (let turn = 0; turn < suggestedOfEach; turn += 1) {
    for (const [kind, slots] of lists) {
      const slot = slots.find(({ start }) => !seen.has(start));
      if (slot === undefined) continue;
      seen.add(slot.start);
      views.push({ start: instantText(slot.start), end: instantText(slot.end), kind });
    }
  }
  return views;
};

/** Times that can stand in for one: nearest, same weekday and time, best, by turns and each once. */
export const findAlternatives = async (
  tx: Transaction,
  target: LinkWithHosts | MoveTarget,
  slot: SlotScope & { start: number; durationMinutes: number; timeZone: string; except?: readonly number[] },
): Promise<AlternativeView[]> => {
  const { start, durationMinutes, timeZone, except = [], ...scope } = slot;
  const span = searchedSpan(
    { start, now: scope.now, link: { durationMinutes, window: target.link.bookingWindow } },
    timeZone,
  );
  const {
    from: _from,
    to: _to,
    ...query
  } = await loadAvailability(tx, target, {
    ...scope,
    // The booking window is the host's: its dates lie within a day of the guest's.
    from: span.from - dayMs,
    to: span.to + dayMs,
    guestZone: timeZone,
    durationMinutes,
  });
  const found = suggestAlternatives({ ...query, start, except, count: 3 * suggestedOfEach });
  return byTurns([
    ['nearest', found.nearest],
    ['same_weekday_and_time', found.sameWeekdayAndTime],
    ['best', found.best],
  ]);
};

/** Why a time is or is not offered, as a member may know it: of others' time no more than that it is taken. */
export const explainLinkSlot = async (
  tx: Transaction,
  target: LinkWithHosts,
  slot: { start: number; durationMinutes: number; now: number; viewerId: string },
): Promise<readonly Reason[]> => {
  const {
    from: _from,
    to: _to,
    ...query
  } = await loadAvailability(tx, target, {
    now: slot.now,
    from: slot.start - dayMs,
    to: slot.start + slot.durationMinutes * 60_000 + dayMs,
    guestZone: 'UTC',
    durationMinutes: slot.durationMinutes,
    titlesOf: slot.viewerId,
  });
  return asSeenBy(slot.viewerId, explainSlot({ ...query, start: slot.start }));
};
