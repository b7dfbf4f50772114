import { AppError } from '#domain/errors.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { PlanCheckout, PlanCheckoutSeen, PlanOffer, SeatPreview } from '#domain/subscription/vendor.ts';
import type { BillingVendor } from '#domain/vendors.ts';

/** What verbs ask of the vendor that sells plans. Throws `ProviderFailure`. */
export type PlanSeller = {
  vendor: BillingVendor;
  offers: readonly PlanOffer[];
  trialDays: number;
  openCheckout(request: PlanCheckout): Promise<PlanCheckoutSeen>;
  closeCheckout(checkoutId: string): Promise<PlanCheckoutSeen>;
  openPortal(request: {
    customerId: string;
    locale: 'en' | 'vi';
    returnUrl: string;
  }): Promise<{ url: string }>;
  previewSeats(request: { subscriptionId: string; seats: number }): Promise<SeatPreview>;
};

/** `plans_not_sold` where the installation sells none. */
export const requireSeller = (seller: PlanSeller | null): PlanSeller => {
  if (seller === null)
    throw new AppError('plans_not_sold', 'Plans are given by the operators of this installation.');
  return seller;
};

/** What an owner is told while the vendor cannot be reached, or refuses the installation's account. */
export const refusalOf = (error: unknown): unknown =>
  error instanceof ProviderFailure
    ? new AppError('temporarily_unavailable', 'The payment provider is not responding; try again shortly.', {
        cause: error,
        retryAfterSeconds: error.retryAfterSeconds ?? 5,
      })
    : error;
