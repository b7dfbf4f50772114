import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { effects } from '#db/schema/effect.ts';
import { notifications, suppressions } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import type { Failure } from '#domain/failure.ts';
import type { NotificationTemplate } from '#domain/notification/types.ts';
import { type DeliveryRow, queueDeliveries } from '#services/notification/deliveries.ts';
import type { NotificationRow } from '#services/notification/due-notifications.ts';
import { receiveDeliveryEvent } from '#services/notification/receive-delivery-event.ts';

type Of = { tenantId: string; bookingId: string; now: number };

/** An effect of a booking that fails. */
export const failEffect = async (
  db: Database,
  { tenantId, bookingId, now }: Of,
  values: { failure?: Failure; state?: 'owed' | 'given_up' } = {},
): Promise<string> => {
  const { failure = 'unavailable', state = 'owed' } = values;
  const failing = { state, tryAt: now + 60_000, failures: 3, failure, failingSince: now };
  const [row] = await withTenant(db, tenantId, (tx) =>
    tx
      .insert(effects)
      .values({
        tenantId,
        id: newId('effect'),
        subjectKind: 'booking',
        subjectId: bookingId,
        name: 'calendar',
        wanted: 1,
        ...failing,
      })
      .onConflictDoUpdate({
        target: [effects.tenantId, effects.subjectKind, effects.subjectId, effects.name],
        set: failing,
      })
      .returning({ id: effects.id }),
  );
  if (row === undefined) throw new Error('no effect was written');
  return row.id;
};

/** A notification that a booking owes. */
export const notificationOf = async (
  db: Database,
  { tenantId, bookingId }: Pick<Of, 'tenantId' | 'bookingId'>,
  template: NotificationTemplate = 'booking_confirmed',
): Promise<NotificationRow> => {
  const [row] = await withTenant(db, tenantId, (tx) =>
    tx
      .select()
      .from(notifications)
      .where(and(eq(notifications.subjectId, bookingId), eq(notifications.template, template))),
  );
  if (row === undefined) throw new Error(`the booking owes no ${template}`);
  return row;
};

type Failed = { template?: NotificationTemplate; address: string; recipient?: string };

/** A mail about a booking that a vendor took and that came back from its address. */
export const bounce = async (
  db: Database,
  { tenantId, bookingId, now }: Of,
  { template, address, recipient = 'guest' }: Failed,
): Promise<DeliveryRow> => {
  const notification = await notificationOf(db, { tenantId, bookingId }, template);
  const content = {
    from: { name: 'A', email: 'a@example.com' },
    to: { name: 'B', email: address },
    subject: 'Hello',
    html: '',
    text: '',
  };
  const [row] = await queueDeliveries(
    db,
    tenantId,
    [{ notificationId: notification.id, recipient, address, content }],
    now,
  );
  if (row === undefined) throw new Error('nothing was queued');
  await withTenant(db, tenantId, (tx) =>
    tx
      .update(notifications)
      .set({ state: 'done', doneAt: now })
      .where(and(eq(notifications.tenantId, tenantId), eq(notifications.id, notification.id))),
  );
  const externalId = `vendor-${row.id}`;
  await receiveDeliveryEvent(
    db,
    { tenantId, deliveryId: row.id, externalId, status: 'bounced' },
    { vendor: 'test', eventId: randomUUID(), payload: {} },
    now,
  );
  return row;
};

/** The id of the suppression of an address. */
export const suppressionOf = async (
  db: Database,
  tenantId: string,
  address: string,
): Promise<string | undefined> => {
  const [row] = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ id: suppressions.id })
      .from(suppressions)
      .where(and(eq(suppressions.tenantId, tenantId), eq(suppressions.address, address))),
  );
  return row?.id;
};
