import { newKey } from '#web/api/attempt.ts';
import type { Failure } from '#web/api/failure.ts';
import type { PublicLink, SlotList } from '#web/api/schemas.ts';
import type { Locale } from '#web/i18n/choose-locale.ts';
import { guestMessages } from '#web/i18n/guest/messages.ts';
import { monthOf } from '#web/time/calendar.ts';
import { dateIn } from '#web/time/wall.ts';
import { canonicalZone } from '#web/time/zones/zone.ts';
import { zoneChoices } from '#web/time/zones/zone-choices.ts';
import { BookingApp } from '../booking/booking-app.tsx';
import { costsOf, moveCostsOf } from '../booking/costs.ts';
import {
  type BookingPageData,
  type FormErrors,
  type FormValues,
  offsetsAt,
  shownDate,
  withinBounds,
} from '../booking/model.ts';
import { hostsText } from '../booking/summary.tsx';
import { readSlots } from '../flow/use-slots.ts';
import { type PageStatus, page, refusal, type Scope } from './request-scope.tsx';
import { linkData } from './structured-data.ts';

type LinkAddress = { username: string; slug: string };

export const readLink = (scope: Scope, address: LinkAddress) =>
  scope.api.get('/api/v1/public/links/{username}/{slug}', { params: { path: address } });

export const chosenZone = (scope: Scope, link: PublicLink, fallback: string): string =>
  link.location.kind === 'in_person'
    ? (canonicalZone(link.hostTimeZone) ?? link.hostTimeZone)
    : (scope.url.tz ?? canonicalZone(fallback) ?? 'UTC');

export const chosenDuration = (link: PublicLink, asked: number | null): number =>
  asked !== null && link.durationsMinutes.includes(asked) ? asked : (link.durationsMinutes[0] ?? 30);

/** The month that was asked for; when none was, the first month with a free time from `start` on. */
const readMonth = async (
  scope: Scope,
  query: { username: string; slug: string; timeZone: string; duration: number; token: string | null },
  { asked, start }: { asked: string | null; start: string },
): Promise<{ month: string; slots: SlotList | null; failure: Failure | null }> => {
  const month = asked ?? monthOf(dateIn(start, query.timeZone));
  const first = await readSlots(scope.api, { ...query, month });
  if (!first.ok) return { month, slots: null, failure: first.failure };
  const next = first.data.nextAvailableDate;
  if (asked !== null || first.data.days.length > 0 || next === null)
    return { month, slots: first.data, failure: null };
  const later = await readSlots(scope.api, { ...query, month: monthOf(next) });
  return later.ok
    ? { month: monthOf(next), slots: later.data, failure: null }
    : { month, slots: first.data, failure: null };
};

/** Why a time that an address asks for can be booked by nobody, as far as the calendar alone says. */
const outOfReach = (link: PublicLink, slot: string, now: Date): Failure | null => {
  if (Date.parse(slot) <= now.getTime()) return refusal('in_the_past', 422);
  return dateIn(slot, link.hostTimeZone) > link.bookable.to ? refusal('beyond_booking_window', 422) : null;
};

type Options = {
  scope: Scope;
  locale: Locale;
  address: LinkAddress;
  link: PublicLink;
  timeZone: string;
  duration: number;
  booking: BookingPageData['booking'];
  /** A form that could not be accepted, drawn again as it was typed. */
  typed?: { values: FormValues; errors: FormErrors; failure: Failure | null; slot: string | null };
  status?: PageStatus;
};

const zonesToList = (at: string, tag: string): BookingPageData['zones'] =>
  zoneChoices(at, tag, false).map(({ zone, label }) => ({ zone, label }));

/** The booking page (or, with a booking, the reschedule page) with the month's times already in it. */
export const bookingPage = async (options: Options): Promise<Response> => {
  const { scope, locale, address, link, timeZone, duration, booking, typed } = options;
  const wanted = typed === undefined ? scope.url : { ...scope.url, slot: typed.slot };
  // What was typed stays on screen with the refusal of its time; a mere address leads to the times of that month.
  const refused =
    typed === undefined && wanted.slot !== null ? outOfReach(link, wanted.slot, scope.now) : null;
  const url = withinBounds(
    link,
    refused === null || wanted.slot === null
      ? wanted
      : { ...wanted, slot: null, date: null, month: monthOf(dateIn(wanted.slot, timeZone)) },
  );
  // A booking that is moved is most often moved by some days.
  const start = booking?.current.start ?? scope.now.toISOString();
  const month = url.month ?? (url.slot === null ? null : monthOf(dateIn(url.slot, timeZone)));
  const asked = withinBounds(link, { ...url, month }).month;
  const token = booking?.token ?? null;
  const read = await readMonth(scope, { ...address, timeZone, duration, token }, { asked, start });
  const now = scope.now.toISOString();
  const text = guestMessages(locale.language);
  const date = shownDate({ url, booking }, { ...read, timeZone });
  const data: BookingPageData = {
    mode: booking === null ? 'book' : 'reschedule',
    language: locale.language,
    tag: locale.tag,
    path: scope.path,
    ...address,
    link,
    costs:
      booking === null
        ? costsOf(link, text, locale.language)
        : moveCostsOf(
            { move: booking.move, refundTexts: link.refundTexts },
            { asksHost: link.requiresApproval && booking.current.status === 'confirmed' },
            text,
            locale.language,
          ),
    url,
    timeZone,
    duration,
    month: read.month,
    zones: url.zones ? zonesToList(offsetsAt(date, now), locale.tag) : [],
    slots: read.slots,
    failure: refused ?? typed?.failure ?? read.failure,
    now,
    form: {
      values: typed?.values ?? scope.url.prefill,
      errors: typed?.errors ?? {},
      idempotencyKey: newKey(),
    },
    booking,
  };
  const canonical = `${scope.origin}/${address.username.toLowerCase()}/${link.slug}`;
  const host = hostsText(link, text);
  return page(
    scope,
    locale,
    {
      title: `${link.title} · ${host}`,
      ...(booking === null && link.isListed
        ? {
            description: link.description.slice(0, 300) || `${link.title}, ${host}`,
            canonical,
            jsonLd: linkData(link, canonical, canonical.replace(/\/[^/]*$/, '')),
          }
        : {}),
      brand: link.brand,
      state: data,
      dataOf: address.username,
      ...(options.status === undefined ? {} : { status: options.status }),
    },
    <div id="booking">
      <BookingApp data={data} text={text} />
    </div>,
  );
};
