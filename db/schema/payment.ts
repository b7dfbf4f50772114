import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { type Failure, failures } from '#domain/failure.ts';
import { type Currency, currencies } from '#domain/money/currencies.ts';
import type { DayTotals } from '#domain/payment/reconciliation.ts';
import {
  type CaptureTime,
  captureTimes,
  type DisputeState,
  disputeStates,
  type FindingKind,
  findingKinds,
  type LedgerKind,
  ledgerKinds,
  type PaymentMode,
  type PaymentPurpose,
  type PaymentState,
  paymentModes,
  paymentPurposes,
  paymentStates,
  type ReconciliationPhase,
  type ReconciliationState,
  type RefundReason,
  type RefundState,
  type ReservationAim,
  reconciliationPhases,
  reconciliationStates,
  refundReasons,
  refundStates,
  reservationAims,
} from '#domain/payment/types.ts';
import type { PaymentVendor } from '#domain/vendors.ts';
import {
  createdAt,
  instant,
  isOneOf,
  readByOperators,
  tenantId,
  tenantIsolation,
  updatedAt,
} from '../columns.ts';
import { bookings } from './booking.ts';
import { integrations } from './integration.ts';

/** An amount in the minor unit of its currency. */
const minor = () => bigint({ mode: 'number' });
const currency = () => text().$type<Currency>();

/** Money of one booking: what its guest has to pay, and what became of it. */
export const payments = pgTable(
  'payments',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    bookingId: text().notNull(),
    purpose: text().$type<PaymentPurpose>().notNull().default('booking'),
    /** The start that it moves its booking to. */
    moveTo: instant(),
    /** The account that takes it. All three null: its guest has paid a host outside of any vendor. */
    integrationId: text(),
    vendor: text().$type<PaymentVendor>(),
    mode: text().$type<PaymentMode>(),
    state: text().$type<PaymentState>().notNull(),
    captures: text().$type<CaptureTime>().notNull().default('at_once'),
    amountMinor: minor().notNull(),
    currency: currency().notNull(),
    taxBasisPoints: integer().notNull().default(0),
    /** Until when it can be paid; from then on it is closed at the vendor. */
    payBy: instant().notNull(),
    /** The page at the vendor, how many were begun before it, and since when one is asked for. */
    checkoutId: text(),
    checkoutUrl: text(),
    checkoutNumber: integer().notNull().default(0),
    checkoutBegunAt: instant(),
    /** The vendor's name of the money. */
    chargeId: text(),
    /** How it was paid, as people know it. */
    method: text(),
    receiptUrl: text(),
    capturedAt: instant(),
    /** What is set aside at the guest's bank, until when it can be taken, and what is to become of it. */
    reservedMinor: minor().notNull().default(0),
    captureBefore: instant(),
    aim: text().$type<ReservationAim>(),
    /** Sums of its ledger entries, held equal by `check_ledger`. */
    capturedMinor: minor().notNull().default(0),
    refundedMinor: minor().notNull().default(0),
    lostMinor: minor().notNull().default(0),
    keptMinor: minor().notNull().default(0),
    /** Since when its booking has followed: it stands, its time is free, or the money goes back. */
    settledAt: instant(),
    /** When the vendor is asked next without having said anything; null: never. */
    askAt: instant(),
    failures: integer().notNull().default(0),
    /** Why the last call to the vendor failed; null once one worked. */
    failure: text().$type<Failure>(),
    failingSince: instant(),
    /** Since when the guest's bank takes it for fraud, and since when an admin has seen that. */
    warnedAt: instant(),
    warningDismissedAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('payments_booking_idx').on(t.tenantId, t.bookingId),
    index('payments_created_at_idx').on(t.tenantId, t.createdAt, t.id),
    index('payments_state_idx').on(t.tenantId, t.state, t.createdAt, t.id),
    uniqueIndex('payments_checkout_key').on(t.tenantId, t.integrationId, t.checkoutId),
    index('payments_charge_idx').on(t.tenantId, t.chargeId),
    index('payments_captured_at_idx').on(t.tenantId, t.integrationId, t.capturedAt),
    index('payments_unfinished_idx')
      .on(t.updatedAt)
      .where(sql`integration_id is not null and (state in ('open', 'reserved') or settled_at is null)`),
    index('payments_failing_idx').on(t.tenantId, t.failingSince, t.id).where(sql`failure is not null`),
    index('payments_warned_idx')
      .on(t.tenantId, t.warnedAt, t.id)
      .where(sql`warned_at is not null and warning_dismissed_at is null`),
    foreignKey({
      name: 'payments_booking_fk',
      columns: [t.tenantId, t.bookingId],
      foreignColumns: [bookings.tenantId, bookings.id],
    }),
    foreignKey({
      name: 'payments_integration_fk',
      columns: [t.tenantId, t.integrationId],
      foreignColumns: [integrations.tenantId, integrations.id],
    }),
    check('payments_mode_check', isOneOf('mode', paymentModes)),
    check('payments_purpose_check', isOneOf('purpose', paymentPurposes)),
    check('payments_move_check', sql`(purpose = 'move') = (move_to is not null)`),
    check('payments_captures_check', isOneOf('captures', captureTimes)),
    check('payments_aim_check', isOneOf('aim', reservationAims)),
    check(
      'payments_reserved_check',
      sql`reserved_minor >= 0 and (state <> 'reserved' or reserved_minor > 0)`,
    ),
    check('payments_vendor_check', sql`num_nulls(integration_id, vendor, mode) in (0, 3)`),
    check('payments_state_check', isOneOf('state', paymentStates)),
    check('payments_currency_check', isOneOf('currency', currencies)),
    check('payments_amount_check', sql`amount_minor > 0`),
    check('payments_failure_check', isOneOf('failure', failures)),
    check('payments_failing_check', sql`(failure is null) = (failing_since is null)`),
    // Money in is money kept and money given back, at every moment.
    check('payments_balance_check', sql`captured_minor = kept_minor + refunded_minor + lost_minor`),
    check('payments_sign_check', sql`least(captured_minor, kept_minor, refunded_minor, lost_minor) >= 0`),
    check(
      'payments_paid_check',
      sql`state <> 'paid' or charge_id is not null or captured_minor = 0 or integration_id is null`,
    ),
    tenantIsolation('payments'),
    readByOperators('payments'),
  ],
);

