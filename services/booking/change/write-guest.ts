import { and, eq, inArray, sql } from 'drizzle-orm';
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

/** The part of one statement that gives one of a booking's party another address; none when nobody gets one. */
export const readdressedGuestParts = (
  tx: Transaction,
  { tenantId, bookingId }: { tenantId: string; bookingId: string },
  readdressed: { position: number; email: string } | undefined,
) =>
  readdressed === undefined
    ? []
    : [
        tx.$with('readdressed').as(
          tx
            .update(bookingGuests)
            .set({ email: readdressed.email })
            .where(
              and(
                eq(bookingGuests.tenantId, tenantId),
                eq(bookingGuests.bookingId, bookingId),
                eq(bookingGuests.position, readdressed.position),
              ),
            )
            .returning({ position: bookingGuests.position }),
        ),
      ];

/** The part of one statement that takes people out of a booking's party; none for nobody. */
export const removedGuestParts = (
  tx: Transaction,
  { tenantId, bookingId, now }: { tenantId: string; bookingId: string; now: number },
  positions: readonly number[],
) =>
  positions.length === 0
    ? []
    : [
        tx.$with('removed').as(
          tx
            .update(bookingGuests)
            .set({ removedAt: now })
            .where(
              and(
                eq(bookingGuests.tenantId, tenantId),
                eq(bookingGuests.bookingId, bookingId),
                inArray(bookingGuests.position, [...positions]),
              ),
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
