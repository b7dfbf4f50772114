import { withTenantList } from '#db/tenant.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { findPayments, type PaymentPageRequest } from './find-payments.ts';
import { presentPayment } from './present-payment.ts';

/** A page of the payments of bookings that the member may see, the newest first (contract `PaymentPage`). */
export const listPayments = async (ctx: ServiceContext, input: PaymentPageRequest) => {
  const member = requireAccess(ctx, 'payments.read');
  const { tenantId } = ctx;
  const { rows, nextCursor } = await withTenantList(ctx.db, tenantId, (tx) =>
    findPayments(tx, { tenantId, member }, input),
  );
  return { items: rows.map(presentPayment), nextCursor };
};
