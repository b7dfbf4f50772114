import type { BookingPurpose } from '#domain/booking/capability.ts';
import { changeDeadline, refuseLateChange } from '#domain/booking/change-notice.ts';
import { isHeldFor, isToCome } from '#domain/booking/listing.ts';
import { requestedMove } from '#domain/booking/move-request.ts';
import { standing } from '#domain/booking/status.ts';
import { refuseTransition } from '#domain/booking/transition.ts';
import { placeWords } from '#domain/link/location.ts';
import { nextStepOf } from '#domain/link/next-step.ts';
import type { LocationKind } from '#domain/link/types.ts';
import { presentGuestMoney, presentUnpaidMove } from '#services/booking/payment/present-money.ts';
import { presentBrand } from '#services/branding/brand.ts';
import { showPhone } from '#services/contact/phone.ts';
import type { BookingRow, LoadedBooking } from './load-booking.ts';
import { manageUrls, type TokenSigner } from './manage-token.ts';

const places: Readonly<Record<'en' | 'vi', Readonly<Record<LocationKind, string>>>> = {
  en: { video_meeting: 'Video meeting', phone: 'Phone call', in_person: 'In person', custom_url: 'Online' },
  vi: {
    video_meeting: 'Họp video',
    phone: 'Gọi điện thoại',
    in_person: 'Gặp trực tiếp',
    custom_url: 'Trực tuyến',
  },
};

/** Where it takes place for mails and calendars: the host's words, or the kind in the reader's language. */
export const locationLabel = (kind: LocationKind, value: string, locale: 'en' | 'vi'): string =>
  placeWords({ kind, value }) || places[locale][kind];

const linkNotes = {
  en: { none: 'the host will send the meeting link', toCome: 'the meeting link will follow' },
  vi: { none: 'người tổ chức sẽ gửi liên kết họp', toCome: 'liên kết họp sẽ được gửi sau' },
} as const;

/**
 * Where a booking takes place, for mails and calendar files: besides the label what is to be said of a meeting that has no
 * link yet, while the booking is still to come.
 */
export const bookingPlace = (
  booking: Pick<BookingRow, 'locationKind' | 'locationValue' | 'conference' | 'meetingUrl' | 'status'>,
  locale: 'en' | 'vi',
): string => {
  const label = locationLabel(booking.locationKind, booking.locationValue, locale);
  if (booking.locationKind !== 'video_meeting' || booking.meetingUrl !== null || !isToCome(booking.status))
    return label;
  return `${label} (${linkNotes[locale][booking.conference === 'none' ? 'none' : 'toCome']})`;
};

const iso = (instant: number): string => new Date(instant).toISOString();

const isoOrNull = (instant: number | null): string | null => (instant === null ? null : iso(instant));

const nextStep = (booking: BookingRow, redirectUrl: string | null, now: number): string | null => {
  const status = standing(booking, now);
  if (redirectUrl === null || !isHeldFor(status)) return null;
  const [start, end] = [iso(booking.startsAt), iso(booking.endsAt)];
  return nextStepOf(redirectUrl, { bookingId: booking.id, status, start, end });
};

/** How many people can still be added to a booking. */
const guestsLeft = (booking: BookingRow, now: number): number =>
  refuseTransition('add_guests', booking, now) === null
    ? Math.max(0, booking.terms.mostFurtherGuests - booking.furtherGuests.length)
    : 0;

/** What the guest may do with the booking, until when, and whom to ask where it is too late for that. */
const guestRights = (booking: BookingRow, hosts: LoadedBooking['hosts'], now: number) => {
  const rightTo = (action: 'cancel' | 'reschedule') => {
    const isOpen = refuseTransition(action, booking, now) === null;
    const isLate = isOpen && refuseLateChange(action, booking, now) !== null;
    return { may: isOpen && !isLate, isLate, until: isoOrNull(changeDeadline(action, booking)) };
  };
  const reschedule = rightTo('reschedule');
  const cancel = rightTo('cancel');
  const [host] = hosts;
  const isNeeded = host !== undefined && (reschedule.isLate || cancel.isLate);
  return {
    canReschedule: reschedule.may,
    canCancel: cancel.may,
    rescheduleUntil: reschedule.until,
    cancelUntil: cancel.until,
    contact: isNeeded ? { name: host.name, email: host.email } : null,
  };
};

