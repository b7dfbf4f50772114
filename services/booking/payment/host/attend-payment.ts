import type { Transaction } from '#db/client.ts';
import { type Caller, requireAccess } from '#services/authorize.ts';
import { lockBooking } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand, type Refusal } from '#services/idempotency.ts';
import { lockPayment, type PaymentRow } from '#services/payment/load-payment.ts';
import { findPayment } from './find-payments.ts';
import { presentPayment } from './present-payment.ts';

/**
 * What a member does about a payment: null once it is done, or the payment that came of it; otherwise why not, and a refusal has
 * written nothing.
 */
export type Attend = (
  tx: Transaction,
  payment: PaymentRow,
) => Promise<{ refusal: Refusal } | { subjectId: string } | null>;

const read = async (tx: Transaction, ctx: ServiceContext, member: Caller, paymentId: string) =>
  presentPayment(await findPayment(tx, { tenantId: ctx.tenantId, member }, paymentId));

/**
 * The frame of what a member does about a payment: one transaction that holds its booking and then itself, who may first.
 * Answers the payment after it. Throws `not_found` and what `attend` refuses.
 */
export const attendPayment = async (ctx: ServiceContext, paymentId: string, attend: Attend) => {
  const member = requireAccess(ctx, 'payments.write');
  const { tenantId } = ctx;
  return inCommand(ctx, {
    run: async (tx) => {
      const { booking } = await findPayment(tx, { tenantId, member }, paymentId);
      await lockBooking(tx, tenantId, booking.id);
      const became = await attend(tx, await lockPayment(tx, { tenantId, paymentId }));
      if (became !== null && 'refusal' in became) return { ...became, subjectId: paymentId };
      const { subjectId } = became ?? { subjectId: paymentId };
      return { subjectId, answer: await read(tx, ctx, member, subjectId) };
    },
    replay: (tx, id) => read(tx, ctx, member, id),
  });
};
