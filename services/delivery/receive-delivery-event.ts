import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { deliveries } from '#db/schema/operation.ts';
import { withRoutingKey } from '#db/tenant.ts';
import { applyDeliveryEvent } from './deliveries.ts';

export type DeliveryEvent = Omit<Parameters<typeof applyDeliveryEvent>[1], 'tenantId'>;

/** Applies what a vendor says of a mail; `unknown` when no mail of ours has that id. */
export const receiveDeliveryEvent = async (
  db: Database,
  event: DeliveryEvent,
): Promise<'applied' | 'unknown'> => {
  const [row] = await withRoutingKey(db, event.externalId, (tx) =>
    tx
      .select({ tenantId: deliveries.tenantId })
      .from(deliveries)
      .where(eq(deliveries.externalId, event.externalId)),
  );
  if (row === undefined) return 'unknown';
  return (await applyDeliveryEvent(db, { tenantId: row.tenantId, ...event })) ? 'applied' : 'unknown';
};
