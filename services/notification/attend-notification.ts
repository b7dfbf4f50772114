import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { deliveries, notifications, suppressions } from '#db/schema/notification.ts';
import { deliverAgain, makeDue } from './deliver-again.ts';
import { type DeliveryRow, endDeliveries } from './deliveries.ts';
import { refreshFailure } from './told-failure.ts';

type Of = { tenantId: string; id: string; now: number };

const failingNotification = ({ tenantId, id }: Of) =>
  and(
    eq(notifications.tenantId, tenantId),
    eq(notifications.id, id),
    isNotNull(notifications.failure),
    inArray(notifications.state, ['due', 'given_up']),
  );

/** A failing notification is due at once; false when it does not fail. The caller wakes. */
export const retryNotification = async (tx: Transaction, of: Of): Promise<boolean> => {
  const [row] = await tx
    .select({ id: notifications.id })
    .from(notifications)
    .where(failingNotification(of))
    .for('update');
  if (row === undefined) return false;
  await makeDue(tx, of.tenantId, [row.id]);
  return true;
};

/** A failing notification and what is still queued of it are dropped for good; false when it does not fail. */
export const dismissNotification = async (tx: Transaction, of: Of): Promise<boolean> => {
  const [row] = await tx
    .select({ tenantId: notifications.tenantId, id: notifications.id, failure: notifications.failure })
    .from(notifications)
    .where(failingNotification(of));
  if (row === undefined) return false;
  // Deliveries before their notification: the order in which a round writes them.
  await endDeliveries(tx, row, { failure: row.failure, settled: 'dismissed', now: of.now });
  const dropped = await tx
    .update(notifications)
    .set({ state: 'dropped', doneAt: of.now, failure: null, failingSince: null })
    .where(failingNotification(of))
    .returning({ id: notifications.id });
  await refreshFailure(tx, of.tenantId, [of.id]);
  return dropped.length > 0;
};

const lockFailingDelivery = async (tx: Transaction, { tenantId, id }: Of): Promise<DeliveryRow | null> => {
  const [row] = await tx
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.tenantId, tenantId),
        eq(deliveries.id, id),
        isNotNull(deliveries.failedAt),
        isNull(deliveries.settled),
      ),
    )
    .for('update');
  return row ?? null;
};

/** Whether nothing is sent to an address (lower case) at present. */
export const isSuppressed = async (tx: Transaction, tenantId: string, address: string): Promise<boolean> =>
  (await tx.$count(
    suppressions,
    and(
      eq(suppressions.tenantId, tenantId),
      eq(suppressions.channel, 'email'),
      eq(suppressions.address, address),
    ),
  )) > 0;

/** Makes a failed delivery once more, at once; `suppressed` when nothing is sent to its address, `settled` when it needs no attention. */
export const retryDelivery = async (tx: Transaction, of: Of): Promise<'again' | 'suppressed' | 'settled'> => {
  const row = await lockFailingDelivery(tx, of);
  if (row === null) return 'settled';
  if (await isSuppressed(tx, of.tenantId, row.address)) return 'suppressed';
  await deliverAgain(tx, of.tenantId, [row]);
  return 'again';
};

/** A failed delivery needs no attention any more; false when it needs none already. */
export const dismissDelivery = async (tx: Transaction, of: Of): Promise<boolean> => {
  const row = await lockFailingDelivery(tx, of);
  if (row === null) return false;
  await tx
    .update(deliveries)
    .set({ settled: 'dismissed' })
    .where(and(eq(deliveries.tenantId, of.tenantId), eq(deliveries.id, of.id)));
  await refreshFailure(tx, of.tenantId, [row.notificationId]);
  return true;
};
