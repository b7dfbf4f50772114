import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { deliveries, notifications, suppressions } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { type DeliveryState, deliveryStates } from '#domain/notification/types.ts';
import { type IncomingNotice, storeNotice } from '#services/webhook-inbox.ts';

export type DeliveryEvent = {
  tenantId: string;
  deliveryId: string;
  externalId: string;
  status: Exclude<DeliveryState, 'queued'>;
};

/** Nothing more is sent to an address that mail came back from or that called it unwanted. */
const suppress = async (
  tx: Transaction,
  event: DeliveryEvent,
  moved: { notificationId: string; address: string },
  reason: 'bounced' | 'complained',
): Promise<void> => {
  const { tenantId, deliveryId } = event;
  await tx
    .insert(suppressions)
    .values({ tenantId, channel: 'email', address: moved.address, reason, deliveryId })
    .onConflictDoNothing();
  await tx
    .update(notifications)
    .set({ failure: reason })
    .where(and(eq(notifications.tenantId, tenantId), eq(notifications.id, moved.notificationId)));
};

const apply = async (tx: Transaction, event: DeliveryEvent): Promise<boolean> => {
  const mine = and(eq(deliveries.tenantId, event.tenantId), eq(deliveries.id, event.deliveryId));
  const earlier = deliveryStates.slice(0, deliveryStates.indexOf(event.status));
  const [moved] = await tx
    .update(deliveries)
    .set({
      state: event.status,
      externalId: sql`coalesce(${deliveries.externalId}, ${event.externalId})`,
    })
    .where(and(mine, inArray(deliveries.state, earlier)))
    .returning({ notificationId: deliveries.notificationId, address: deliveries.address });
  if (moved === undefined) return (await tx.$count(deliveries, mine)) > 0;
  if (event.status === 'bounced' || event.status === 'complained')
    await suppress(tx, event, moved, event.status);
  return true;
};

/**
 * Applies what a vendor says of a mail and stores the notice with its outcome, both or neither: only forward, whatever
 * the order in which it is told and however often. `unknown` when there is no such mail of ours.
 */
export const receiveDeliveryEvent = async (
  db: Database,
  event: DeliveryEvent,
  notice: IncomingNotice,
  now: number,
): Promise<'applied' | 'unknown' | 'repeated'> =>
  withTenant(db, event.tenantId, async (tx) => {
    const outcome = (await apply(tx, event)) ? 'applied' : 'unknown';
    return (await storeNotice(tx, notice, { processedAt: now, outcome })) ? outcome : 'repeated';
  });
