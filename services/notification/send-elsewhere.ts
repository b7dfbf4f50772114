import { and, asc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import type { NotificationTemplate, Subject } from '#domain/notification/types.ts';
import { makeDue } from './deliver-again.ts';
import type { DeliveryRow } from './deliveries.ts';
import { refreshFailure } from './told-failure.ts';

export type Undelivered = { delivery: DeliveryRow; template: NotificationTemplate };

/** What a recipient has not been sent and nobody has dismissed, locked: failed, or still queued. */
export const lockUndelivered = (
  tx: Transaction,
  subject: Subject,
  recipient: string,
): Promise<Undelivered[]> =>
  tx
    .select({ delivery: deliveries, template: notifications.template })
    .from(deliveries)
    .innerJoin(
      notifications,
      and(eq(notifications.tenantId, deliveries.tenantId), eq(notifications.id, deliveries.notificationId)),
    )
    .where(
      and(
        eq(notifications.tenantId, subject.tenantId),
        eq(notifications.subjectKind, subject.kind),
        eq(notifications.subjectId, subject.id),
        eq(deliveries.recipient, recipient),
        isNull(deliveries.settled),
        or(isNotNull(deliveries.failedAt), eq(deliveries.state, 'queued')),
      ),
    )
    .orderBy(asc(deliveries.id))
    .for('update', { of: deliveries });

/**
 * A recipient's address has changed: deliveries to the former one stay as history. Those that are still wanted are made
 * anew, at once; the others are overtaken. The caller holds their rows and wakes.
 */
export const sendElsewhere = async (
  tx: Transaction,
  tenantId: string,
  {
    rows,
    isWanted,
    now,
  }: { rows: readonly Undelivered[]; isWanted: (one: Undelivered) => boolean; now: number },
): Promise<void> => {
  const settle = async (
    some: readonly Undelivered[],
    settled: 'replaced' | 'overtaken',
  ): Promise<string[]> => {
    const of = (ids: readonly string[]) =>
      and(eq(deliveries.tenantId, tenantId), inArray(deliveries.id, [...ids]));
    const ids = some.map(({ delivery }) => delivery.id);
    if (ids.length === 0) return [];
    await tx
      .update(deliveries)
      .set({ state: 'failed', failure: 'overtaken', failedAt: now })
      .where(and(of(ids), eq(deliveries.state, 'queued')));
    await tx.update(deliveries).set({ settled }).where(of(ids));
    return [...new Set(some.map(({ delivery }) => delivery.notificationId))];
  };
  const again = await settle(rows.filter(isWanted), 'replaced');
  if (again.length > 0) await makeDue(tx, tenantId, again);
  await refreshFailure(
    tx,
    tenantId,
    await settle(
      rows.filter((one) => !isWanted(one)),
      'overtaken',
    ),
  );
};
