import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';

const firstFailing = (column: 'failure' | 'failed_at') =>
  sql`(select ${sql.raw(`d.${column}`)} from ${deliveries} d
    where d.tenant_id = "notifications"."tenant_id" and d.notification_id = "notifications"."id"
      and d.failed_at is not null and d.settled is null
    order by d.failed_at, d.id limit 1)`;

/** What a notification that is told shows: the failure of the first of its deliveries that needs attention, or none. */
export const failureOfDeliveries = {
  failure: firstFailing('failure'),
  failingSince: firstFailing('failed_at'),
};

/** Brings notifications that are no longer due up to date with their deliveries. */
export const refreshFailure = async (
  tx: Transaction,
  tenantId: string,
  notificationIds: readonly string[],
): Promise<void> => {
  if (notificationIds.length === 0) return;
  await tx
    .update(notifications)
    .set(failureOfDeliveries)
    .where(
      and(
        eq(notifications.tenantId, tenantId),
        inArray(notifications.id, [...notificationIds]),
        inArray(notifications.state, ['done', 'dropped']),
      ),
    );
};
