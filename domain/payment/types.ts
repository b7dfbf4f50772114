import type { Currency } from '#domain/money/currencies.ts';

/** Money of customers, or a sandbox whose money is none. */
export const paymentModes = ['live', 'test'] as const;
export type PaymentMode = (typeof paymentModes)[number];

/** What a place costs, tax included. */
export type Price = {
  amountMinor: number;
  currency: Currency;
  /** The tax in it that is shown to guests, in basis points; 0: none is shown. */
  taxBasisPoints: number;
};

/** Who cancels at least so many hours before the start gets this share back, less a fee. */
export type RefundTier = {
  /** Elapsed hours, not hours of a clock: a change of the clocks changes nothing. */
  minHoursBefore: number;
  /** Of what was paid, in basis points. */
  refundBasisPoints: number;
  /** Kept of it, once for the whole booking, in the minor unit of the price. */
  feeMinor: number;
};

/** What guests get back, the longest notice first; with less notice than any tier asks they get nothing. */
export type RefundPolicy = readonly RefundTier[];

/** The policy as a guest agreed to it: the words they read and when. */
export type RefundTerms = {
  tiers: RefundPolicy;
  /** The version of the link it was read from. */
  linkVersion: number;
  text: string;
  /** Epoch milliseconds. */
  agreedAt: number;
};

/** Why money goes back. */
export const refundReasons = [
  'guest_cancelled',
  'host_cancelled',
  'declined',
  'late',
  'duplicate',
  'time_lost',
  'host_decision',
  'moved',
] as const;
export type RefundReason = (typeof refundReasons)[number];

/**
 * What goes back when a host cancels: everything, what the guest would get who cancels now, or nothing. Everything unless they
 * decide otherwise.
 */
export const refundChoices = ['whole', 'policy', 'none'] as const;
export type RefundChoice = (typeof refundChoices)[number];

/**
 * `open`: the guest can pay, until the vendor has said that nobody can any more; `reserved`: the money is set aside at the
 * guest's bank and not taken; `closed`: nobody has paid, or what was reserved is free again; `paid`: the money was taken.
 */
export const paymentStates = ['open', 'reserved', 'closed', 'paid'] as const;
export type PaymentState = (typeof paymentStates)[number];

/** What a guest pays for: their booking, or its move to a time that costs more. */
export const paymentPurposes = ['booking', 'move'] as const;
export type PaymentPurpose = (typeof paymentPurposes)[number];

/** When the money is taken: as soon as the guest pays, or once a host has approved; until then it is reserved. */
export const captureTimes = ['at_once', 'on_approval'] as const;
export type CaptureTime = (typeof captureTimes)[number];

/** What is to become of reserved money; nothing is decided yet while there is none. */
export const reservationAims = ['capture', 'release'] as const;
export type ReservationAim = (typeof reservationAims)[number];

/** Where reserved money is: with the guest's bank, on its way to the organisation, on its way back to the guest, or free again. */
export const reservationStages = ['held', 'being_taken', 'being_released', 'released'] as const;
export type ReservationStage = (typeof reservationStages)[number];

/** What a booking costs once it has moved to the time its guest asks for, and what they agree to with it. */
export type MoveQuote = {
  /** The start it was quoted for; it outlives the held time, for whoever has paid too late. */
  moveTo: number;
  /** When its guest asked. Epoch milliseconds. */
  askedAt: number;
  /** What is still to be paid before it moves, in `currency`; 0: nothing, or not any more. */
  dueMinor: number;
  /** The payment that was made for it, while its host decides. */
  paidBy: string | null;
  priceMinor: number | null;
  currency: Currency | null;
  taxBasisPoints: number;
  refundTerms: RefundTerms | null;
};

/** `owed`: to be asked for at the vendor; `pending`: the vendor has taken it up; the others are final unless the vendor takes them back. */
export const refundStates = ['owed', 'pending', 'succeeded', 'failed', 'cancelled'] as const;
export type RefundState = (typeof refundStates)[number];

export const disputeStates = ['open', 'won', 'lost'] as const;
export type DisputeState = (typeof disputeStates)[number];

/** What a list of payments can be narrowed to. */
export const paymentConcerns = ['refunds', 'refund_failed', 'disputed', 'failing'] as const;
export type PaymentConcern = (typeof paymentConcerns)[number];

/** Lines of the ledger; what each does to the money that is kept is in `ledger.ts`. */
export const ledgerKinds = [
  'reserved',
  'reservation_released',
  'captured',
  'refund_requested',
  'refund_succeeded',
  'refund_failed',
  'refund_returned',
  'dispute_opened',
  'dispute_won',
  'dispute_lost',
] as const;
export type LedgerKind = (typeof ledgerKinds)[number];

/** `failed`: the vendor could not be asked to the end; the next one begins anew. */
export const reconciliationStates = ['running', 'done', 'failed'] as const;
export type ReconciliationState = (typeof reconciliationStates)[number];

/** What a reconciliation reads at the vendor, in this order: pages on which guests pay, money taken, given back, asked back. */
export const reconciliationPhases = ['pages', 'charges', 'refunds', 'disputes', 'end'] as const;
export type ReconciliationPhase = (typeof reconciliationPhases)[number];

/**
 * What a vendor says otherwise than we do: money that is no payment of ours, another amount, other refunds or disputes, a
 * payment of which it knows nothing.
 */
export const findingKinds = [
  'unknown_payment',
  'amount_differs',
  'refund_differs',
  'dispute_differs',
  'missing_at_vendor',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** `open`: it still stands and nobody has said that it may. */
export const findingStates = ['open', 'dismissed', 'healed'] as const;
export type FindingState = (typeof findingStates)[number];
