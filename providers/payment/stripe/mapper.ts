import type Stripe from 'stripe';
import type { Currency } from '#domain/money/currencies.ts';
import type { Money } from '#domain/money/money.ts';
import { captureMarginMs, surelyReservedMs } from '#domain/payment/reservation.ts';
import type { DisputeState } from '#domain/payment/types.ts';
import type {
  CheckoutRequest,
  CheckoutState,
  ListedDispute,
  ListedRefund,
  PaymentReference,
  RefundRequest,
  VendorCharge,
  VendorDispute,
  VendorPayment,
  VendorRefund,
  VendorReservation,
} from '#domain/payment/vendor.ts';
import { failureBecause } from '#domain/provider-failure.ts';
import { limitsOf, toOurAmount, toOurCurrency, toVendorAmount } from './currencies.ts';
import { vendor } from './env.ts';
import type * as shapes from './shapes.ts';
import type { Dispute, Refund, Session, Warning } from './shapes.ts';

/** Names of our mark; everything we make at the vendor carries it. */
const marks = {
  tenantId: 'everslot_tenant',
  bookingId: 'everslot_booking',
  paymentId: 'everslot_payment',
} as const;
/** Beside it the key that a page or a refund was asked for with. */
const keyMark = 'everslot_key';
const idPattern = /^[A-Za-z0-9_-]{1,64}$/;
const longestTitle = 250;

const toMetadata = (reference: PaymentReference): Record<string, string> => ({
  [marks.tenantId]: reference.tenantId,
  [marks.bookingId]: reference.bookingId,
  [marks.paymentId]: reference.paymentId,
});

/** Our mark among the vendor's metadata; `null` on what is not ours. */
export function referenceOf(metadata: unknown): PaymentReference | null {
  if (typeof metadata !== 'object' || metadata === null) return null;
  const values = new Map<string, unknown>(Object.entries(metadata));
  const read = (name: string): string => {
    const value = values.get(name);
    return typeof value === 'string' && idPattern.test(value) ? value : '';
  };
  const [tenantId, bookingId, paymentId] = [
    read(marks.tenantId),
    read(marks.bookingId),
    read(marks.paymentId),
  ];
  return tenantId === '' || bookingId === '' || paymentId === '' ? null : { tenantId, bookingId, paymentId };
}

/** The key that something at the vendor was asked for with; `null` for what was made by hand. */
export const keyOf = ({ metadata }: Pick<Refund, 'metadata'>): string | null => metadata?.[keyMark] ?? null;

/** One line without control characters and halves of characters, which cannot be sent. */
const plain = (text: string): string =>
  text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, longestTitle)
    .toWellFormed();

/** Refuses what the vendor never takes before anything is sent. */
function payable({ amountMinor, currency }: Money): number {
  const { minMinor, maxMinor } = limitsOf(currency);
  const amount = toVendorAmount(amountMinor, currency);
  if (amount === null || amountMinor < minMinor || amountMinor > maxMinor)
    throw failureBecause(vendor, 'not_allowed');
  return amount;
}

/** Made of nothing but the request, so that a repeat is equal to the byte. */
export function toSessionParams(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams {
  const { amount, description } = request;
  const metadata = toMetadata(request.reference);
  const name = plain(request.title);
  const about = plain(description ?? '');
  return {
    ui_mode: 'hosted_page',
    mode: 'payment',
    submit_type: 'book',
    locale: request.locale,
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: amount.currency.toLowerCase(),
          unit_amount: payable(amount),
          product_data: { name, ...(about === '' ? {} : { description: about }) },
        },
      },
    ],
    client_reference_id: request.reference.bookingId,
    customer_email: request.guestEmail,
    metadata: { ...metadata, [keyMark]: request.key },
    payment_intent_data: {
      metadata,
      capture_method: request.captures === 'on_approval' ? 'manual' : 'automatic',
      description: name,
    },
    // What settles later than at once would be paid after the time has been given to somebody else.
    allowed_payment_method_types: ['card', 'link'],
    // The guest is shown the price that was quoted, in its own currency.
    adaptive_pricing: { enabled: false },
    allow_promotion_codes: false,
    expires_at: Math.floor(request.expiresAt / 1_000),
    success_url: request.returnUrl,
    cancel_url: request.cancelUrl,
  };
}

