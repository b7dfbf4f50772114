import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import type { SessionKey } from '#services/session/blocks.ts';
import { freePlaces } from '#services/session/seats.ts';

/** The time until which a booking keeps its places; null: for good. */
const keptUntil = sql`coalesce(${bookings.holdUntil}, ${bookings.approveBy})`;

/**
 * Takes their places from bookings of a session whose deadline has passed, whether or not anything has ended them: they
 * are locked in order, and before the session.
 */
export const freeEndedPlaces = async (tx: Transaction, key: SessionKey, now: number): Promise<void> => {
  const ended = await tx
    .select({ id: bookings.id, places: bookings.places })
    .from(bookings)
    .where(
      and(
        eq(bookings.tenantId, key.tenantId),
        eq(bookings.sessionId, key.sessionId),
        eq(bookings.seated, true),
        lte(keptUntil, new Date(now).toISOString()),
      ),
    )
    .orderBy(asc(bookings.id))
    .for('update');
  if (ended.length === 0) return;
  await tx
    .update(bookings)
    .set({ seated: false })
    .where(
      and(
        eq(bookings.tenantId, key.tenantId),
        inArray(
          bookings.id,
          ended.map(({ id }) => id),
        ),
      ),
    );
  const places = ended.reduce((sum, one) => sum + one.places, 0);
  await freePlaces(tx, key, { bookingIds: ended.map(({ id }) => id), places, now });
};
