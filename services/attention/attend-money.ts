import type { Transaction } from '#db/client.ts';
import { type MoneyKind, moneyKinds } from '#domain/attention/types.ts';
import { AppError } from '#domain/errors.ts';
import { idPattern } from '#domain/ids.ts';
import { audit } from '#services/audit.ts';
import { actsForAll, type Caller, requireAccess } from '#services/authorize.ts';
import { findPayment } from '#services/booking/payment/host/find-payments.ts';
import { lockBooking } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import { dismissMoneyOf, paymentOfMoney, retryMoneyOf } from '#services/payment/attention/attend-money.ts';
import { lockPayment } from '#services/payment/load-payment.ts';
import { settled } from './attend-item.ts';

const unknown = (): AppError => new AppError('not_found', 'There is no such item.');

const kindOf = (id: string): MoneyKind | null => moneyKinds.find((kind) => idPattern(kind).test(id)) ?? null;

/** Whether an item is of money, by its id. */
export const isMoneyId = (id: string): boolean => kindOf(id) !== null;

/** Holds the booking and the payment of an item that the member may see; answers the payment, null for money that is of none. */
const lockMoney = async (
  tx: Transaction,
  ctx: ServiceContext,
  { id, kind, member }: { id: string; kind: MoneyKind; member: Caller },
): Promise<string | null> => {
  const { tenantId } = ctx;
  const paymentId = await paymentOfMoney(tx, { tenantId, id, kind });
  if (paymentId === undefined || (paymentId === null && !actsForAll(member))) throw unknown();
  if (paymentId === null) return null;
  const { booking } = await findPayment(tx, { tenantId, member }, paymentId);
  await lockBooking(tx, tenantId, booking.id);
  await lockPayment(tx, { tenantId, paymentId });
  return paymentId;
};

const attend = async (ctx: ServiceContext, id: string, verb: 'retry' | 'dismiss'): Promise<void> =>
  inCommand(ctx, {
    run: async (tx) => {
      requireAccess(ctx, 'attention.write');
      const member = requireAccess(ctx, 'payments.write');
      const kind = kindOf(id);
      if (kind === null) throw unknown();
      const { tenantId } = ctx;
      const now = ctx.now();
      const paymentId = await lockMoney(tx, ctx, { id, kind, member });
      const isDone =
        verb === 'dismiss'
          ? await dismissMoneyOf(tx, { tenantId, id, now, kind, by: member.memberId })
          : paymentId !== null && (await retryMoneyOf(tx, { tenantId, paymentId, now }));
      if (!isDone) return { ...settled(), subjectId: id };
      await audit(tx, ctx, {
        action: `attention.${verb}`,
        targetKind: kind === 'paymentFinding' ? 'payment_finding' : kind,
        targetId: id,
      });
      return { subjectId: id, answer: undefined };
    },
    replay: async () => undefined,
  });

/** Has the vendor asked again now about the payment that an item is about. Throws `attention_settled`. */
export const retryMoney = (ctx: ServiceContext, id: string): Promise<void> => attend(ctx, id, 'retry');

/** An item of money has been seen, and is gone from the list. Throws `attention_settled`. */
export const dismissMoney = (ctx: ServiceContext, id: string): Promise<void> => attend(ctx, id, 'dismiss');
