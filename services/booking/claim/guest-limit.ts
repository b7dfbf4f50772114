import { and, eq, gte } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookingGuests, bookings } from '#db/schema/booking.ts';
import { countsAt } from '#services/availability/load-availability.ts';
import { ofFirstGuest } from '#services/booking/read/load-booking.ts';
import type { Refusal } from '#services/idempotency.ts';
import type { LinkRow } from '#services/link/public-link.ts';
import { refuseTime } from './check-time.ts';

const dayMs = 24 * 60 * 60_000;

/** [AVL-4] At most N bookings of one e-mail address in D days, counted back from now by when they were made. */
export const refuseByGuestLimit = async (
  tx: Transaction,
  link: LinkRow,
  guest: { email: string; now: number; ignoreBookingId?: string },
): Promise<{ refusal: Refusal } | null> => {
  if (link.guestLimit === null || link.guestLimit === undefined) return null;
  const { count, days } = link.guestLimit;
  const rows = await tx
    .select({ id: bookings.id })
    .from(bookings)
    .innerJoin(bookingGuests, ofFirstGuest)
    .where(
      and(
        eq(bookings.tenantId, link.tenantId),
        eq(bookings.linkId, link.id),
        eq(bookingGuests.email, guest.email.toLowerCase()),
        gte(bookings.createdAt, guest.now - days * dayMs),
        countsAt(guest.now),
      ),
    )
    .limit(count + 1);
  const others = rows.filter((row) => row.id !== guest.ignoreBookingId).length;
  return others >= count
    ? refuseTime('guest_limit_reached', `This address has ${count} booking(s) within ${days} day(s) already.`)
    : null;
};
