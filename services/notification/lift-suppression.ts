import { and, eq, isNotNull, isNull, type SQL } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { deliveries, notifications, suppressions } from '#db/schema/notification.ts';
import { deliverAgain } from './deliver-again.ts';

export type SuppressionRow = typeof suppressions.$inferSelect;

/** Mail is sent to the address again; false when somebody else has lifted it already. */
export const removeSuppression = async (tx: Transaction, tenantId: string, id: string): Promise<boolean> => {
  const removed = await tx
    .delete(suppressions)
    .where(and(eq(suppressions.tenantId, tenantId), eq(suppressions.id, id)))
    .returning({ id: suppressions.id });
  return removed.length > 0;
};

/** Makes everything once more that failed to reach the address, as far as `among` allows. Answers how many deliveries. */
export const deliverWaiting = async (
  tx: Transaction,
  { tenantId, channel, address }: Pick<SuppressionRow, 'tenantId' | 'channel' | 'address'>,
  among: SQL | undefined,
): Promise<number> => {
  const rows = await tx
    .select({ delivery: deliveries })
    .from(deliveries)
    .innerJoin(
      notifications,
      and(eq(notifications.tenantId, deliveries.tenantId), eq(notifications.id, deliveries.notificationId)),
    )
    .where(
      and(
        eq(deliveries.tenantId, tenantId),
        eq(deliveries.channel, channel),
        eq(deliveries.address, address),
        isNotNull(deliveries.failedAt),
        isNull(deliveries.settled),
        among,
      ),
    )
    .for('update', { of: deliveries });
  await deliverAgain(
    tx,
    tenantId,
    rows.map(({ delivery }) => delivery),
  );
  return rows.length;
};
