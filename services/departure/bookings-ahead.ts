import { and, asc, eq, gt, inArray, notInArray, type SQL } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { sessionHosts } from '#db/schema/session.ts';
import { statusesThat } from '#domain/booking/status.ts';

type Of = { tenantId: string; memberId: string; now: number };

const ahead = ({ tenantId, memberId, now }: Of) =>
  and(
    eq(sessionHosts.tenantId, tenantId),
    eq(sessionHosts.memberId, memberId),
    inArray(
      bookings.status,
      statusesThat(({ holdsTime }) => holdsTime),
    ),
    gt(bookings.startsAt, now),
  );

const ofSessionHost = and(
  eq(bookings.tenantId, sessionHosts.tenantId),
  eq(bookings.sessionId, sessionHosts.sessionId),
);

/** How many bookings that a member hosts have not begun, as far as `among` says which. */
export const countAhead = async (tx: Transaction, of: Of, among?: SQL): Promise<number> => {
  const rows = tx
    .select({ id: bookings.id })
    .from(sessionHosts)
    .innerJoin(bookings, ofSessionHost)
    .where(and(ahead(of), among));
  return tx.$count(rows.as('ahead'));
};

/** The next of them, the soonest first, but for these. */
export const findAhead = async (
  tx: Transaction,
  of: Of,
  { except, limit }: { except: readonly string[]; limit: number },
): Promise<string[]> => {
  const rows = await tx
    .select({ id: bookings.id })
    .from(sessionHosts)
    .innerJoin(bookings, ofSessionHost)
    .where(and(ahead(of), except.length === 0 ? undefined : notInArray(bookings.id, [...except])))
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .limit(limit);
  return rows.map(({ id }) => id);
};
