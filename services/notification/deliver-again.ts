import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import { wake } from '#db/wakeups.ts';
import type { Wakeup } from '#domain/follower.ts';
import type { Subject } from '#domain/notification/types.ts';
import type { DeliveryRow } from './deliveries.ts';

/** Who makes happen what is owed for a subject. */
export const followerOf = ({ tenantId, kind, id }: Subject): Wakeup => ({
  tenantId,
  kind: kind === 'booking' || kind === 'session' || kind === 'payment' ? kind : 'notify',
  subjectId: id,
});

/** They are due at once, whatever failed before. The caller wakes. */
export const makeDue = async (
  tx: Transaction,
  tenantId: string,
  notificationIds: readonly string[],
): Promise<Subject[]> => {
  const rows = await tx
    .update(notifications)
    .set({
      state: 'due',
      tryAt: null,
      failures: 0,
      failure: null,
      failingSince: null,
      doneAt: null,
      retries: sql`${notifications.retries} + 1`,
    })
    .where(and(eq(notifications.tenantId, tenantId), inArray(notifications.id, [...notificationIds])))
    .returning({ kind: notifications.subjectKind, id: notifications.subjectId });
  return rows.map((row) => ({ tenantId, ...row }));
};

const update = async (
  tx: Transaction,
  tenantId: string,
  rows: readonly DeliveryRow[],
  values: Partial<typeof deliveries.$inferInsert>,
): Promise<void> => {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await tx
    .update(deliveries)
    .set(values)
    .where(and(eq(deliveries.tenantId, tenantId), inArray(deliveries.id, ids)));
};

/**
 * Has deliveries that failed made once more: one that no vendor ever took goes out with its own bytes under its own key,
 * one that a vendor took, or whose text was swept, stays as history and a new one is made. The caller holds their rows; followers are woken.
 */
export const deliverAgain = async (
  tx: Transaction,
  tenantId: string,
  rows: readonly DeliveryRow[],
): Promise<void> => {
  if (rows.length === 0) return;
  const isHistory = ({ externalId, content }: DeliveryRow): boolean =>
    externalId !== null || content === null;
  const taken = rows.filter(isHistory);
  const refused = rows.filter((row) => !isHistory(row));
  await update(tx, tenantId, taken, { settled: 'replaced' });
  await update(tx, tenantId, refused, { state: 'queued', failure: null, failedAt: null });
  const subjects = await makeDue(tx, tenantId, [...new Set(rows.map((row) => row.notificationId))]);
  wake(tx, ...distinct(subjects).map(followerOf));
};

const distinct = (subjects: readonly Subject[]): Subject[] => [
  ...new Map(subjects.map((subject) => [subject.id, subject])).values(),
];
