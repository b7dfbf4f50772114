import { and, eq, inArray, isNotNull, or } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import type { Subject } from '#domain/notification/types.ts';

/** Everything that could not be told is tried again now, also what was given up; time may have overtaken it meanwhile. */
export const retryNotifications = async (tx: Transaction, subject: Subject): Promise<void> => {
  const again = await tx
    .update(notifications)
    .set({ state: 'due', tryAt: null, failures: 0, failingSince: null, doneAt: null })
    .where(
      and(
        eq(notifications.tenantId, subject.tenantId),
        eq(notifications.subjectKind, subject.kind),
        eq(notifications.subjectId, subject.id),
        or(
          and(inArray(notifications.state, ['due', 'done']), isNotNull(notifications.failure)),
          and(eq(notifications.state, 'due'), isNotNull(notifications.tryAt)),
        ),
      ),
    )
    .returning({ id: notifications.id });
  if (again.length === 0) return;
  await tx
    .update(deliveries)
    .set({ state: 'queued' })
    .where(
      and(
        eq(deliveries.tenantId, subject.tenantId),
        inArray(
          deliveries.notificationId,
          again.map(({ id }) => id),
        ),
        eq(deliveries.state, 'failed'),
      ),
    );
};
