import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import { withTenant } from '#db/tenant.ts';
import { type LoadedBooking, loadBooking } from './load-booking.ts';

/** What mails about a booking are made of. */
export type BookingMailData = LoadedBooking & {
  /** The time before the last move; null when it never moved. */
  previous: { start: number; end: number } | null;
  /** Whether guest and hosts were ever sent the time for their calendars. */
  wasConfirmed: boolean;
};

const telling = ['confirmed', 'approved', 'rescheduled'];

/** A booking with what its history says in mails; `not_found` otherwise. */
export const readBookingMail = async (
  db: Database,
  tenantId: string,
  bookingId: string,
): Promise<BookingMailData> =>
  withTenant(db, tenantId, async (tx) => {
    const loaded = await loadBooking(tx, tenantId, bookingId);
    const entries = await tx
      .select({ kind: bookingTimeline.kind, details: bookingTimeline.details })
      .from(bookingTimeline)
      .where(
        and(
          eq(bookingTimeline.tenantId, tenantId),
          eq(bookingTimeline.bookingId, bookingId),
          inArray(bookingTimeline.kind, telling),
        ),
      )
      .orderBy(desc(bookingTimeline.sequence))
      .limit(100);
    const move = entries.find(({ kind }) => kind === 'rescheduled');
    const start = Date.parse(String(move?.details['from']));
    const { startsAt, endsAt } = loaded.booking;
    return {
      ...loaded,
      previous: Number.isNaN(start) ? null : { start, end: start + endsAt - startsAt },
      wasConfirmed: entries.some(({ kind }) => kind !== 'rescheduled'),
    };
  });
