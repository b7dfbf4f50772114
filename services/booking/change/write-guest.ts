import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookingGuests } from '#db/schema/booking.ts';
import type { BookingDetails } from '#domain/booking/types.ts';
import { keepContact } from '#services/contact/keep-contact.ts';

export type GuestFacts = Pick<BookingDetails, 'guest' | 'timeZone' | 'locale' | 'furtherGuests'>;

/** The part of one statement that adds people to a booking's party after those who are `present`; none for nobody. */
export const furtherGuestParts = (
  tx: Transaction,
  { tenantId, bookingId, present }: { tenantId: string; bookingId: string; present: number },
  emails: readonly string[],
) =>
  emails.length === 0
    ? []
    : [
        tx.$with('further').as(
          tx
            .insert(bookingGuests)
            .values(
              emails.map((email, index) => ({
                tenantId,
                bookingId,
                position: present + 1 + index,
                name: '',
                email,
              })),
            )
            .returning({ position: bookingGuests.position }),
        ),
      ];

/**
 * The parts of one statement that write down who a booking's guest is, here and among the tenant's contacts; the booking
 * of the same statement takes `contactOf` as its contact.
 */
export const guestParts = (
  tx: Transaction,
  booking: { tenantId: string; bookingId: string; now: number },
  { guest, timeZone, locale, furtherGuests = [] }: GuestFacts,
) => {
  const { tenantId, bookingId, now } = booking;
  const email = guest.email.toLowerCase();
  const phone = guest.phone ?? null;
  const contact = keepContact(tx, { tenantId, email, name: guest.name, phone, timeZone, locale }, now);
  const guestRow = tx
    .insert(bookingGuests)
    .values({ tenantId, bookingId, position: 0, name: guest.name, email, phone })
    .onConflictDoUpdate({
      target: [bookingGuests.tenantId, bookingGuests.bookingId, bookingGuests.position],
      set: { name: guest.name, email, phone },
    })
    .returning({ position: bookingGuests.position });
  return [
    tx.$with('contact').as(contact),
    tx.$with('guest').as(guestRow),
    ...furtherGuestParts(tx, { tenantId, bookingId, present: 0 }, furtherGuests),
  ];
};

/** The contact that `guestParts` of the same statement writes. */
export const contactOf = sql<string>`(select id from contact)`;
