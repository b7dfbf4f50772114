import type {
  BillingHint,
  PlanCheckout,
  PlanCheckoutSeen,
  PlanOffer,
  PlanPrice,
  SeatPreview,
  VendorSubscription,
} from '#domain/subscription/vendor.ts';
import type { BillingVendor } from '#domain/vendors.ts';
import type { Received } from '#providers/receive.ts';

/** A change of a subscription; the same key and content change it once. */
type Change = { key: string; subscriptionId: string };

/** The installation's own account at a vendor, by which it sells its plans. Throws only `ProviderFailure`. */
export type BillingProvider = {
  vendor: BillingVendor;
  mode: 'live' | 'test';
  /** What is for sale. */
  offers: readonly PlanOffer[];
  /** How long a plan can be tried; 0: not at all. */
  trialDays: number;
  readPrices(): Promise<readonly PlanPrice[]>;
  /** Makes the page, or returns the one made under the same key as it is now. */
  openCheckout(request: PlanCheckout): Promise<PlanCheckoutSeen>;
  readCheckout(checkoutId: string): Promise<PlanCheckoutSeen>;
  /** Sees to it that nobody can subscribe on it any more; answers how it ended. */
  closeCheckout(checkoutId: string): Promise<PlanCheckoutSeen>;
  /** A page of the vendor's for cards, invoices and cancellation. */
  openPortal(request: {
    customerId: string;
    locale: 'en' | 'vi';
    returnUrl: string;
  }): Promise<{ url: string }>;
  readSubscription(subscriptionId: string): Promise<VendorSubscription>;
  previewSeats(request: { subscriptionId: string; seats: number }): Promise<SeatPreview>;
  /** The difference is shared out over the period and charged with the next invoice. */
  changeSeats(change: Change & { seats: number }): Promise<VendorSubscription>;
  changePlan(change: Change & PlanOffer): Promise<VendorSubscription>;
  /** Ends it with what has been paid for, or takes that back. */
  setCancelled(change: Change & { isCancelled: boolean }): Promise<VendorSubscription>;
  /** Charges from now on. */
  endTrial(change: Change): Promise<VendorSubscription>;
  /** Ends it at once; nothing more is charged. One that has ended is no failure. */
  end(change: Change): Promise<void>;
  receive(request: Request, now: number): Promise<Received<BillingHint>>;
};
