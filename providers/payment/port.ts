import type { Money } from '#domain/money/money.ts';
import type { PaymentMode } from '#domain/payment/types.ts';
import type {
  CheckoutRequest,
  ListedDispute,
  ListedRefund,
  PaymentHint,
  PaymentReference,
  RefundRequest,
  ReservationRequest,
  VendorCharge,
  VendorPayment,
  VendorRefund,
} from '#domain/payment/vendor.ts';
import type { PaymentVendor } from '#domain/vendors.ts';
import type { Credentials, OnCredentials, VendorAccount } from '#providers/auth.ts';
import type { Received } from '#providers/receive.ts';

/** A vendor's address for our notifications. */
export type VendorWebhook = { webhookId: string; secret: string };

/** A time, its ends included, and where a page of what happened in it begins; epoch milliseconds. */
export type TimeRange = { from: number; to: number; cursor: string | null };
export type Listed<Item> = { items: readonly Item[]; next: string | null };

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
  /**
   * Takes all that is reserved, or answers what was taken before. `reservation_gone` when there is nothing to take: it was let go
   * of, ran out, or was never reserved. A page whose money is taken as soon as its guest pays is never asked for.
   */
  capture(request: ReservationRequest): Promise<VendorPayment>;
  /** Lets go of what is reserved; what is free already is no failure. `conflict` when it was taken. */
  release(request: ReservationRequest): Promise<VendorPayment>;
  /** `insufficient_permissions` when the key may not: the owner then makes it by hand. */
  createWebhook(url: string): Promise<VendorWebhook>;
  /** Removing one that is gone is no failure. */
  deleteWebhook(webhookId: string): Promise<void>;
  /** Pages that were made in that time, the newest first; one of which nothing is known is asked for by `readPayment`. */
  listPayments(
    range: TimeRange,
  ): Promise<Listed<{ checkoutId: string; reference: PaymentReference | null; createdAt: number }>>;
  /** Money of the account that was taken in that time, the newest first; also what was not asked for by us. */
  listCharges(range: TimeRange): Promise<Listed<VendorCharge>>;
  /** What was given back in that time, whenever it was taken. A page may be empty though another follows. */
  listRefunds(range: TimeRange): Promise<Listed<ListedRefund>>;
  /** What was asked back in that time by those who had paid. */
  listDisputes(range: TimeRange): Promise<Listed<ListedDispute>>;
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

/** What the vendor offers before an account is connected. */
export type PaymentProvider = {
  vendor: PaymentVendor;
  /** The permissions a restricted key needs, as the vendor calls them. */
  scopes: readonly string[];
  /** The notifications that an address made by hand has to be sent. */
  events: readonly string[];
  /** Tries a key with one read; throws `invalid` (`credentials_refused` when the vendor refuses it). */
  verifyKey(key: string): Promise<GrantedPayment>;
  /** Reads a notification for the endpoint whose secrets these are (several while one is replaced). */
  receive(request: Request, secrets: readonly string[], now: number): Promise<Received<PaymentHint>>;
  /** The largest and smallest amount the vendor takes in a currency; null for one that it does not take. */
  limitsOf(currency: Money['currency']): { minMinor: number; maxMinor: number } | null;
  /** Throws `credentials_unreadable` for credentials that this vendor did not issue. */
  open(credentials: Credentials, onCredentials: OnCredentials): PaymentClient;
};
