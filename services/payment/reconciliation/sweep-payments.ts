import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { payments, refunds } from '#db/schema/payment.ts';
import { paymentsToAsk } from '#db/sweeps.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';

const atOnce = 200;
/** Of what was heard of since then nobody asks. */
const quietMs = 5 * 60_000;

/** What fails already has its own next try, as late as the vendor asked for: it is left, and its follower looks. */
const askAll = async (tx: Transaction, tenantId: string, ids: string[], now: number): Promise<void> => {
  const asked = await tx
    .update(payments)
    .set({ updatedAt: now })
    .where(and(eq(payments.tenantId, tenantId), inArray(payments.id, ids)))
    .returning({
      id: payments.id,
      bookingId: payments.bookingId,
      state: payments.state,
      settledAt: payments.settledAt,
    });
  await tx
    .update(payments)
    .set({ askAt: now })
    .where(and(eq(payments.tenantId, tenantId), inArray(payments.id, ids), isNull(payments.failure)));
  await tx
    .update(refunds)
    .set({ tryAt: now, updatedAt: now })
    .where(
      and(
        eq(refunds.tenantId, tenantId),
        inArray(refunds.paymentId, ids),
        eq(refunds.state, 'owed'),
        isNull(refunds.failure),
      ),
    );
  const unsettled = asked.filter(({ state, settledAt }) => state !== 'open' && settledAt === null);
  wake(
    tx,
    ...asked.map(({ id }) => ({ tenantId, kind: 'payment' as const, subjectId: id })),
    ...[...new Set(unsettled.map(({ bookingId }) => bookingId))].map((bookingId) => ({
      tenantId,
      kind: 'booking' as const,
      subjectId: bookingId,
    })),
  );
};

/**
 * Has payments asked about of which nothing was heard for a while although money of theirs is on its way, over all tenants, some at
 * a time: a hint, which heals what a lost message or follower has left behind. Answers how many; fewer than asked for: none are left.
 */
export const sweepPayments = async (
  db: Database,
  { now, onTenant }: { now: number; onTenant: () => void },
): Promise<{ asked: number; isDone: boolean }> => {
  const found = await paymentsToAsk(db, { quietSince: now - quietMs, most: atOnce });
  const byTenant = Map.groupBy(found, ({ tenantId }) => tenantId);
  for (const [tenantId, rows] of byTenant) {
    onTenant();
    await withTenant(db, tenantId, (tx) =>
      askAll(
        tx,
        tenantId,
        rows.map(({ paymentId }) => paymentId),
        now,
      ),
    );
  }
  return { asked: found.length, isDone: found.length < atOnce };
};
