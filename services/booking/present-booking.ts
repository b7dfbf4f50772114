import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookingHosts, bookings } from '#db/schema/booking.ts';
import { links } from '#db/schema/link.ts';
import { members } from '#db/schema/tenant.ts';
import type { LocationKind } from '#domain/booking/status.ts';
import { refuseTransition } from '#domain/booking/transition.ts';
import { AppError } from '#domain/errors.ts';

export type PresentedHost = {
  id: string;
  name: string;
  email: string;
  locale: 'en' | 'vi';
  timeZone: string;
};
export type LoadedBooking = {
  booking: typeof bookings.$inferSelect;
  /** Organizer first. */
  hosts: readonly PresentedHost[];
  link: { id: string; slug: string; username: string };
};

/** One booking with its hosts and the public address of its link; `not_found` otherwise. */
export const loadBooking = async (
  tx: Transaction,
  tenantId: string,
  bookingId: string,
): Promise<LoadedBooking> => {
  const rows = await tx
    .select({ booking: bookings, link: { id: links.id, slug: links.slug, username: members.username } })
    .from(bookings)
    .innerJoin(links, and(eq(links.tenantId, bookings.tenantId), eq(links.id, bookings.linkId)))
    .innerJoin(members, and(eq(members.tenantId, links.tenantId), eq(members.id, links.ownerId)))
    .where(and(eq(bookings.tenantId, tenantId), eq(bookings.id, bookingId)));
  const [row] = rows;
  if (row === undefined) throw new AppError('not_found', 'There is no such booking.');
  const hosts = await loadBookingHosts(tx, tenantId, [bookingId]);
  return { ...row, hosts: hosts.get(bookingId) ?? [] };
};

export const loadBookingHosts = async (
  tx: Transaction,
  tenantId: string,
  bookingIds: readonly string[],
): Promise<Map<string, PresentedHost[]>> => {
  const byBooking = new Map<string, PresentedHost[]>();
  if (bookingIds.length === 0) return byBooking;
  const rows = await tx
    .select({
      bookingId: bookingHosts.bookingId,
      id: members.id,
      name: members.name,
      email: members.email,
      locale: members.locale,
      timeZone: members.timeZone,
    })
    .from(bookingHosts)
    .innerJoin(
      members,
      and(eq(members.tenantId, bookingHosts.tenantId), eq(members.id, bookingHosts.memberId)),
    )
    .where(and(eq(bookingHosts.tenantId, tenantId), inArray(bookingHosts.bookingId, [...bookingIds])))
    .orderBy(sql`${bookingHosts.isOrganizer} desc`, asc(members.id));
  for (const { bookingId, ...host } of rows)
    byBooking.set(bookingId, [...(byBooking.get(bookingId) ?? []), host]);
  return byBooking;
};

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
  value !== '' ? value : places[locale][kind];

const iso = (instant: number): string => new Date(instant).toISOString();

/** What the guest may see of the booking (contract `GuestBooking`): no addresses of hosts, no internal notes. */
export const presentGuestBooking = ({ booking, hosts, link }: LoadedBooking, now: number) => ({
  bookingId: booking.id,
  code: booking.code,
  status: booking.status,
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
    label: booking.locationValue,
    meetingUrl: booking.locationKind === 'custom_url' ? booking.locationValue : booking.meetingUrl,
  },
  revision: booking.revision,
  warnings: [
    ...(booking.calendarSync === 'attention' ? (['calendar_pending'] as const) : []),
    ...(booking.emailSync === 'attention' ? (['email_pending'] as const) : []),
  ],
  canReschedule: refuseTransition('reschedule', booking, now) === null,
  canCancel: refuseTransition('cancel', booking, now) === null,
  cancelReason: booking.cancelReason,
  link: { username: link.username, slug: link.slug, durationMinutes: booking.durationMinutes },
});

/** What a host sees in a list (contract `Booking`). */
export const presentBooking = (booking: typeof bookings.$inferSelect, hosts: readonly PresentedHost[]) => ({
  id: booking.id,
  code: booking.code,
  status: booking.status,
  linkId: booking.linkId,
  linkTitle: booking.terms.title,
  start: iso(booking.startsAt),
  end: iso(booking.endsAt),
  durationMinutes: booking.durationMinutes,
  guestTimeZone: booking.guestTimeZone,
  hosts: hosts.map(({ id, name }) => ({ id, name })),
  guest:
    booking.guestName === null || booking.guestEmail === null
      ? null
      : { name: booking.guestName, email: booking.guestEmail, phone: booking.guestPhone },
  revision: booking.revision,
  calendarSync: booking.calendarSync,
  emailSync: booking.emailSync,
  attentionReason: booking.attentionReason,
  meetingUrl: booking.meetingUrl,
  approveBy: booking.approveBy === null ? null : iso(booking.approveBy),
  createdAt: iso(booking.createdAt),
});
