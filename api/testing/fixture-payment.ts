import { eq } from 'drizzle-orm';
import { payments } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import type { TestTenant } from '#db/testing/tenant.ts';
import { paymentVendors } from '#domain/vendors.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockPayment } from '#services/payment/load-payment.ts';
import { openPayment } from '#services/payment/open-payment.ts';
import { takeOutside } from '#services/payment/outside-payment.ts';
import { oweRefund } from '#services/payment/owe-refund.ts';
import { connectSilentAccount, sayOfPayment } from '#services/payment/testing/paid.ts';
import { addReconciliation } from './fixture-reconciliation.ts';
import type { Api } from './harness.ts';

/** One that its guest can make, with the page they make it on. */
const addOpenPayment = async (
  api: Api,
  ctx: ServiceContext,
  { bookingId, integrationId }: { bookingId: string; integrationId: string },
): Promise<string> =>
  withTenant(api.db, ctx.tenantId, async (tx) => {
    const id = await openPayment(tx, ctx, {
      bookingId,
      account: { integrationId, mode: 'test', vendor: paymentVendors[0] },
      price: { amountMinor: 500, currency: 'USD', taxBasisPoints: 0 },
      payBy: ctx.now() + 3_600_000,
    });
    await tx
      .update(payments)
      .set({
        checkoutId: `page-${id}`,
        checkoutUrl: `https://pay.example.com/${id}`,
        checkoutBegunAt: ctx.now(),
      })
      .where(eq(payments.id, id));
    return id;
  });

/** One that was made outside of any vendor, of which something is to be given back. */
const addOutside = async (api: Api, ctx: ServiceContext, openId: string): Promise<Outside> =>
  withTenant(api.db, ctx.tenantId, async (tx) => {
    const open = await lockPayment(tx, { tenantId: ctx.tenantId, paymentId: openId });
    const paymentId = await takeOutside(tx, ctx, open, 'Cash');
    const paid = await lockPayment(tx, { tenantId: ctx.tenantId, paymentId });
    const refundId = ctx.newId('refund');
    await oweRefund(tx, ctx, paid, { refundId, key: 'host', amountMinor: 100, reason: 'host_decision' });
    return { paymentId, refundId };
  });

type Outside = { paymentId: string; refundId: string };

/** A paid payment of a booking with a refund and a dispute that was won; its vendor cannot be asked at present. Beside it an open one and one made outside. */
const addPayment = async (
  api: Api,
  ctx: ServiceContext,
  tenant: TestTenant,
  bookingId: string,
): Promise<{ paymentId: string; openId: string; outside: Outside }> => {
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
  const openId = await addOpenPayment(api, ctx, { bookingId, integrationId });
  return { paymentId, openId, outside: await addOutside(api, ctx, openId) };
};

/** The money of a booking, and what came of comparing it with its vendor: what their paths name. */
export const addMoney = async (
  api: Api,
  ctx: ServiceContext,
  tenant: TestTenant,
  bookingId: string,
): Promise<Record<string, string>> => {
  const { paymentId, openId, outside } = await addPayment(api, ctx, tenant, bookingId);
  return {
    paymentId,
    refundId: outside.refundId,
    'recordOutsidePayment.paymentId': openId,
    'recordOutsideRefund.paymentId': outside.paymentId,
    ...(await addReconciliation(api, ctx, paymentId)),
  };
};
