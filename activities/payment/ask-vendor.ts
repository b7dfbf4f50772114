import type { Database } from '#db/client.ts';
import type { VendorPayment } from '#domain/payment/vendor.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { PaymentClient } from '#providers/payment/port.ts';
import { beginCheckout } from '#services/booking/payment/checkout-request.ts';
import type { TokenSigner } from '#services/booking/read/manage-token.ts';
import type { Sites } from '#services/domain/sites.ts';
import { renumberCheckout } from '#services/payment/begin-checkout.ts';
import { type PaymentKey, readPayment } from '#services/payment/load-payment.ts';

export type AskDeps = { db: Database; signer: TokenSigner; sites: Sites };
export type PaymentInput = PaymentKey & { now: number };

const isReason = (error: unknown, reason: ProviderFailure['reason']): boolean =>
  error instanceof ProviderFailure && error.reason === reason;

/** Asks a vendor how a payment stands; null for one that it never heard of. */
export const createAskVendor = ({ db, signer, sites }: AskDeps) => {
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
  return async (client: PaymentClient, input: PaymentInput): Promise<VendorPayment | null> => {
    const { state, payBy, checkoutId } = await readPayment(db, input);
    const page = checkoutId ?? (await findBegun(client, input))?.checkout.checkoutId;
    if (page === undefined) return null;
    const closes = state === 'open' && payBy <= input.now;
    return closes ? client.closeCheckout(page) : client.readPayment(page);
  };
};
