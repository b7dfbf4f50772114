import { and, eq, isNotNull, lte, ne, or, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { effects } from '#db/schema/effect.ts';
import { notifications } from '#db/schema/notification.ts';
import { wake } from '#db/wakeups.ts';

/** The confirmation is out, or about to go out: it waits for the meeting no longer. */
const isConfirmed = async (tx: Transaction, tenantId: string, bookingId: string): Promise<boolean> => {
  const [row] = await tx
    .select({ id: notifications.id })
    .from(notifications)
    .leftJoin(
      effects,
      and(
        eq(effects.tenantId, notifications.tenantId),
        eq(effects.subjectKind, notifications.subjectKind),
        eq(effects.subjectId, notifications.subjectId),
        eq(effects.name, notifications.waitsFor),
      ),
    )
    .where(
      and(
        eq(notifications.tenantId, tenantId),
        eq(notifications.subjectKind, 'booking'),
        eq(notifications.subjectId, bookingId),
        eq(notifications.template, 'booking_confirmed'),
        or(ne(notifications.state, 'due'), lte(notifications.dueAt, sql`now()`), isNotNull(effects.failure)),
      ),
    )
    .limit(1);
  return row !== undefined;
};

/**
 * The meeting of a booking has just been made. A guest who was told of the booking without it is told where to join, once;
 * in the transaction that writes the link down. Whether the mails that went out had it is looked at when this one is due.
 */
export const oweMeetingLink = async (
  tx: Transaction,
  booking: { tenantId: string; id: string; revision: number },
): Promise<void> => {
  const { tenantId, id: subjectId, revision } = booking;
  if (!(await isConfirmed(tx, tenantId, subjectId))) return;
  await tx
    .insert(notifications)
    .values({
      tenantId,
      id: newId('notification'),
      subjectKind: 'booking',
      subjectId,
      template: 'booking_meeting_link',
      key: `booking_meeting_link/r${revision}`,
      revision,
      dueAt: sql`now()`,
    })
    .onConflictDoNothing();
  await wake(tx, { tenantId, kind: 'booking', subjectId });
};
