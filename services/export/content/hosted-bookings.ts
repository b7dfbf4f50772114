import { and, asc, eq, gt, inArray, isNotNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { bookingGuests, bookings } from '#db/schema/booking.ts';
import { sessionHosts, sessions } from '#db/schema/session.ts';
import { withTenantList } from '#db/tenant.ts';
import { standing, statusTable } from '#domain/booking/status.ts';
import { bookingUid } from '#domain/booking/uid.ts';
import { answersOf, hostEntry } from '#services/booking/entry/describe-entry.ts';
import { renderBookingIcs } from '#services/booking/entry/render-ics.ts';
import {
  type BookingRow,
  bookingColumns,
  ofFirstGuest,
  ofSession,
} from '#services/booking/read/load-booking.ts';
import { bookingPlace } from '#services/booking/read/present-booking.ts';
import { instantText } from './pages.ts';

/** A member whose data is exported, as their person is addressed. */
export type ExportedMember = {
  tenantId: string;
  memberId: string;
  name: string;
  email: string;
  locale: 'en' | 'vi';
};

const sessionsAtATime = 250;

/** Bookings that a member hosts or has hosted, a page of sessions at a time; a hold that names no guest is none. */
export async function* hostedBookings(
  db: Database,
  { tenantId, memberId }: Pick<ExportedMember, 'tenantId' | 'memberId'>,
): AsyncGenerator<readonly BookingRow[]> {
  let after = '';
  for (;;) {
    const [rows, last] = await withTenantList(db, tenantId, async (tx) => {
      const hosted = await tx
        .select({ id: sessionHosts.sessionId })
        .from(sessionHosts)
        .where(
          and(
            eq(sessionHosts.tenantId, tenantId),
            eq(sessionHosts.memberId, memberId),
            gt(sessionHosts.sessionId, after),
          ),
        )
        .orderBy(asc(sessionHosts.sessionId))
        .limit(sessionsAtATime);
      const ids = hosted.map(({ id }) => id);
      if (ids.length === 0) return [[], undefined] as const;
      const found = await tx
        .select(bookingColumns)
        .from(bookings)
        .innerJoin(sessions, ofSession)
        .leftJoin(bookingGuests, ofFirstGuest)
        .where(
          and(
            eq(bookings.tenantId, tenantId),
            inArray(bookings.sessionId, ids),
            isNotNull(bookings.contactId),
          ),
        )
        .orderBy(asc(bookings.id));
      return [found, ids.at(-1)] as const;
    });
    if (last === undefined) return;
    yield rows;
    after = last;
  }
}

/** A booking as its host sees it, with what its guest said. */
export const exportedBooking = (booking: BookingRow, locale: 'en' | 'vi', now: number) => ({
  id: booking.id,
  code: booking.code,
  title: booking.terms.title,
  status: standing(booking, now),
  startsAt: instantText(booking.startsAt),
  endsAt: instantText(booking.endsAt),
  location: bookingPlace(booking, locale),
  meetingUrl: booking.meetingUrl,
  guest: {
    name: booking.guestName,
    email: booking.guestEmail,
    phone: booking.guestPhone,
    timeZone: booking.guestTimeZone,
  },
  furtherGuests: booking.furtherGuests,
  answers: answersOf(booking, locale),
  note: booking.note,
  cancelReason: booking.cancelReason,
  createdAt: instantText(booking.createdAt),
});

const eventStart = 'BEGIN:VEVENT';
const eventEnd = 'END:VEVENT\r\n';

/** One booking as a calendar of its own, as its host has it. */
const calendarOf = (booking: BookingRow, member: ExportedMember, now: number): string => {
  const { holdsTime, inCalendars } = statusTable[standing(booking, now)];
  return renderBookingIcs({
    method: 'PUBLISH',
    uid: bookingUid(booking.id),
    sequence: booking.revision,
    stampAt: booking.updatedAt,
    start: booking.startsAt,
    end: booking.endsAt,
    ...hostEntry(booking, { locale: member.locale, url: '', lastChange: null }),
    location: booking.meetingUrl ?? bookingPlace(booking, member.locale),
    ...(booking.meetingUrl === null ? {} : { url: booking.meetingUrl }),
    organizer: { name: member.name, email: member.email },
    attendees: [],
    eventStatus: inCalendars ? 'confirmed' : holdsTime ? 'tentative' : 'cancelled',
  });
};

/** All of them as one calendar to import, an event for each booking. */
export async function* calendarFile(
  pages: AsyncIterable<readonly BookingRow[]>,
  member: ExportedMember,
  now: number,
): AsyncGenerator<string> {
  yield 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Everslot//Bookings//EN\r\nMETHOD:PUBLISH\r\n';
  for await (const page of pages)
    yield page
      .map((booking) => {
        const text = calendarOf(booking, member, now);
        return text.slice(text.indexOf(eventStart), text.lastIndexOf(eventEnd) + eventEnd.length);
      })
      .join('');
  yield 'END:VCALENDAR\r\n';
}