export function toRefundParams({
  amount,
  chargeId,
  key,
  reference,
}: RefundRequest): Stripe.RefundCreateParams {
  const asked = toVendorAmount(amount.amountMinor, amount.currency);
  if (asked === null) throw failureBecause(vendor, 'not_allowed');
  return { payment_intent: chargeId, amount: asked, metadata: { ...toMetadata(reference), [keyMark]: key } };
}

/** An unknown word is no proof that nobody can pay any more. */
/** What became of a payment that took its time and failed: nobody can try again on a page that is complete. */
const failedStatuses = ['requires_payment_method', 'canceled'];

const checkoutState = ({ status, payment_intent: intent }: Session): CheckoutState => {
  if (status === 'complete') return failedStatuses.includes(intent?.status ?? '') ? 'expired' : status;
  return status === 'expired' ? status : 'open';
};

const https = (url: string | null | undefined): string | null =>
  url != null && URL.canParse(url) && new URL(url).protocol === 'https:' ? url : null;

const brands: Readonly<Record<string, string>> = {
  amex: 'American Express',
  diners: 'Diners Club',
  eftpos_au: 'Eftpos',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

const capitalised = (word: string): string => {
  const spaced = word.replaceAll('_', ' ');
  return spaced.slice(0, 1).toUpperCase() + spaced.slice(1);
};

type Charge = NonNullable<NonNullable<Session['payment_intent']>['latest_charge']>;

function methodOf(details: Charge['payment_method_details']): string | null {
  if (details == null || !/^[a-z0-9_]{1,40}$/.test(details.type)) return null;
  const { brand, last4 } = details.card ?? {};
  const isNamed = brand != null && /^[a-z0-9_]{1,40}$/.test(brand) && brand !== 'unknown';
  const name = isNamed
    ? Object.hasOwn(brands, brand)
      ? (brands[brand] ?? '')
      : capitalised(brand)
    : capitalised(details.type);
  return last4 != null && /^\d{4}$/.test(last4) ? `${name} •••• ${last4}` : name;
}

/** Whose money it is, or a failure: what does not carry our mark is none of ours. */
export function ownReference(
  session: Pick<Session, 'metadata'>,
  server: string | undefined,
): PaymentReference {
  const reference = referenceOf(session.metadata);
  if (reference === null) throw failureBecause(vendor, 'missing', { server });
  return reference;
}

function currencyOf(session: Pick<Session, 'currency'>, server: string | undefined): Currency {
  const currency = toOurCurrency(session.currency);
  if (currency === null) throw failureBecause(vendor, 'unexpected_answer', { server });
  return currency;
}

/** The payment of a session once the money has been taken. */
export const paidIntent = (session: Session): NonNullable<Session['payment_intent']> | null =>
  session.payment_intent?.status === 'succeeded' ? session.payment_intent : null;

const reservationStates: Readonly<Record<string, VendorReservation['state']>> = {
  requires_capture: 'held',
  succeeded: 'taken',
  canceled: 'released',
};

/** What the guest has set aside; null while they have not, and where it is taken at once. */
function reservationOf(intent: Session['payment_intent'], currency: Currency): VendorReservation | null {
  const charge = intent?.latest_charge;
  if (intent?.capture_method !== 'manual' || charge?.status !== 'succeeded') return null;
  const state = known(reservationStates, intent.status);
  if (state === undefined) return null;
  const before = charge.payment_method_details?.card?.capture_before;
  return {
    amountMinor: toOurAmount(intent.amount, currency),
    // Not said for what is no card: then as long as is sure.
    captureBefore:
      before == null ? charge.created * 1_000 + surelyReservedMs + captureMarginMs : before * 1_000,
    state,
  };
}

export function toVendorPayment(
  session: Session,
  about: {
    server: string | undefined;
    refunds: readonly Refund[];
    disputes: readonly Dispute[];
    warnings: readonly Warning[];
  },
): VendorPayment {
  const { refunds, disputes, warnings, server } = about;
  const currency = currencyOf(session, server);
  const paid = paidIntent(session);
  const reservation = reservationOf(session.payment_intent, currency);
  const money = paid ?? (reservation === null ? null : (session.payment_intent ?? null));
  const charge = money?.latest_charge ?? null;
  return {
    reference: ownReference(session, server),
    mode: session.livemode ? 'live' : 'test',
    checkout: {
      checkoutId: session.id,
      state: checkoutState(session),
      url: session.url ?? null,
      expiresAt: session.expires_at * 1_000,
    },
    currency,
    reservation,
    chargeId: money?.id ?? null,
    capturedMinor: toOurAmount(paid?.amount_received ?? 0, currency),
    // Of what was reserved before only that is said when it was reserved.
    capturedAt: charge === null || reservation !== null ? null : charge.created * 1_000,
    method: methodOf(charge?.payment_method_details),
    receiptUrl: https(paid?.latest_charge?.receipt_url),
    refunds: refunds.map((refund) => toVendorRefund(refund, currency)),
    disputes: disputes.map((dispute) => toVendorDispute(dispute, currency)),
    warnedAt: warnings.length === 0 ? null : Math.min(...warnings.map(({ created }) => created * 1_000)),
  };
}

const refundStates: Readonly<Record<string, VendorRefund['state']>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'cancelled',
};

