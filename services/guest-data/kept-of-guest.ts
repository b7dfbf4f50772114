import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookingGuests, bookings, bookingTimeline } from '#db/schema/booking.ts';
import type { contacts } from '#db/schema/contact.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import { sessions } from '#db/schema/session.ts';
import { standing } from '#domain/booking/status.ts';
import type { BookingActor } from '#domain/booking/types.ts';
import { answersOf } from '#services/booking/entry/describe-entry.ts';
import {
  type BookingRow,
  bookingColumns,
  ofFirstGuest,
  ofSession,
} from '#services/booking/read/load-booking.ts';
import { type BookingPayment, moneyOfBooking } from '#services/payment/money-of-booking.ts';
import { bookingsOfGuest, type Guest } from './rows-of-guest.ts';

const iso = (instant: number): string => new Date(instant).toISOString();

/** (contract `GuestDataPerson`) */
export const presentPerson = (email: string, contact: typeof contacts.$inferSelect | null) => ({
  email,
  name: contact?.name ?? null,
  phone: contact?.phone ?? null,
  timeZone: contact?.timeZone ?? null,
  locale: contact?.locale ?? null,
  since: contact === null ? null : iso(contact.createdAt),
});

type Reason = { kind: string; by: BookingActor; text: string };

/** Every reason that stands in the history of a booking, as one of its columns. */
const reasonsOf = sql<Reason[]>`(
  select coalesce(json_agg(json_build_object('kind', t.kind, 'by', t.actor, 'text', t.reason) order by t.sequence), '[]')
  from ${bookingTimeline} t
  where t.tenant_id = "bookings"."tenant_id" and t.booking_id = "bookings"."id" and t.reason is not null)`;

export type KeptBooking = {
  id: string;
  booking: BookingRow;
  reasons: Reason[];
  money: BookingPayment[] | null;
};
export type AfterId = { after: string | null; limit: number };

/** Bookings in whose party a guest is or was, the newest first. */
export const keptBookings = (
  tx: Transaction,
  guest: Guest,
  { after, limit }: AfterId,
): Promise<KeptBooking[]> =>
  tx
    .select({ id: bookings.id, booking: bookingColumns, reasons: reasonsOf, money: moneyOfBooking })
    .from(bookings)
    .innerJoin(sessions, ofSession)
    .leftJoin(bookingGuests, ofFirstGuest)
    .where(
      and(
        eq(bookings.tenantId, guest.tenantId),
        sql`${bookings.id} in ${bookingsOfGuest(guest)}`,
        after === null ? undefined : lt(bookings.id, after),
      ),
    )
    .orderBy(desc(bookings.id))
    .limit(limit);

/** What others have said of themselves is theirs: of a booking that somebody was brought to, only when it is. */
const nothingSaid = {
  name: null,
  phone: null,
  timeZone: null,
  furtherGuests: [],
  answers: [],
  note: null,
  reasons: [],
  payments: [],
};

const presentKeptPayment = (payment: BookingPayment) => ({
  state: payment.state,
  amountMinor: payment.amountMinor,
  currency: payment.currency,
  paidMinor: payment.capturedMinor,
  refundedMinor: payment.refundedMinor,
  method: payment.method,
});

/** (contract `GuestDataBooking`) */
export const presentKeptBooking = (
  { booking, reasons, money }: KeptBooking,
  { email }: Guest,
  { locale, now }: { locale: 'en' | 'vi'; now: number },
) => {
  const isBrought = booking.guestEmail !== email;
  return {
    id: booking.id,
    code: booking.code,
    title: booking.terms.title,
    status: standing(booking, now),
    start: iso(booking.startsAt),
    end: iso(booking.endsAt),
    bookedAt: iso(booking.createdAt),
    isBrought,
    ...(isBrought
      ? nothingSaid
      : {
          name: booking.guestName,
          phone: booking.guestPhone,
          timeZone: booking.guestTimeZone,
          furtherGuests: booking.furtherGuests,
          answers: answersOf(booking, locale),
          note: booking.note,
          reasons,
          payments: (money ?? []).map(presentKeptPayment),
        }),
  };
};

const mailColumns = {
  id: deliveries.id,
  template: notifications.template,
  /** Null once the text was swept. */
  subject: sql<string | null>`${deliveries.content} ->> 'subject'`,
  state: deliveries.state,
  createdAt: deliveries.createdAt,
  sentAt: deliveries.sentAt,
};

/** Mails to an address, the newest first. */
export const keptMails = (tx: Transaction, { tenantId, email }: Guest, { after, limit }: AfterId) =>
  tx
    .select(mailColumns)
    .from(deliveries)
    .innerJoin(
      notifications,
      and(eq(notifications.tenantId, deliveries.tenantId), eq(notifications.id, deliveries.notificationId)),
    )
    .where(
      and(
        eq(deliveries.tenantId, tenantId),
        eq(deliveries.address, email),
        after === null ? undefined : lt(deliveries.id, after),
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(limit);

export type KeptMail = Awaited<ReturnType<typeof keptMails>>[number];

/** (contract `GuestDataMail`) */
export const presentKeptMail = ({ createdAt, sentAt, ...mail }: KeptMail) => ({
  ...mail,
  createdAt: iso(createdAt),
  sentAt: sentAt === null ? null : iso(sentAt),
});
