import { and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { sessions } from '#db/schema/session.ts';
import { freeBlocks, keepForOthers, type SessionKey } from './blocks.ts';

const is = ({ tenantId, sessionId }: SessionKey) =>
  and(eq(sessions.tenantId, tenantId), eq(sessions.id, sessionId));

/**
 * Places of a session, as a column of a query in which it is `s`, that count at `now`: those of bookings whose deadline
 * has passed are free, whether or not it was written down. `now` is a timestamp.
 */
export const takenAt = (now: SQLWrapper) => sql<number>`(s.taken - coalesce((
  select sum(b.places) from bookings b
  where b.tenant_id = s.tenant_id and b.session_id = s.id and b.seated
    and coalesce(b.hold_until, b.approve_by) <= ${now}::timestamptz), 0))::int`;

/** Locks a session, so that changes of who has places in it happen one after another. Bookings are locked before sessions. */
export const lockSession = async (tx: Transaction, key: SessionKey): Promise<void> => {
  await tx.select({ id: sessions.id }).from(sessions).where(is(key)).for('update');
};

type Leaving = { bookingIds: readonly string[]; places: number; now: number };

/** Places of a session of a group whose link has so many: never fewer than are taken, and with a single guest still one to join. */
export const groupCapacity = (wanted: SQL, taken: SQL): SQL => sql`greatest(${wanted}, ${taken}, 2)`;

/** The link of a group may have been given fewer places than were taken: each place that is given back is then one less. */
const capacityWithout = (places: number): SQL => sql`coalesce((
  select least(sessions.capacity, ${groupCapacity(sql`l.capacity`, sql`sessions.taken - ${places}`)}) from links l
  where l.tenant_id = sessions.tenant_id and l.id = sessions.link_id and l.capacity > 1), sessions.capacity)`;

/** Gives the places of bookings back; with the last ones the session closes and its hosts have their time again. */
export const freePlaces = async (
  tx: Transaction,
  key: SessionKey,
  { bookingIds, places, now }: Leaving,
): Promise<void> => {
  const [left] = await tx
    .update(sessions)
    .set({
      taken: sql`${sessions.taken} - ${places}`,
      capacity: capacityWithout(places),
      status: sql`case when ${sessions.taken} = ${places} then 'closed' else ${sessions.status} end`,
      updatedAt: now,
    })
    .where(is(key))
    .returning({ taken: sessions.taken });
  if (left?.taken === 0) await freeBlocks(tx, key);
  else await keepForOthers(tx, key, bookingIds);
};

/** Takes places while there are enough; false, with nothing changed, when there are not or the session has closed. */
export const takePlaces = async (
  tx: Transaction,
  key: SessionKey,
  { places, now }: { places: number; now: number },
): Promise<boolean> => {
  const rows = await tx
    .update(sessions)
    .set({ taken: sql`${sessions.taken} + ${places}`, updatedAt: now })
    .where(
      and(is(key), eq(sessions.status, 'open'), sql`${sessions.taken} + ${places} <= ${sessions.capacity}`),
    )
    .returning({ id: sessions.id });
  return rows.length === 1;
};
