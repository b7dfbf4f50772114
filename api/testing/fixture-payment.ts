import { eq } from 'drizzle-orm';
import { payments } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import type { TestTenant } from '#db/testing/tenant.ts';
import { paymentVendors } from '#domain/vendors.ts';
import type { ServiceContext } from '#services/context.ts';
import { openPayment } from '#services/payment/open-payment.ts';
import { connectSilentAccount, sayOfPayment } from '#services/payment/testing/paid.ts';
import type { Api } from './harness.ts';

/** A paid payment of a booking with a refund and a dispute that was won; its vendor cannot be asked at present. */
export const addPayment = async (
  api: Api,
  ctx: ServiceContext,
  tenant: TestTenant,
  bookingId: string,
): Promise<string> => {
  const { tenantId } = tenant;
  const now = ctx.now();
  const integrationId = await connectSilentAccount(api.db, api.deps.secrets, tenant, now);
  const paymentId = await withTenant(api.db, tenantId, (tx) =>
    openPayment(tx, ctx, {
      bookingId,
      account: { integrationId, mode: 'test', vendor: paymentVendors[0] },
      price: { amountMinor: 2_500, currency: 'USD', taxBasisPoints: 1_000 },
      payBy: now + 60_000,
    }),
  );
  await sayOfPayment(
    api.db,
    { tenantId, paymentId, now },
    {
      refunds: [
        { refundId: `refund-${paymentId}`, key: null, amountMinor: 300, state: 'succeeded', failure: null },
      ],
      disputes: [
        {
          disputeId: `dispute-${paymentId}`,
          amountMinor: 2_200,
          state: 'won',
          reason: 'fraudulent',
          respondBy: now,
        },
      ],
    },
  );
  await withTenant(api.db, tenantId, (tx) =>
    tx
      .update(payments)
      .set({ failure: 'timeout', failingSince: now, failures: 1 })
      .where(eq(payments.id, paymentId)),
  );
  return paymentId;
};
