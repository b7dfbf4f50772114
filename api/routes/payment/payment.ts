import { bindMember, type Router } from '#api/bind.ts';
import * as contract from '#contracts/payment/payment.ts';
import { exportPayments } from '#services/booking/payment/host/export-payments.ts';
import { getPayment } from '#services/booking/payment/host/get-payment.ts';
import { listPayments } from '#services/booking/payment/host/list-payments.ts';
import { recordOutsidePayment } from '#services/booking/payment/host/record-outside-payment.ts';
import { recordOutsideRefund } from '#services/booking/payment/host/record-outside-refund.ts';
import { refundPayment } from '#services/booking/payment/host/refund-payment.ts';
import { retryPayment } from '#services/booking/payment/host/retry-payment.ts';
import { instantOf } from '../booking.ts';

/** Serves hosts: what guests have paid, and what goes back. */
export const paymentRoutes = (router: Router): void => {
  bindMember(router, contract.listPayments, async ({ ctx, query }) => ({
    body: await listPayments(ctx, { ...query, from: instantOf(query.from), to: instantOf(query.to) }),
  }));
  bindMember(router, contract.exportPayments, async ({ c, ctx, query }) => {
    const filter = { ...query, from: instantOf(query.from), to: instantOf(query.to) };
    const { fileName, parts } = await exportPayments(ctx, filter);
    return c.body(ReadableStream.from(parts).pipeThrough(new TextEncoderStream()), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'private, no-store',
    });
  });
  bindMember(router, contract.getPayment, async ({ ctx, params }) => ({
    body: await getPayment(ctx, params),
  }));
  bindMember(router, contract.refundPayment, async ({ ctx, params, body }) => ({
    body: await refundPayment(ctx, { ...params, ...body }),
  }));
  bindMember(router, contract.recordOutsidePayment, async ({ ctx, params, body }) => ({
    body: await recordOutsidePayment(ctx, { ...params, ...body }),
  }));
  bindMember(router, contract.recordOutsideRefund, async ({ ctx, params }) => ({
    body: await recordOutsideRefund(ctx, params),
  }));
  bindMember(router, contract.retryPayment, async ({ ctx, params }) => ({
    body: await retryPayment(ctx, params),
  }));
};
