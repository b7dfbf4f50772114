import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { sessionEvents } from '#db/schema/calendar.ts';
import { guestRequests } from '#db/schema/contact.ts';
import { sessions } from '#db/schema/session.ts';
import { wake } from '#db/wakeups.ts';
import { erasedAddress } from '#domain/erased.ts';
import { forgetBookingsOf } from '#services/booking/change/forget-guest.ts';
import { carriersOf } from '#services/booking/change/owe.ts';
import { forgetEventTitles } from '#services/calendar/forget-titles.ts';
import { forgetContact } from '#services/contact/forget-contact.ts';
import { oweEffects } from '#services/effect/owe-effects.ts';
import { forgetGuestMails } from '#services/notification/forget-guest.ts';
import { forgetPaymentsOf } from '#services/payment/forget-guest.ts';
import { reviseSessions } from '#services/session/revise-sessions.ts';
import type { ErasureRow } from './load-request.ts';
import { bookingsOfGuest, type Guest } from './rows-of-guest.ts';

export type Erased = Guest & {
  erasureId: string;
  contactId: string | null;
  /** What stands in the place of their address from now on. */
  address: string;
  now: number;
};

/** So many rows are written by one statement. */
const atOnce = 500;

/** Entries of hosts' calendars that name the guest are owed anew: they show then who is left. */
const oweEntries = async (tx: Transaction, guest: Erased): Promise<void> => {
  const { tenantId, now } = guest;
  const shown = await tx
    .selectDistinct({ id: bookings.id, sessionId: bookings.sessionId, capacity: sessions.capacity })
    .from(bookings)
    .innerJoin(sessions, and(eq(sessions.tenantId, bookings.tenantId), eq(sessions.id, bookings.sessionId)))
    .innerJoin(
      sessionEvents,
      and(eq(sessionEvents.tenantId, bookings.tenantId), eq(sessionEvents.sessionId, bookings.sessionId)),
    )
    .where(
      and(
        eq(bookings.tenantId, tenantId),
        sql`${bookings.id} in ${bookingsOfGuest(guest)}`,
        sql`${sessionEvents.state} <> 'deleted'`,
      ),
    )
    .orderBy(bookings.id);
  await forgetEventTitles(tx, tenantId, bookingsOfGuest(guest));
  for (let from = 0; from < shown.length; from += atOnce) {
    const some = shown.slice(from, from + atOnce);
    const carriers = new Map(some.flatMap((each) => carriersOf(each)).map((each) => [each.id, each]));
    const owed = [...carriers.values()].map(({ kind, id }) => ({
      tenantId,
      subjectKind: kind,
      subjectId: id,
      name: 'calendar' as const,
    }));
    await reviseSessions(tx, tenantId, [...new Set(some.map(({ sessionId }) => sessionId))]);
    await oweEffects(tx, owed, now);
    wake(tx, ...owed.map(({ subjectKind: kind, subjectId }) => ({ tenantId, kind, subjectId })));
  }
};

/** Links that were asked for say from now on what has become of the address. */
const closeLinks = async (tx: Transaction, { tenantId, email, erasureId }: Erased): Promise<void> => {
  await tx
    .update(guestRequests)
    .set({ email: null, erasureId })
    .where(and(eq(guestRequests.tenantId, tenantId), eq(guestRequests.email, email)));
};

export const erasedGuest = (
  { tenantId, id, contactId }: ErasureRow,
  { email, now }: { email: string; now: number },
): Erased => ({ tenantId, email, erasureId: id, contactId, address: erasedAddress(contactId ?? id), now });

/**
 * Takes away what a tenant keeps of a guest: name, address, number, place, answers, notes, reasons and the mails about them, table
 * by table. That there was a booking, when and with whom stays, as do other guests. Repeating it does no harm. What a new table
 * keeps about a guest belongs here.
 */
export const eraseGuest = async (tx: Transaction, guest: Erased): Promise<void> => {
  await forgetGuestMails(tx, guest, {
    booked: bookingsOfGuest(guest, 'booked'),
    brought: bookingsOfGuest(guest, 'brought'),
  });
  const { tenantId, now } = guest;
  await forgetPaymentsOf(tx, { tenantId, bookingIds: bookingsOfGuest(guest, 'booked'), now });
  await closeLinks(tx, guest);
  await oweEntries(tx, guest);
  await forgetBookingsOf(tx, guest);
  await forgetContact(tx, guest);
};
