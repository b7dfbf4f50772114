import { and, asc, desc, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { integrations, paymentAccounts } from '#db/schema/integration.ts';
import { payments } from '#db/schema/payment.ts';
import { wake } from '#db/wakeups.ts';
import type { CaptureTime, Price } from '#domain/payment/types.ts';
import type { PaymentVendor } from '#domain/vendors.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';

export type TakingAccount = Pick<typeof paymentAccounts.$inferSelect, 'integrationId' | 'mode'> & {
  vendor: PaymentVendor;
};

/** The account that takes an organisation's payments: of several the one connected last. Null without one, also while it has to be connected again. */
export const findTakingAccount = async (tx: Transaction, tenantId: string): Promise<TakingAccount | null> => {
  const [row] = await tx
    .select({
      integrationId: paymentAccounts.integrationId,
      mode: paymentAccounts.mode,
      vendor: integrations.vendor,
    })
    .from(paymentAccounts)
    .innerJoin(
      integrations,
      and(
        eq(integrations.tenantId, paymentAccounts.tenantId),
        eq(integrations.id, paymentAccounts.integrationId),
      ),
    )
    .where(
      and(
        eq(paymentAccounts.tenantId, tenantId),
        eq(integrations.capability, 'payment'),
        eq(integrations.status, 'connected'),
      ),
    )
    .orderBy(desc(integrations.connectedAt), asc(integrations.id))
    .limit(1);
  return row === undefined ? null : { ...row, vendor: row.vendor as PaymentVendor };
};

/**
 * Writes down what a booking costs and until when it can be paid, in the caller's transaction; answers the payment's id. The
 * vendor hears of it once the guest goes to pay. `payBy`: epoch milliseconds.
 */
export const openPayment = async (
  tx: Transaction,
  ctx: ServiceContext,
  input: {
    bookingId: string;
    account: TakingAccount;
    price: Price;
    captures?: CaptureTime;
    payBy: number;
    /** The start that it moves its booking to. */
    moveTo?: number;
  },
): Promise<string> => {
  const { bookingId, account, price, captures = 'at_once', payBy, moveTo } = input;
  const { tenantId } = ctx;
  const now = ctx.now();
  const id = ctx.newId('payment');
  await tx.insert(payments).values({
    tenantId,
    id,
    bookingId,
    ...(moveTo === undefined ? {} : { purpose: 'move' as const, moveTo }),
    ...account,
    ...price,
    state: 'open',
    captures,
    payBy,
    askAt: payBy,
    createdAt: now,
    updatedAt: now,
  });
  await audit(tx, ctx, {
    action: 'payment.open',
    targetKind: 'payment',
    targetId: id,
    after: { amountMinor: price.amountMinor, currency: price.currency },
  });
  wake(tx, { tenantId, kind: 'payment', subjectId: id });
  return id;
};