/** What the guest may see of the booking (contract `GuestBooking`): no internal notes; a host's address only where it is needed. */
export const presentGuestBooking = (
  { booking, hosts, link, sync, lastChange, money }: LoadedBooking,
  now: number,
) => ({
  bookingId: booking.id,
  code: booking.code,
  status: standing(booking, now),
  title: booking.terms.title,
  start: iso(booking.startsAt),
  end: iso(booking.endsAt),
  timeZone: booking.guestTimeZone,
  hostTimeZone: booking.hostTimeZone,
  locale: booking.locale,
  hosts: hosts.map(({ name }) => ({ name })),
  guest: { name: booking.guestName ?? '', email: booking.guestEmail ?? '' },
  location: {
    kind: booking.locationKind,
    /** The host's own words; pages have a word for each kind. */
    label: placeWords({ kind: booking.locationKind, value: booking.locationValue }),
    conference: booking.conference,
    meetingUrl: booking.locationKind === 'custom_url' ? booking.locationValue : booking.meetingUrl,
  },
  revision: booking.revision,
  moveTo: isoOrNull(requestedMove(booking, now)),
  warnings: [
    ...(sync.calendar === 'attention' ? (['calendar_pending'] as const) : []),
    ...(sync.email === 'attention' ? (['email_pending'] as const) : []),
  ],
  furtherGuests: booking.furtherGuests,
  guestsLeft: guestsLeft(booking, now),
  canRemoveGuests: refuseTransition('remove_guest', booking, now) === null,
  ...guestRights(booking, hosts, now),
  lastChange,
  link: { username: link.username, slug: link.slug, durationMinutes: booking.durationMinutes },
  nextStep: nextStep(booking, link.redirectUrl, now),
  payment: presentGuestMoney({ booking, money }, now),
  unpaidMove: presentUnpaidMove({ booking, money }, now),
});

/** What a host sees in a list (contract `Booking`). */
export const presentBooking = (
  { booking, hosts, sync }: Pick<LoadedBooking, 'booking' | 'hosts' | 'sync'>,
  now: number,
) => ({
  id: booking.id,
  code: booking.code,
  status: standing(booking, now),
  linkId: booking.linkId,
  linkTitle: booking.terms.title,
  sessionId: booking.sessionId,
  contactId: booking.contactId,
  capacity: booking.capacity,
  start: iso(booking.startsAt),
  end: iso(booking.endsAt),
  durationMinutes: booking.durationMinutes,
  guestTimeZone: booking.guestTimeZone,
  hosts: hosts.map(({ id, name }) => ({ id, name })),
  guest:
    booking.guestName === null || booking.guestEmail === null
      ? null
      : {
          name: booking.guestName,
          email: booking.guestEmail,
          phone: booking.guestPhone,
          phoneText: booking.guestPhone === null ? null : showPhone(booking.guestPhone, booking.hostTimeZone),
        },
  furtherGuests: booking.furtherGuests,
  guestsLeft: guestsLeft(booking, now),
  canRemoveGuests: refuseTransition('remove_guest', booking, now) === null,
  revision: booking.revision,
  calendarSync: sync.calendar,
  conferenceSync: sync.conference,
  emailSync: sync.email,
  attentionReason: sync.reason,
  conference: booking.conference,
  meetingUrl: booking.meetingUrl,
  moveTo: isoOrNull(requestedMove(booking, now)),
  approveBy: isoOrNull(requestedMove(booking, now) === null ? booking.approveBy : booking.moveBy),
  createdAt: iso(booking.createdAt),
});

export type GuestLinks = { signer: TokenSigner; publicUrl: string };

/** A guest's booking with the addresses of its pages (contract `BookingReceipt`). */
export const presentReceipt = (loaded: LoadedBooking, { signer, publicUrl }: GuestLinks, now: number) => ({
  booking: presentGuestBooking(loaded, now),
  links: manageUrls(signer, publicUrl, loaded.booking),
});

/** The booking behind a guest's link, with the addresses this link may lead to (contract `ManagedBooking`). */
export const presentManaged = (
  loaded: LoadedBooking,
  { purpose }: { purpose: BookingPurpose },
  guestLinks: GuestLinks,
  now: number,
) => {
  const { booking, links } = presentReceipt(loaded, guestLinks, now);
  const { ics, view, manage, reschedule, cancel } = links;
  const open = {
    manage: { manage, view, reschedule, cancel, ics },
    view: { view, ics },
    reschedule: { reschedule, ics },
    cancel: { cancel, ics },
    ics: { ics },
    hold: {},
  }[purpose];
  // Who may only look has nothing to ask for.
  const isReader = purpose === 'view' || purpose === 'ics';
  const readers = { contact: null, furtherGuests: [], guestsLeft: 0, canRemoveGuests: false };
  return {
    booking: isReader ? { ...booking, ...readers } : booking,
    links: open,
    brand: presentBrand(loaded.brand),
  };
};

const holdTokenLifeMs = 24 * 60 * 60_000;

/** A held time with the token that proves who placed it (contract `Hold`). */
export const presentHold = ({ booking }: LoadedBooking, signer: TokenSigner) => ({
  bookingId: booking.id,
  holdToken: signer.sign({
    tenantId: booking.tenantId,
    bookingId: booking.id,
    purpose: 'hold',
    expiresAt: booking.createdAt + holdTokenLifeMs,
  }),
  start: iso(booking.startsAt),
  end: iso(booking.endsAt),
  holdUntil: iso(booking.holdUntil ?? booking.createdAt),
});
