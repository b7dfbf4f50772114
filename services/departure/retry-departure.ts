import { and, eq, isNotNull, ne } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { departures } from '#db/schema/tenant.ts';

/** A departure that fails goes on at once; false when it does not fail. The caller wakes. */
export const retryDeparture = async (
  tx: Transaction,
  { tenantId, id, now }: { tenantId: string; id: string; now: number },
): Promise<boolean> => {
  const changed = await tx
    .update(departures)
    .set({ tryAt: now, failures: 0, failure: null })
    .where(
      and(
        eq(departures.tenantId, tenantId),
        eq(departures.id, id),
        isNotNull(departures.failure),
        ne(departures.state, 'done'),
      ),
    )
    .returning({ id: departures.id });
  return changed.length > 0;
};

export const isDeparture = async (tx: Transaction, tenantId: string, id: string): Promise<boolean> =>
  (await tx.$count(departures, and(eq(departures.tenantId, tenantId), eq(departures.id, id)))) > 0;
