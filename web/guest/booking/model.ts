import type { Alternative, Failure } from '#web/api/failure.ts';
import type { BookingLink, GuestBooking, PublicLink, SlotList } from '#web/api/schemas.ts';
import type { GuestMessages } from '#web/i18n/guest/en.ts';
import type { Language } from '#web/i18n/languages.ts';
import { addDays, addMonths, monthOf } from '#web/time/calendar.ts';
import { type Clock, defaultClock, weekStartOf } from '#web/time/format.ts';
import { dateIn } from '#web/time/wall.ts';
import type { UrlState } from '../flow/url-state.ts';

/** Typed values and what is wrong with them, by field: `name`, `email`, `phone`, `note`, `reason`, `q.<id>`. */
export type FormValues = Readonly<Record<string, string>>;
export type FormErrors = Readonly<Record<string, string>>;

/** A line about money beside the other facts. */
export type Cost = { icon: 'price' | 'refund'; label: string; text: string };

/** Everything a booking or reschedule page is drawn from, the same on the server and in the browser. */
export type BookingPageData = {
  mode: 'book' | 'reschedule';
  language: Language;
  tag: string;
  /** Path of the page, without query. */
  path: string;
  username: string;
  slug: string;
  link: PublicLink;
  /** What it costs and what is given back; nothing for a free link, and where a booking that is moved keeps its price. */
  costs: readonly Cost[];
  url: UrlState;
  /** Zone, length and month that are shown; the URL may have left them open. */
  timeZone: string;
  duration: number;
  month: string;
  /** Every time zone, for a reader without scripts who has opened the list; empty otherwise. */
  zones: readonly { zone: string; label: string }[];
  /** Free times of `month`, null when they could not be read. */
  slots: SlotList | null;
  /** Why the last thing asked for did not happen. */
  failure: Failure | null;
  /** Instant of the first drawing; the browser's first drawing must use the same. */
  now: string;
  form: { values: FormValues; errors: FormErrors; idempotencyKey: string };
  /** Only when rescheduling. */
  booking: {
    token: string;
    current: GuestBooking;
    alternatives: readonly Alternative[];
    /** What a move changes of the price; null: nothing. */
    move: BookingLink['move'];
  } | null;
};

/** How things are written on this page. */
export type Voice<Text extends GuestMessages = GuestMessages> = {
  text: Text;
  tag: string;
  language: Language;
  weekStart: number;
};

export const clockOf = (url: UrlState, tag: string): Clock => url.clock ?? defaultClock(tag);
export const voiceOf = <Text extends GuestMessages>(
  text: Text,
  { language, tag }: { language: Language; tag: string },
): Voice<Text> => ({
  text,
  tag,
  language,
  weekStart: weekStartOf(tag),
});

/** Months one can look at. The bookable days are the host's; the guest's may lie a day to either side. */
export const monthBounds = (link: PublicLink): { first: string; last: string } => ({
  first: monthOf(addDays(link.bookable.from, -1)),
  last: monthOf(addDays(link.bookable.to, 1)),
});

/** The part of the address that says which day is shown, without days that can never be booked. */
export const withinBounds = (link: PublicLink, url: UrlState): UrlState => {
  const { first, last } = monthBounds(link);
  return url.month === null || (url.month >= first && url.month <= last)
    ? url
    : { ...url, month: null, date: null };
};

export const neighbourMonths = (
  link: PublicLink,
  month: string,
): { previous: string | null; next: string | null } => {
  const { first, last } = monthBounds(link);
  return {
    previous: month > first ? addMonths(month, -1) : null,
    next: month < last ? addMonths(month, 1) : null,
  };
};

/** What a form says of the price that its guest was shown, for the server that draws no script: `1000 EUR`, or `free`. */
export const shownPrice = (move: NonNullable<BookingLink['move']>): string =>
  move.price === null ? 'free' : `${move.price.amountMinor} ${move.price.currency}`;

type DayState = 'free' | 'past' | 'outside' | 'none';

/** The day whose times are shown: the one asked for; else that of the booking that is moved, if it is free; else the first free one. */
export const shownDate = (
  { url, booking }: Pick<BookingPageData, 'url' | 'booking'>,
  { slots, month, timeZone }: { slots: SlotList | null; month: string; timeZone: string },
): string | null => {
  const free = (slots?.days ?? []).map((day) => day.date).filter((day) => monthOf(day) === month);
  const present = booking === null ? null : dateIn(booking.current.start, timeZone);
  return url.date ?? free.find((day) => day === present) ?? free[0] ?? null;
};

/** When offsets are told for: on the shown day, as half of the world has others in the other season. */
export const offsetsAt = (date: string | null, now: string): string =>
  date === null ? now : `${date}T12:00:00Z`;

/** Why a day can be chosen or not, for colour and for the spoken name. */
export const dayState = (
  date: string,
  free: number,
  { today, bookable }: { today: string; bookable: { from: string; to: string } },
): DayState => {
  if (free > 0) return 'free';
  if (date < today) return 'past';
  return date < addDays(bookable.from, -1) || date > addDays(bookable.to, 1) ? 'outside' : 'none';
};

export const slotsOn = (slots: SlotList | null, date: string | null): SlotList['days'][number]['slots'] =>
  slots?.days.find((day) => day.date === date)?.slots ?? [];
