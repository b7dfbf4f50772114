import type { Database } from '#db/client.ts';
import { failureOf } from '#domain/failure.ts';
import type { PaymentView } from '#domain/payment/follow.ts';
import type { VendorPayment } from '#domain/payment/vendor.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { PaymentClient } from '#providers/payment/port.ts';
import { beginCheckout } from '#services/booking/payment/checkout-request.ts';
import type { TokenSigner } from '#services/booking/read/manage-token.ts';
import type { Sites } from '#services/domain/sites.ts';
import { applySeen } from '#services/payment/apply-seen.ts';
import { renumberCheckout } from '#services/payment/begin-checkout.ts';
import { closeUnbegun } from '#services/payment/close-payment.ts';
import { readPayment } from '#services/payment/load-payment.ts';
import { lookAtPayment } from '#services/payment/look-at-payment.ts';
import { nextRefund, renumberRefund } from '#services/payment/next-refund.ts';
import { recordAskFailure, recordRefundFailure } from '#services/payment/record-failure.ts';
import type { OpenPaymentAccount } from './open-payment-account.ts';

export type PaymentDeps = {
  db: Database;
  openAccount: OpenPaymentAccount;
  signer: TokenSigner;
  sites: Sites;
};

type PaymentInput = { tenantId: string; paymentId: string; now: number };

const retryAfterOf = (error: unknown): number | undefined =>
  error instanceof ProviderFailure ? error.retryAfterSeconds : undefined;

const isReason = (error: unknown, reason: ProviderFailure['reason']): boolean =>
  error instanceof ProviderFailure && error.reason === reason;

/** A failure that the vendor repeats under one key may be stored under it: after so many another one is used. */
const triesOfAKey = 3;

/** The vendor has less of the money than is asked for, and says so. */
const whereRefused = (error: unknown): ProviderFailure => {
  if (error instanceof ProviderFailure && error.kind === 'conflict') return error;
  throw error;
};

export const createPaymentActivities = ({ db, openAccount, signer, sites }: PaymentDeps) => {
  /** The page whose making was begun and whose answer is not known: the same request gives the same page. */
  const findBegun = async (client: PaymentClient, input: PaymentInput): Promise<VendorPayment | null> => {
    const publicUrl = await sites.originOf(input.tenantId);
    const begun = await beginCheckout(db, input, { signer, publicUrl });
    if (begun === null) return null;
    try {
      return await client.openCheckout(begun.request);
    } catch (error) {
      // A page was made under the key for other words: it ends by itself, and whoever pays there is followed then.
      if (isReason(error, 'key_reused'))
        await renumberCheckout(db, { ...input, number: begun.payment.checkoutNumber });
      throw error;
    }
  };

  /** What there is at the vendor; once the time to pay is over, after nobody can pay any more. */
  const ask = async (client: PaymentClient, input: PaymentInput): Promise<VendorPayment | null> => {
    const { state, payBy, checkoutId } = await readPayment(db, input);
    const page = checkoutId ?? (await findBegun(client, input))?.checkout.checkoutId;
    if (page === undefined) return null;
    const closes = state === 'open' && payBy <= input.now;
    return closes ? client.closeCheckout(page) : client.readPayment(page);
  };

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
          await closeUnbegun(db, input);
          return;
        }
        const { client } = await openAccount(tenantId, integrationId);
        const seen = await ask(client, input);
        if (seen !== null) await applySeen(db, { ...input, seen });
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
