import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookingHosts, bookings } from '#db/schema/booking.ts';
import { links } from '#db/schema/link.ts';
import { memberProfiles as members, tenants } from '#db/schema/tenant.ts';
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
  tenantName: string;
};

/** The hosts of a row of `bookings`, organizer first, as one of its columns. */
export const hostsOfBooking = sql<PresentedHost[]>`(
  select coalesce(json_agg(json_build_object(
    'id', m.id, 'name', m.name, 'email', m.email, 'locale', m.locale, 'timeZone', m.time_zone
  ) order by h.is_organizer desc, m.id), '[]')
  from ${bookingHosts} h join ${members} m on m.tenant_id = h.tenant_id and m.id = h.member_id
  where h.tenant_id = "bookings"."tenant_id" and h.booking_id = "bookings"."id")`;

/** One booking with its hosts and the public address of its link, in one statement; `not_found` otherwise. */
export const loadBooking = async (
  tx: Transaction,
  tenantId: string,
  bookingId: string,
): Promise<LoadedBooking> => {
  const [row] = await tx
    .select({
      booking: bookings,
      hosts: hostsOfBooking,
      link: { id: links.id, slug: links.slug, username: members.username },
      tenantName: tenants.name,
    })
    .from(bookings)
    .innerJoin(links, and(eq(links.tenantId, bookings.tenantId), eq(links.id, bookings.linkId)))
    .innerJoin(members, and(eq(members.tenantId, links.tenantId), eq(members.id, links.ownerId)))
    .innerJoin(tenants, eq(tenants.id, bookings.tenantId))
    .where(and(eq(bookings.tenantId, tenantId), eq(bookings.id, bookingId)));
  if (row === undefined) throw new AppError('not_found', 'There is no such booking.');
  return row;
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