/** Money that goes back to a guest, or is to. */
export const refunds = pgTable(
  'refunds',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    paymentId: text().notNull(),
    /** Names it among those of its payment for ever, so that nothing is given back twice for one cause. */
    key: text().notNull(),
    amountMinor: minor().notNull(),
    reason: text().$type<RefundReason>().notNull(),
    /** What a host says of it, for themselves. */
    note: text(),
    /** The member who asked for it; null where a rule did. */
    memberId: text(),
    state: text().$type<RefundState>().notNull(),
    /** The vendor's id. */
    externalId: text(),
    /** How many were tried before this one, in its key at the vendor. */
    number: integer().notNull().default(0),
    tryAt: instant().notNull(),
    failures: integer().notNull().default(0),
    failure: text().$type<Failure>(),
    failingSince: instant(),
    /** Since when an admin has seen that it failed, and wants to hear no more of it. */
    dismissedAt: instant(),
    createdAt: createdAt(),
    endedAt: instant(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('refunds_key').on(t.tenantId, t.paymentId, t.key),
    index('refunds_external_idx').on(t.tenantId, t.externalId),
    index('refunds_unfinished_idx').on(t.updatedAt).where(sql`state in ('owed', 'pending')`),
    index('refunds_failing_idx').on(t.tenantId, t.failingSince, t.id).where(sql`failure is not null`),
    index('refunds_failed_idx')
      .on(t.tenantId, t.endedAt, t.id)
      .where(sql`state = 'failed' and dismissed_at is null`),
    foreignKey({
      name: 'refunds_payment_fk',
      columns: [t.tenantId, t.paymentId],
      foreignColumns: [payments.tenantId, payments.id],
    }),
    check('refunds_amount_check', sql`amount_minor > 0`),
    check('refunds_reason_check', isOneOf('reason', refundReasons)),
    check('refunds_state_check', isOneOf('state', refundStates)),
    check('refunds_failure_check', isOneOf('failure', failures)),
    check('refunds_failing_check', sql`(failure is null) = (failing_since is null)`),
    tenantIsolation('refunds'),
    readByOperators('refunds'),
  ],
);

/** A guest who takes their money back through their bank. */
export const disputes = pgTable(
  'disputes',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    paymentId: text().notNull(),
    externalId: text().notNull(),
    amountMinor: minor().notNull(),
    state: text().$type<DisputeState>().notNull(),
    /** The vendor's word for why. */
    reason: text().notNull(),
    respondBy: instant(),
    /** Since when an admin has seen it. */
    dismissedAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('disputes_external_key').on(t.tenantId, t.paymentId, t.externalId),
    foreignKey({
      name: 'disputes_payment_fk',
      columns: [t.tenantId, t.paymentId],
      foreignColumns: [payments.tenantId, payments.id],
    }),
    index('disputes_unfinished_idx').on(t.updatedAt).where(sql`state = 'open'`),
    index('disputes_attention_idx')
      .on(t.tenantId, t.createdAt, t.id)
      .where(sql`state = 'open' and dismissed_at is null`),
    check('disputes_state_check', isOneOf('state', disputeStates)),
    tenantIsolation('disputes'),
  ],
);

