import { and, eq, inArray, sql } from 'drizzle-orm';
import type { PgInsertValue } from 'drizzle-orm/pg-core';
import type { Transaction } from '#db/client.ts';
import { bookingGuests } from '#db/schema/booking.ts';
import type { contacts } from '#db/schema/contact.ts';
import type { BookingDetails } from '#domain/booking/types.ts';
import { contactRow, keepContact } from '#services/contact/keep-contact.ts';

export type GuestFacts = Pick<BookingDetails, 'guest' | 'timeZone' | 'locale' | 'furtherGuests'>;

type Party = { tenantId: string; bookingId: string };

const furtherRows = ({ tenantId, bookingId }: Party, present: number, emails: readonly string[]) =>
  emails.map((email, index) => ({ tenantId, bookingId, position: present + 1 + index, name: '', email }));

const furtherParts = (tx: Transaction, rows: PgInsertValue<typeof bookingGuests>[]) =>
  rows.length === 0
    ? []
    : [
        tx
          .$with('further')
          .as(tx.insert(bookingGuests).values(rows).returning({ position: bookingGuests.position })),
      ];

/** The part of one statement that adds people to a booking's party after those who are `present`; none for nobody. */
export const furtherGuestParts = (
  tx: Transaction,
  { present, ...party }: Party & { present: number },
  emails: readonly string[],
) => furtherParts(tx, furtherRows(party, present, emails));

/** The rows of a booking's party, who books it first, and of that guest among the tenant's contacts. `now`: epoch milliseconds. */
export const partyRows = (
  { tenantId, bookingId, now }: Party & { now: number },
  { guest, timeZone, locale, furtherGuests = [] }: GuestFacts,
) => {
  const email = guest.email.toLowerCase();
  const phone = guest.phone ?? null;
  return {
    contact: contactRow({ tenantId, email, name: guest.name, phone, timeZone, locale }, now),
    guest: { tenantId, bookingId, position: 0, name: guest.name, email, phone },
    further: furtherRows({ tenantId, bookingId }, 0, furtherGuests),
  };
};

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
  rows: {
    contact: PgInsertValue<typeof contacts>;
    guest: PgInsertValue<typeof bookingGuests>;
    further: PgInsertValue<typeof bookingGuests>[];
  },
) => {
  const guest = tx
    .insert(bookingGuests)
    .values(rows.guest)
    .onConflictDoUpdate({
      target: [bookingGuests.tenantId, bookingGuests.bookingId, bookingGuests.position],
      set: { name: sql`excluded.name`, email: sql`excluded.email`, phone: sql`excluded.phone` },
    })
    .returning({ position: bookingGuests.position });
  return [
    tx.$with('contact').as(keepContact(tx, rows.contact)),
    tx.$with('guest').as(guest),
    ...furtherParts(tx, rows.further),
  ];
};

/** The contact that `guestParts` of the same statement writes. */
export const contactOf = sql<string>`(select id from contact)`;
