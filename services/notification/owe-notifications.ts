import { and, eq } from 'drizzle-orm';
import type { PgInsertValue } from 'drizzle-orm/pg-core';
import type { Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { notifications } from '#db/schema/notification.ts';
import type { NotificationTemplate, Subject } from '#domain/notification/types.ts';

type OwedRow = Omit<PgInsertValue<typeof notifications>, 'id'>;

/**
 * The statement that writes down that somebody has to be told something, in the caller's transaction: what its subject has
 * owed under the same key before stays as it is. The caller wakes the subjects.
 */
export const oweNotifications = (tx: Transaction, owed: readonly OwedRow[]) =>
  insertNotifications(
    tx,
    owed.map((one) => ({ ...one, id: newId('notification') })),
  );

/** The same for rows that have their ids. */
export const insertNotifications = (tx: Transaction, rows: PgInsertValue<typeof notifications>[]) =>
  tx.insert(notifications).values(rows).onConflictDoNothing().returning({ id: notifications.id });

/** The statement by which what is due of one template about a subject is never sent. `now` is epoch milliseconds. */
export const dropDue = (
  tx: Transaction,
  { tenantId, kind, id }: Subject,
  { template, now }: { template: NotificationTemplate; now: number },
) =>
  tx
    .update(notifications)
    .set({ state: 'dropped', doneAt: now, failure: null, failingSince: null })
    .where(
      and(
        eq(notifications.tenantId, tenantId),
        eq(notifications.subjectKind, kind),
        eq(notifications.subjectId, id),
        eq(notifications.state, 'due'),
        eq(notifications.template, template),
      ),
    )
    .returning({ id: notifications.id });
