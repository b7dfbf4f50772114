import { and, eq, inArray, isNotNull, lte, ne, or, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { effects } from '#db/schema/effect.ts';
import { notifications } from '#db/schema/notification.ts';
import { wake } from '#db/wakeups.ts';
import { statusesThat } from '#domain/booking/status.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import type { SessionKey } from '#services/session/blocks.ts';

/** Bookings of a session whose confirmation is out, or about to go out: it waits for the meeting no longer. */
const findTold = async (tx: Transaction, { tenantId, sessionId }: SessionKey) =>
  tx
    .selectDistinct({ id: bookings.id, revision: bookings.revision })
    .from(bookings)
    .innerJoin(
      notifications,
      and(
        eq(notifications.tenantId, bookings.tenantId),
        eq(notifications.subjectKind, 'booking'),
        eq(notifications.subjectId, bookings.id),
        eq(notifications.template, 'booking_confirmed'),
      ),
    )
    .leftJoin(
      effects,
      and(
        eq(effects.tenantId, notifications.tenantId),
        eq(effects.name, notifications.waitsFor),
        sql`(${effects.subjectKind}, ${effects.subjectId}) in (
          ('booking', ${bookings.id}), ('session', ${bookings.sessionId}))`,
      ),
    )
    .where(
      and(
        eq(bookings.tenantId, tenantId),
        eq(bookings.sessionId, sessionId),
        inArray(
          bookings.status,
          statusesThat(({ inCalendars }) => inCalendars),
        ),
        or(ne(notifications.state, 'due'), lte(notifications.dueAt, sql`now()`), isNotNull(effects.failure)),
      ),
    );

/**
 * The meeting of a session has just been made. Guests who were told of their booking without it are told where to join,
 * once; in the transaction that writes the link down. Whether the mails that went out had it is looked at when this one is
 * due.
 */
export const oweMeetingLink = async (tx: Transaction, session: SessionKey): Promise<void> => {
  const { tenantId } = session;
  const told = await findTold(tx, session);
  if (told.length === 0) return;
  await oweNotifications(
    tx,
    told.map(({ id: subjectId, revision }) => ({
      tenantId,
      subjectKind: 'booking' as const,
      subjectId,
      template: 'booking_meeting_link' as const,
      key: `booking_meeting_link/r${revision}`,
      revision,
      dueAt: sql`now()`,
    })),
  );
  wake(tx, ...told.map(({ id }) => ({ tenantId, kind: 'booking' as const, subjectId: id })));
};
