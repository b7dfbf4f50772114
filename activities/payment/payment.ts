import { failureOf } from '#domain/failure.ts';
import type { PaymentView } from '#domain/payment/follow.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import { applySeen } from '#services/payment/apply-seen.ts';
import { recordNoPage } from '#services/payment/close-payment.ts';
import { readPayment } from '#services/payment/load-payment.ts';
import { lookAtPayment } from '#services/payment/look-at-payment.ts';
import { nextRefund, renumberRefund } from '#services/payment/next-refund.ts';
import { recordAskFailure, recordRefundFailure } from '#services/payment/record-failure.ts';
import { type AskDeps, createAskVendor, type PaymentInput } from './ask-vendor.ts';
import type { OpenPaymentAccount } from './open-payment-account.ts';

export type PaymentDeps = AskDeps & { openAccount: OpenPaymentAccount };

const retryAfterOf = (error: unknown): number | undefined =>
  error instanceof ProviderFailure ? error.retryAfterSeconds : undefined;

/** A failure that the vendor repeats under one key may be stored under it: after so many another one is used. */
const triesOfAKey = 3;

/** The vendor has less of the money than is asked for, and says so. */
const whereRefused = (error: unknown): ProviderFailure => {
  if (error instanceof ProviderFailure && error.kind === 'conflict') return error;
  throw error;
};

export const createPaymentActivities = ({ db, openAccount, signer, sites }: PaymentDeps) => {
  const ask = createAskVendor({ db, signer, sites });

  return {
    lookAtPayment: (input: PaymentInput): Promise<PaymentView | null> => lookAtPayment(db, input),

    /**
     * Asks the vendor how a payment stands and writes it down; once its time is over it is closed there first. A failure is
     * written down with the next try and thrown: until there is an answer nothing is released.
     */
    askAboutPayment: async (input: PaymentInput): Promise<void> => {
      const { tenantId, paymentId, now } = input;
      try {
        const { integrationId, checkoutBegunAt } = await readPayment(db, input);
        if (checkoutBegunAt === null) {
          await recordNoPage(db, input);
          return;
        }
        const { client } = await openAccount(tenantId, integrationId);
        const seen = await ask(client, input);
        if (seen === null) await recordNoPage(db, input);
        else await applySeen(db, { ...input, seen });
      } catch (error) {
        const failure = failureOf(error);
        await recordAskFailure(db, {
          tenantId,
          paymentId,
          failure,
          retryAfterSeconds: retryAfterOf(error),
          now,
        });
        throw error;
      }
    },

    /** Asks for a refund that is owed, under its own key, and writes down what the vendor then says of the whole payment. */
    sendRefund: async (input: { tenantId: string; refundId: string; now: number }): Promise<void> => {
      const { tenantId, refundId, now } = input;
      try {
        const call = await nextRefund(db, input);
        if (call === null) return;
        const { paymentId, integrationId, checkoutId } = call;
        const isStuck = call.failures > 0 && call.failures % triesOfAKey === 0;
        const { client } = await openAccount(tenantId, integrationId);
        const read = async () =>
          applySeen(db, { tenantId, paymentId, seen: await client.readPayment(checkoutId), now });
        if (isStuck) {
          await read();
          await renumberRefund(db, input);
        }
        const again = isStuck ? await nextRefund(db, input) : call;
        if (again === null) return;
        const refusal = await client.refund(again.request).then(() => null, whereRefused);
        await read();
        // Where somebody gave it back at the vendor meanwhile, nothing is owed any more.
        if (refusal !== null && (await nextRefund(db, input)) !== null) throw refusal;
      } catch (error) {
        const failure = failureOf(error);
        await recordRefundFailure(db, {
          tenantId,
          refundId,
          failure,
          retryAfterSeconds: retryAfterOf(error),
          now,
        });
        throw error;
      }
    },
  };
};
