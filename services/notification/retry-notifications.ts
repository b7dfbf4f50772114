import { and, eq, inArray, isNotNull, isNull, notExists, or } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { deliveries, notifications, suppressions } from '#db/schema/notification.ts';
import type { Subject } from '#domain/notification/types.ts';
import { deliverAgain, makeDue } from './deliver-again.ts';

const ofSubject = (subject: Subject) =>
  and(
    eq(notifications.tenantId, subject.tenantId),
    eq(notifications.subjectKind, subject.kind),
    eq(notifications.subjectId, subject.id),
  );

/**
 * Everything that could not be told is tried again now, also what was given up; time may have overtaken it meanwhile.
 * Nothing is sent to an address that is suppressed: that stays as it is. The caller wakes.
 */
export const retryNotifications = async (tx: Transaction, subject: Subject): Promise<void> => {
  const failing = await tx
    .select({ delivery: deliveries })
    .from(deliveries)
    .innerJoin(
      notifications,
      and(eq(notifications.tenantId, deliveries.tenantId), eq(notifications.id, deliveries.notificationId)),
    )
    .where(
      and(
        ofSubject(subject),
        isNotNull(deliveries.failedAt),
        isNull(deliveries.settled),
        notExists(
          tx
            .select({ id: suppressions.id })
            .from(suppressions)
            .where(
              and(
                eq(suppressions.tenantId, deliveries.tenantId),
                eq(suppressions.channel, deliveries.channel),
                eq(suppressions.address, deliveries.address),
              ),
            ),
        ),
      ),
    )
    .for('update', { of: deliveries });
  await deliverAgain(
    tx,
    subject.tenantId,
    failing.map(({ delivery }) => delivery),
  );
  const waiting = await tx
    .select({ id: notifications.id })
    .from(notifications)
    .where(
      and(
        ofSubject(subject),
        inArray(notifications.state, ['due', 'given_up']),
        or(isNotNull(notifications.failure), isNotNull(notifications.tryAt)),
      ),
    )
    .for('update');
  if (waiting.length > 0)
    await makeDue(
      tx,
      subject.tenantId,
      waiting.map(({ id }) => id),
    );
};
