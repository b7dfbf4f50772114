import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { deliveries, suppressions } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import type { Failure } from '#domain/failure.ts';
import { type DeliveryState, deliveryStates, type SuppressionReason } from '#domain/notification/types.ts';
import { type IncomingNotice, storeNotice } from '#services/webhook-inbox.ts';
import { refreshFailure } from './told-failure.ts';

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
  { address }: { address: string },
  reason: SuppressionReason,
): Promise<void> => {
  const { tenantId, deliveryId } = event;
  await tx
    .insert(suppressions)
    .values({ tenantId, id: newId('suppression'), channel: 'email', address, reason, deliveryId })
    .onConflictDoNothing();
};

/** What a report means for somebody who should have been told; null: all is well so far. */
const failureBy: Readonly<Record<DeliveryEvent['status'], Failure | null>> = {
  sent: null,
  delayed: null,
  delivered: null,
  failed: 'undelivered',
  bounced: 'bounced',
  complained: 'complained',
};

const apply = async (tx: Transaction, event: DeliveryEvent, now: number): Promise<boolean> => {
  const mine = and(eq(deliveries.tenantId, event.tenantId), eq(deliveries.id, event.deliveryId));
  const earlier = deliveryStates.slice(0, deliveryStates.indexOf(event.status));
  const failure = failureBy[event.status];
  const [moved] = await tx
    .update(deliveries)
    .set({
      state: event.status,
      failure,
      failedAt: failure === null ? null : now,
      externalId: sql`coalesce(${deliveries.externalId}, ${event.externalId})`,
    })
    .where(and(mine, inArray(deliveries.state, earlier)))
    .returning({ notificationId: deliveries.notificationId, address: deliveries.address });
  if (moved === undefined) return (await tx.$count(deliveries, mine)) > 0;
  if (event.status === 'bounced' || event.status === 'complained')
    await suppress(tx, event, moved, event.status);
  await refreshFailure(tx, event.tenantId, [moved.notificationId]);
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
    const outcome = (await apply(tx, event, now)) ? 'applied' : 'unknown';
    return (await storeNotice(tx, notice, { processedAt: now, outcome })) ? outcome : 'repeated';
  });