const refundFailures: Readonly<Record<string, NonNullable<VendorRefund['failure']>>> = {
  lost_or_stolen_card: 'card_gone',
  expired_or_canceled_card: 'card_gone',
  insufficient_funds: 'balance_short',
  charge_for_pending_refund_disputed: 'disputed',
  declined: 'declined',
};

const known = <Value>(table: Readonly<Record<string, Value>>, word: string | null | undefined) =>
  word != null && Object.hasOwn(table, word) ? table[word] : undefined;

/** A state that is not known is one that is not settled. */
export function toVendorRefund(refund: Refund, currency: Currency): VendorRefund {
  const state = known(refundStates, refund.status) ?? 'pending';
  return {
    refundId: refund.id,
    key: keyOf(refund),
    amountMinor: toOurAmount(refund.amount, currency),
    state,
    failure: state === 'failed' ? (known(refundFailures, refund.failure_reason) ?? 'unknown') : null,
  };
}

/** What ended without the guest's bank taking the money is won; a word that is not known leaves it open. */
const disputeStates: Readonly<Record<string, DisputeState>> = {
  won: 'won',
  warning_closed: 'won',
  prevented: 'won',
  lost: 'lost',
};

export function toVendorDispute(dispute: Dispute, currency: Currency): VendorDispute {
  const due = dispute.evidence_details?.due_by;
  return {
    disputeId: dispute.id,
    amountMinor: toOurAmount(dispute.amount, currency),
    state: known(disputeStates, dispute.status) ?? 'open',
    reason: /^[a-z0-9_]{1,60}$/.test(dispute.reason ?? '') ? (dispute.reason ?? '') : 'general',
    respondBy: due == null ? null : due * 1_000,
  };
}

/** Money is known by the payment that it was taken for; what was taken without one by itself. */
const moneyOf = ({
  payment_intent: intent,
  charge,
}: {
  payment_intent?: string | null | undefined;
  charge?: string | null | undefined;
}) => intent ?? charge ?? null;

/** What was taken of an account, whoever asked for it. */
export function toVendorCharge(charge: shapes.ListedCharge): VendorCharge {
  const currency = toOurCurrency(charge.currency);
  const ours = (amount: number): number => (currency === null ? 0 : toOurAmount(amount, currency));
  return {
    chargeId: moneyOf({ ...charge, charge: charge.id }) ?? charge.id,
    reference: referenceOf(charge.metadata),
    mode: charge.livemode ? 'live' : 'test',
    currency,
    capturedMinor: ours(charge.amount_captured),
    refundedMinor: ours(charge.amount_refunded),
    isDisputed: charge.disputed === true,
    createdAt: charge.created * 1_000,
  };
}

/** A refund among all of an account; nothing for one in a currency that we have no prices in. */
export function toListedRefund(refund: shapes.ListedRefund): ListedRefund[] {
  const [chargeId, currency] = [moneyOf(refund), toOurCurrency(refund.currency)];
  if (chargeId === null || currency === null) return [];
  return [{ ...toVendorRefund(refund, currency), chargeId, createdAt: refund.created * 1_000 }];
}

/** The same of a dispute. */
export function toListedDispute(dispute: shapes.ListedDispute): ListedDispute[] {
  const [chargeId, currency] = [moneyOf(dispute), toOurCurrency(dispute.currency)];
  if (chargeId === null || currency === null) return [];
  return [{ ...toVendorDispute(dispute, currency), chargeId, createdAt: dispute.created * 1_000 }];
}