/** Append-only: every movement of money, each once under its key. */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    paymentId: text().notNull(),
    /** Counts the entries of one payment from 1, without gaps. */
    sequence: integer().notNull(),
    kind: text().$type<LedgerKind>().notNull(),
    amountMinor: minor().notNull(),
    currency: currency().notNull(),
    /** The vendor's id of what moved. */
    externalId: text().notNull(),
    key: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('ledger_entries_sequence_key').on(t.tenantId, t.paymentId, t.sequence),
    uniqueIndex('ledger_entries_key').on(t.tenantId, t.paymentId, t.key),
    foreignKey({
      name: 'ledger_entries_payment_fk',
      columns: [t.tenantId, t.paymentId],
      foreignColumns: [payments.tenantId, payments.id],
    }),
    check('ledger_entries_kind_check', isOneOf('kind', ledgerKinds)),
    check('ledger_entries_amount_check', sql`amount_minor >= 0`),
    check('ledger_entries_currency_check', isOneOf('currency', currencies)),
    tenantIsolation('ledger_entries'),
  ],
);

/** One comparison of the payments of an account with what its vendor says of it. */
export const reconciliations = pgTable(
  'reconciliations',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    integrationId: text().notNull(),
    /** The time that is compared: money taken, given back or asked back in it. */
    fromAt: instant().notNull(),
    toAt: instant().notNull(),
    state: text().$type<ReconciliationState>().notNull().default('running'),
    /** How far it has come: what is read, where the next page begins, and since when nothing of ours was met. */
    phase: text().$type<ReconciliationPhase>().notNull().default('pages'),
    cursor: text(),
    readDownTo: instant().notNull(),
    /** Payments that are still to be asked about before the next page. */
    suspects: text().array().notNull().default([]),
    /** Things of the vendor's that were read, payments that are right again, differences that are new and that stand at the end. */
    read: integer().notNull().default(0),
    healed: integer().notNull().default(0),
    found: integer().notNull().default(0),
    standing: integer().notNull().default(0),
    totals: jsonb().$type<DayTotals[]>().notNull().default([]),
    tryAt: instant().notNull(),
    failures: integer().notNull().default(0),
    failure: text().$type<Failure>(),
    startedAt: instant().notNull(),
    endedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('reconciliations_account_idx').on(t.tenantId, t.integrationId, t.startedAt),
    uniqueIndex('reconciliations_running_key').on(t.tenantId, t.integrationId).where(sql`state = 'running'`),
    foreignKey({
      name: 'reconciliations_integration_fk',
      columns: [t.tenantId, t.integrationId],
      foreignColumns: [integrations.tenantId, integrations.id],
    }),
    check('reconciliations_state_check', isOneOf('state', reconciliationStates)),
    check('reconciliations_phase_check', isOneOf('phase', reconciliationPhases)),
    check('reconciliations_failure_check', isOneOf('failure', failures)),
    check('reconciliations_ended_check', sql`(state = 'running') = (ended_at is null)`),
    tenantIsolation('reconciliations'),
  ],
);

/** Something that a vendor says otherwise than we do, once for all the reconciliations that meet it. */
export const paymentFindings = pgTable(
  'payment_findings',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    integrationId: text().notNull(),
    kind: text().$type<FindingKind>().notNull(),
    /** The vendor's name of the money or of its page. */
    externalId: text().notNull(),
    paymentId: text(),
    oursMinor: minor().notNull(),
    /** Null where it says nothing that can be compared. */
    theirsMinor: minor(),
    currency: currency(),
    /** When the money was taken. */
    takenAt: instant().notNull(),
    foundAt: instant().notNull(),
    /** The reconciliation that met it last. */
    seenIn: text().notNull(),
    healedAt: instant(),
    dismissedAt: instant(),
    dismissedBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('payment_findings_key').on(t.tenantId, t.integrationId, t.kind, t.externalId),
    index('payment_findings_payment_idx').on(t.tenantId, t.paymentId),
    index('payment_findings_attention_idx')
      .on(t.tenantId, t.foundAt, t.id)
      .where(sql`healed_at is null and dismissed_at is null`),
    foreignKey({
      name: 'payment_findings_payment_fk',
      columns: [t.tenantId, t.paymentId],
      foreignColumns: [payments.tenantId, payments.id],
    }),
    foreignKey({
      name: 'payment_findings_reconciliation_fk',
      columns: [t.tenantId, t.seenIn],
      foreignColumns: [reconciliations.tenantId, reconciliations.id],
    }),
    check('payment_findings_kind_check', isOneOf('kind', findingKinds)),
    check('payment_findings_currency_check', isOneOf('currency', currencies)),
    tenantIsolation('payment_findings'),
  ],
);
