import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { timestampAt } from '#db/columns.ts';
import { effects } from '#db/schema/effect.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import type { Failure } from '#domain/failure.ts';
import type { Subject } from '#domain/notification/types.ts';

export type NotificationRow = typeof notifications.$inferSelect;

/** One that waits for an effect need not wait once that is done or has failed. */
const dueMoment = sql<string>`case
  when ${notifications.waitsFor} is not null and not exists (
    select 1 from ${effects} e
    where e.tenant_id = "notifications"."tenant_id" and (e.subject_kind, e.subject_id) in (
        ("notifications"."subject_kind", "notifications"."subject_id"),
        ('session', (select b.session_id from bookings b
          where b.tenant_id = "notifications"."tenant_id" and b.id = "notifications"."subject_id")))
      and e.name = "notifications"."waits_for"
      and e.state = 'owed' and e.failure is null)
  then ${notifications.createdAt} else ${notifications.dueAt} end`;

const dueOf = (subject: Subject) =>
  and(
    eq(notifications.tenantId, subject.tenantId),
    eq(notifications.subjectKind, subject.kind),
    eq(notifications.subjectId, subject.id),
    eq(notifications.state, 'due'),
  );

/** When the next notification of a subject falls due or is tried again (epoch milliseconds), and why it was not told yet. */
export const nextNotification = async (
  tx: Transaction,
  subject: Subject,
): Promise<{ at: number; failure: Failure | null } | null> => {
  const at = sql<string>`greatest(${dueMoment}, ${notifications.tryAt})`;
  const [row] = await tx
    .select({ at, failure: notifications.failure })
    .from(notifications)
    .where(dueOf(subject))
    .orderBy(at)
    .limit(1);
  return row === undefined ? null : { at: new Date(row.at).getTime(), failure: row.failure };
};

/** `isReady`: it may be tried now. */
export type DueNotification = { row: NotificationRow; isReady: boolean; readyAt: number };

const mostAtOnce = 50;

/**
 * The due notifications of a subject and those that hold them up, in the order in which they were written down: reminders
 * only once their moment has come. `now` in epoch milliseconds.
 */
export const findDueNotifications = async (
  db: Database,
  subject: Subject,
  now: number,
): Promise<DueNotification[]> => {
  const rows = await withTenant(db, subject.tenantId, (tx) =>
    tx
      .select({ row: notifications, due: dueMoment })
      .from(notifications)
      .where(
        and(
          dueOf(subject),
          sql`(${notifications.minutesBefore} is null or ${notifications.dueAt} <= ${timestampAt(now)})`,
        ),
      )
      // Ids of one moment have no order; what was written together is told before it is reminded of.
      .orderBy(
        asc(notifications.createdAt),
        sql`${notifications.minutesBefore} is not null`,
        asc(notifications.dueAt),
        asc(notifications.id),
      )
      .limit(mostAtOnce),
  );
  return rows.map(({ row, due }) => {
    // One that only waits for another is looked at whenever anything is sent.
    const tryAt = row.failure === null ? 0 : (row.tryAt ?? 0);
    const readyAt = Math.max(new Date(due).getTime(), tryAt);
    return { row, readyAt, isReady: readyAt <= now };
  });
};
