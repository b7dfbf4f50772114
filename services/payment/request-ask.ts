import { and, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { payments } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { loadBooking, requireBooking } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { isPayment, type PaymentKey } from './load-payment.ts';

/** The vendor is asked about a payment at once instead of when it would be. */
export const askSoon = async (db: Database, { now, ...key }: PaymentKey & { now: number }): Promise<void> =>
  withTenant(db, key.tenantId, async (tx) => {
    await tx.update(payments).set({ askAt: now, updatedAt: now }).where(isPayment(key));
    wake(tx, { tenantId: key.tenantId, kind: 'payment', subjectId: key.paymentId });
  });

/**
 * Has the vendor asked whether a booking is paid by now, for a guest who comes back from its page: its message may be late, or
 * lost. Changes nothing once the payment has ended.
 */
export const checkPayment = async (ctx: ServiceContext, { bookingId }: { bookingId: string }) =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const { tenantId } = ctx;
    const loaded = await loadBooking(tx, tenantId, bookingId);
    requireBooking(ctx, loaded);
    const now = ctx.now();
    const asked = await tx
      .update(payments)
      .set({ askAt: now, updatedAt: now })
      .where(
        and(
          eq(payments.tenantId, tenantId),
          eq(payments.bookingId, bookingId),
          eq(payments.state, 'open'),
          isNotNull(payments.checkoutId),
        ),
      )
      .returning({ id: payments.id });
    wake(tx, ...asked.map(({ id }) => ({ tenantId, kind: 'payment' as const, subjectId: id })));
    return loaded;
  });
