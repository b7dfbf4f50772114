import type { Database } from '#db/client.ts';
import type { VendorPayment } from '#domain/payment/vendor.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { PaymentClient } from '#providers/payment/port.ts';
import { beginCheckout } from '#services/booking/payment/checkout-request.ts';
import type { TokenSigner } from '#services/booking/read/manage-token.ts';
import type { Sites } from '#services/domain/sites.ts';
import { renumberCheckout } from '#services/payment/begin-checkout.ts';
import { type PaymentKey, readPayment, type VendorPaymentRow } from '#services/payment/load-payment.ts';

export type AskDeps = { db: Database; signer: TokenSigner; sites: Sites };
export type PaymentInput = PaymentKey & { now: number };

const isReason = (error: unknown, reason: ProviderFailure['reason']): boolean =>
  error instanceof ProviderFailure && error.reason === reason;

/** Clocks differ, and a page is made a little after it was begun. */
const slackMs = 5 * 60_000;

/** Every page of a payment that the vendor has made, whether or not its answer came. */
const pagesMade = async (
  client: PaymentClient,
  payment: VendorPaymentRow,
  now: number,
): Promise<string[]> => {
  const range = { from: (payment.checkoutBegunAt ?? payment.createdAt) - slackMs, to: now + slackMs };
  const made: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<PaymentClient['listPayments']>> = await client.listPayments({
      ...range,
      cursor,
    });
    made.push(
      ...page.items
        .filter(({ reference }) => reference?.paymentId === payment.id)
        .map(({ checkoutId }) => checkoutId),
    );
    cursor = page.next;
  } while (cursor !== null);
  return made;
};

/** Asks a vendor how a payment stands; null for one for which it has no page. */
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

  /** Closes what was made without our knowing; the page on which somebody was faster decides, else any of them. */
  const closeMade = async (client: PaymentClient, payment: VendorPaymentRow, now: number) => {
    const closed: VendorPayment[] = [];
    for (const page of await pagesMade(client, payment, now)) closed.push(await client.closeCheckout(page));
    return closed.find(({ checkout }) => checkout.state === 'complete') ?? closed[0] ?? null;
  };

  /** What there is at the vendor; once the time to pay is over, after nobody can pay any more. */
  return async (client: PaymentClient, input: PaymentInput): Promise<VendorPayment | null> => {
    const payment = await readPayment(db, input);
    const { state, payBy, checkoutId } = payment;
    const isOver = state !== 'paid' && state !== 'reserved' && payBy <= input.now;
    // No page is made any more for a time that is over.
    if (checkoutId === null && isOver) return closeMade(client, payment, input.now);
    const page = checkoutId ?? (await findBegun(client, input))?.checkout.checkoutId;
    if (page === undefined) return null;
    return isOver ? client.closeCheckout(page) : client.readPayment(page);
  };
};
