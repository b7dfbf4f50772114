import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { deliveries } from '#db/schema/operation.ts';
import { withTenant } from '#db/tenant.ts';
import { type IncomingNotice, storeNotice } from '#services/webhook-inbox.ts';

/** In the order in which a mail goes through them; one that is told late changes nothing. */
const statuses = ['queued', 'sent', 'delayed', 'failed', 'delivered', 'bounced', 'complained'] as const;

export type DeliveryEvent = {
  tenantId: string;
  deliveryId: string;
  externalId: string;
  status: Exclude<(typeof statuses)[number], 'queued'>;
};

const apply = async (tx: Transaction, event: DeliveryEvent): Promise<boolean> => {
  const mine = and(eq(deliveries.tenantId, event.tenantId), eq(deliveries.id, event.deliveryId));
  const [moved] = await tx
    .update(deliveries)
    .set({
      status: event.status,
      externalId: sql`coalesce(${deliveries.externalId}, ${event.externalId})`,
    })
    .where(and(mine, inArray(deliveries.status, statuses.slice(0, statuses.indexOf(event.status)))))
    .returning({ bookingId: deliveries.bookingId });
  if (moved === undefined) return (await tx.$count(deliveries, mine)) > 0;
  const isTrouble = event.status === 'bounced' || event.status === 'complained';
  if (moved.bookingId !== null && isTrouble)
    await tx
      .update(bookings)
      .set({ emailSync: 'attention', attentionReason: `email: ${event.status}` })
      .where(and(eq(bookings.tenantId, event.tenantId), eq(bookings.id, moved.bookingId)));
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
