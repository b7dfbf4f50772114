import type { Money } from '#domain/money/money.ts';
import type { DisputeState, PaymentMode } from '#domain/payment/types.ts';
import type { PaymentVendor } from '#domain/vendors.ts';
import type { Credentials, OnCredentials, VendorAccount } from '#providers/auth.ts';
import type { Received } from '#providers/receive.ts';

/** Our mark on everything at the vendor: what does not carry it, or another tenant's, is none of ours. */
export type PaymentReference = { tenantId: string; paymentId: string; bookingId: string };

/** A page of the vendor's on which the guest pays. Texts in the guest's language; instants in epoch milliseconds. */
export type CheckoutRequest = {
  /** Names it for ever: the same key and content give the same page, also when the first answer was lost. At most 200 characters. */
  key: string;
  reference: PaymentReference;
  amount: Money;
  title: string;
  description?: string | undefined;
  guestEmail: string;
  locale: 'en' | 'vi';
  /** Until when the vendor takes payments at all: a safety net behind `closeCheckout`; 31 minutes to 24 hours ahead. */
  expiresAt: number;
  /** Where the guest comes back to once they have paid, and where when they have not. */
  returnUrl: string;
  cancelUrl: string;
};

/** `open`: can be paid; `complete`: was paid, or is being paid in a way that takes its time; `expired`: nobody can pay it any more. */
export type CheckoutState = 'open' | 'complete' | 'expired';

export type VendorRefund = {
  refundId: string;
  /** The key it was asked for with; null for one that was made at the vendor. */
  key: string | null;
  amountMinor: number;
  state: 'pending' | 'succeeded' | 'failed' | 'cancelled';
  /** Why it failed, in our words. */
  failure: 'card_gone' | 'balance_short' | 'disputed' | 'declined' | 'unknown' | null;
};

export type VendorDispute = {
  disputeId: string;
  amountMinor: number;
  state: DisputeState;
  /** The vendor's word for why, e.g. `fraudulent`. */
  reason: string;
  /** Until when evidence counts. */
  respondBy: number | null;
};

/** Everything the vendor says of one of our payments, read anew: no message's word is taken for it. */
export type VendorPayment = {
  reference: PaymentReference;
  mode: PaymentMode;
  checkout: { checkoutId: string; state: CheckoutState; url: string | null; expiresAt: number };
  currency: Money['currency'];
  /** Names the money; null until the guest has paid. */
  chargeId: string | null;
  /** What was taken; 0 until then. */
  capturedMinor: number;
  capturedAt: number | null;
  /** How it was paid, e.g. `Visa •••• 4242`; null where the vendor does not say. */
  method: string | null;
  /** The vendor's receipt, an https address. */
  receiptUrl: string | null;
  refunds: readonly VendorRefund[];
  disputes: readonly VendorDispute[];
};

export type RefundRequest = {
  /** As with checkouts. */
  key: string;
  reference: PaymentReference;
  chargeId: string;
  amount: Money;
};

/** A vendor's address for our notifications. */
export type VendorWebhook = { webhookId: string; secret: string };

/** An account at one vendor, opened for use. Throws only `ProviderFailure`. */
export type PaymentClient = {
  /** Makes the page, or returns the one made under the same key. */
  openCheckout(request: CheckoutRequest): Promise<VendorPayment>;
  /** What there is now; `missing` for a page of another account. */
  readPayment(checkoutId: string): Promise<VendorPayment>;
  /**
   * Sees to it that nobody can pay any more, and answers how it ended: `expired`, or `complete` for whoever was faster. Any
   * other end is a failure, after which nothing is known.
   */
  closeCheckout(checkoutId: string): Promise<VendorPayment>;
  /** Gives money back, or returns the refund made under the same key. `conflict` when there is less left than asked. */
  refund(request: RefundRequest): Promise<VendorRefund>;
  /** `insufficient_permissions` when the key may not: the owner then makes it by hand. */
  createWebhook(url: string): Promise<VendorWebhook>;
  /** Removing one that is gone is no failure. */
  deleteWebhook(webhookId: string): Promise<void>;
  /** Pages that were made in that time, the newest first; one of which nothing is known is asked for by `readPayment`. */
  listPayments(range: { from: number; to: number; cursor: string | null }): Promise<{
    items: readonly { checkoutId: string; reference: PaymentReference | null; createdAt: number }[];
    next: string | null;
  }>;
};

/** A key that was tried. */
export type GrantedPayment = {
  credentials: Credentials;
  account: VendorAccount;
  mode: PaymentMode;
  /** It opens everything in the account, more than is needed. */
  isUnrestricted: boolean;
  country: string | null;
  currency: Money['currency'] | null;
};

/** Something happened to a payment: a hint to look. `eventId` is the vendor's unique id of the message. */
export type PaymentHint = {
  eventId: string;
  mode: PaymentMode;
  /** Null for what is not one of our payments. */
  reference: PaymentReference | null;
  checkoutId: string | null;
  chargeId: string | null;
};

/** What the vendor offers before an account is connected. */
export type PaymentProvider = {
  vendor: PaymentVendor;
  /** The permissions a restricted key needs, as the vendor calls them. */
  scopes: readonly string[];
  /** The notifications that an address made by hand has to be sent; left out: all there are. */
  events?: readonly string[];
  /** Tries a key with one read; throws `invalid` (`credentials_refused` when the vendor refuses it). */
  verifyKey(key: string): Promise<GrantedPayment>;
  /** Reads a notification for the endpoint whose secrets these are (several while one is replaced). */
  receive(request: Request, secrets: readonly string[], now: number): Promise<Received<PaymentHint>>;
  /** The largest and smallest amount the vendor takes in a currency; null for one that it does not take. */
  limitsOf(currency: Money['currency']): { minMinor: number; maxMinor: number } | null;
  /** Throws `credentials_unreadable` for credentials that this vendor did not issue. */
  open(credentials: Credentials, onCredentials: OnCredentials): PaymentClient;
};
