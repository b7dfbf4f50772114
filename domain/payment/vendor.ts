import type { Money } from '#domain/money/money.ts';
import type { CaptureTime, DisputeState, PaymentMode } from './types.ts';

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
  /** When the money is taken: at once, which is the standard, or by `capture`; until then it is reserved. */
  captures?: CaptureTime | undefined;
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

/** Money that is set aside at the guest's bank. */
export type VendorReservation = {
  amountMinor: number;
  /** Until when it can be taken; the vendor lets go of it then. */
  captureBefore: number;
  /** `held`: it can be taken; `released`: it cannot any more, because it was let go of or ran out. */
  state: 'held' | 'taken' | 'released';
};

/** Everything the vendor says of one of our payments, read anew: no message's word is taken for it. */
export type VendorPayment = {
  reference: PaymentReference;
  mode: PaymentMode;
  checkout: { checkoutId: string; state: CheckoutState; url: string | null; expiresAt: number };
  currency: Money['currency'];
  /** What was reserved, and what became of it; null where the guest has not paid, or the money is taken at once. */
  reservation: VendorReservation | null;
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
  /** Since when the guest's bank takes it for fraud; null unless it has said so. */
  warnedAt: number | null;
};

/** Money that was taken in an account, whoever asked for it. */
export type VendorCharge = {
  /** The name that a payment has for it as well. */
  chargeId: string;
  /** Null on what was not made by us. */
  reference: PaymentReference | null;
  mode: PaymentMode;
  /** Null for one that we have no prices in; the amounts are 0 then. */
  currency: Money['currency'] | null;
  capturedMinor: number;
  /** With what is on its way back. */
  refundedMinor: number;
  /** Somebody has asked for it back by their bank, however that ended. */
  isDisputed: boolean;
  createdAt: number;
};

/** A refund among all of an account. */
export type ListedRefund = VendorRefund & { chargeId: string; createdAt: number };
/** A dispute among all of an account. */
export type ListedDispute = VendorDispute & { chargeId: string; createdAt: number };

export type RefundRequest = {
  /** As with checkouts. */
  key: string;
  reference: PaymentReference;
  chargeId: string;
  amount: Money;
};

/** What is reserved on a page is taken, or let go of. */
export type ReservationRequest = {
  /** As with checkouts. */
  key: string;
  checkoutId: string;
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
