import { and, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { disputes, ledgerEntries, payments, refunds } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import type { AuditAction } from '#domain/audit/actions.ts';
import { askedSince, nextAsk } from '#domain/payment/follow.ts';
import { addLines, type LedgerLine, linesAdded, reservedAfter } from '#domain/payment/ledger.ts';
import { promisedStates } from '#domain/payment/state.ts';
import type { PaymentState } from '#domain/payment/types.ts';
import type { VendorPayment, VendorRefund } from '#domain/payment/vendor.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import { audit } from '#services/audit.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import {
  isAtVendor,
  isPayment,
  lockPayment,
  type PaymentKey,
  type PaymentRow,
  type RefundRow,
  refundsOf,
} from './load-payment.ts';

export type SeenInput = PaymentKey & { seen: VendorPayment; now: number };

/** What is seen must be this payment: an account may belong to several organisations, and everybody can make objects in their own. */
const requireOurs = (payment: PaymentRow, { reference, mode, currency, checkout }: VendorPayment): void => {
  const isOurs =
    reference.tenantId === payment.tenantId &&
    reference.bookingId === payment.bookingId &&
    mode === payment.mode &&
    currency === payment.currency &&
    (payment.checkoutId === null
      ? payment.id === reference.paymentId
      : payment.checkoutId === checkout.checkoutId);
  if (!isAtVendor(payment)) throw new Error(`no vendor takes payment ${payment.id}`);
  if (!isOurs) throw new ProviderFailure(payment.vendor, 'unavailable', { reason: 'unexpected_answer' });
};

const stateOf = (payment: PaymentRow, seen: VendorPayment): PaymentState => {
  if (payment.state === 'paid' || seen.capturedMinor > 0) return 'paid';
  // Nobody pays any more on what was closed: a look from before comes late.
  if (seen.checkout.state === 'expired' || payment.state === 'closed') return 'closed';
  return seen.reservation?.state === 'held' ? 'reserved' : payment.state;
};

const actions = {
  open: 'payment.follow',
  reserved: 'payment.reserve',
  closed: 'payment.close',
  paid: 'payment.take',
} as const satisfies Record<PaymentState, AuditAction>;

/** The keys of a payment's lines. */
export const knownKeys = async (tx: Transaction, { tenantId, id }: PaymentRow): Promise<Set<string>> => {
  const rows = await tx
    .select({ key: ledgerEntries.key })
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.tenantId, tenantId), eq(ledgerEntries.paymentId, id)));
  return new Set(rows.map(({ key }) => key));
};

/** Adds lines to a payment's ledger, of which `known` are there. */
export const writeLines = async (
  tx: Transaction,
  { tenantId, id, currency }: PaymentRow,
  lines: readonly LedgerLine[],
  { known, now }: { known: number; now: number },
): Promise<void> => {
  if (lines.length === 0) return;
  await tx.insert(ledgerEntries).values(
    lines.map((line, index) => ({
      ...line,
      sequence: known + index + 1,
      tenantId,
      id: newId('ledgerEntry'),
      paymentId: id,
      currency,
      at: now,
    })),
  );
};

const isEnded = (state: VendorRefund['state']): boolean => state !== 'pending';

/** Refunds as the vendor has them: ours by their id or their key, and those that somebody made at the vendor. */
const writeRefunds = async (
  tx: Transaction,
  payment: PaymentRow,
  known: readonly RefundRow[],
  { seen, now }: SeenInput,
): Promise<RefundRow[]> => {
  const { tenantId } = payment;
  const written: RefundRow[] = [];
  for (const refund of seen.refunds) {
    const { refundId: externalId, amountMinor, state, key } = refund;
    const ours = known.find(
      (each) => each.externalId === externalId || (key !== null && key.includes(`:${each.id}:`)),
    );
    const endedAt = isEnded(state) ? now : null;
    if (ours === undefined) {
      const values = { tenantId, id: newId('refund'), paymentId: payment.id, externalId, amountMinor, state };
      const [row] = await tx
        .insert(refunds)
        .values({
          ...values,
          key: `vendor/${externalId}`,
          reason: 'host_decision',
          tryAt: now,
          createdAt: now,
          updatedAt: now,
          endedAt,
        })
        .returning();
      if (row !== undefined) written.push(row);
      continue;
    }
    // What has failed stays so: a look from before comes late.
    const isLate = ours.state === 'failed' || (ours.state === 'succeeded' && state === 'pending');
    if (isLate || (ours.state === state && ours.externalId === externalId)) {
      written.push(ours);
      continue;
    }
    const set = {
      state,
      externalId,
      endedAt,
      failures: 0,
      failure: null,
      failingSince: null,
      updatedAt: now,
    };
    await tx
      .update(refunds)
      .set(set)
      .where(and(eq(refunds.tenantId, tenantId), eq(refunds.id, ours.id)));
    written.push({ ...ours, ...set });
  }
  return written;
};

/** Money that somebody gave back at the vendor, or that a bank took, is not given back twice: what we still owe becomes what is left. */
const trimOwed = async (
  tx: Transaction,
  payment: PaymentRow,
  mostMinor: number,
  now: number,
): Promise<void> => {
  const all = await refundsOf(tx, payment.tenantId, [payment.id]);
  const promised = all.filter(({ state }) => (promisedStates as readonly string[]).includes(state));
  let over = promised.reduce((sum, { amountMinor }) => sum + amountMinor, 0) - mostMinor;
  for (const refund of promised.filter(({ state }) => state === 'owed').toReversed()) {
    if (over <= 0) return;
    const left = refund.amountMinor - over;
    over -= refund.amountMinor - Math.max(left, 0);
    await tx
      .update(refunds)
      .set(
        left > 0
          ? { amountMinor: left, number: refund.number + 1, updatedAt: now }
          : { state: 'cancelled', endedAt: now, updatedAt: now },
      )
      .where(and(eq(refunds.tenantId, payment.tenantId), eq(refunds.id, refund.id)));
  }
};

const writeDisputes = async (tx: Transaction, { tenantId, id }: PaymentRow, { seen, now }: SeenInput) => {
  if (seen.disputes.length === 0) return;
  await tx
    .insert(disputes)
    .values(
      seen.disputes.map(({ disputeId, amountMinor, state, reason, respondBy }) => ({
        tenantId,
        id: newId('dispute'),
        paymentId: id,
        externalId: disputeId,
        amountMinor,
        state,
        reason,
        respondBy,
        createdAt: now,
        updatedAt: now,
      })),
    )
    .onConflictDoUpdate({
      target: [disputes.tenantId, disputes.paymentId, disputes.externalId],
      // How it ended stays.
      set: { state: sql`excluded.state`, respondBy: sql`excluded.respond_by`, updatedAt: now },
      setWhere: sql`${disputes.state} = 'open'`,
    });
};

/** A bank takes a payment for fraud: admins are told once, so that they can give it back before it is disputed. */
const oweWarning = async (
  tx: Transaction,
  { tenantId, id: subjectId }: PaymentRow,
  now: number,
): Promise<void> => {
  await oweNotifications(tx, [
    {
      tenantId,
      subjectKind: 'payment',
      subjectId,
      template: 'payment_warned',
      key: 'payment_warned',
      revision: 0,
      dueAt: now,
      createdAt: now,
    },
  ]);
  await audit(
    tx,
    { tenantId, actor: { kind: 'system' }, now: () => now, newId },
    { action: 'payment.warn', targetKind: 'payment', targetId: subjectId },
  );
};

/** Who is told of what was added: the guest of money that went back, admins of what they have to see to. */
export const oweNews = async (
  tx: Transaction,
  payment: PaymentRow,
  lines: readonly LedgerLine[],
  { now, seen }: { now: number; seen: Pick<VendorPayment, 'disputes'> },
): Promise<void> => {
  const refundIds = new Map(
    (await refundsOf(tx, payment.tenantId, [payment.id])).map(({ externalId, id }) => [externalId, id]),
  );
  const owed = lines.flatMap(({ kind, externalId, key }) => {
    const refundId = refundIds.get(externalId);
    const template =
      kind === 'refund_succeeded'
        ? ('payment_refunded' as const)
        : kind === 'refund_failed' || kind === 'refund_returned'
          ? ('payment_refund_failed' as const)
          : kind === 'dispute_opened'
            ? ('payment_disputed' as const)
            : null;
    if (template === null) return [];
    const dispute = seen.disputes.find(({ disputeId }) => disputeId === externalId);
    return [
      {
        tenantId: payment.tenantId,
        subjectKind: 'payment' as const,
        subjectId: payment.id,
        template,
        key,
        revision: 0,
        details: {
          ...(refundId === undefined ? {} : { refundId }),
          ...(dispute === undefined ? {} : { disputeId: externalId }),
        },
        dueAt: now,
        createdAt: now,
      },
    ];
  });
  if (owed.length > 0) await oweNotifications(tx, owed);
};

/**
 * Takes what the vendor says of a payment, read anew, in one transaction: lines of the ledger that are new, sums, refunds,
 * disputes, state; then its booking looks. Older and repeated looks change nothing. `unexpected_answer` when it is not this
 * payment's. `now` is when the look began.
 */
export const applySeen = async (db: Database, input: SeenInput): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { tenantId, seen, now } = input;
    const payment = await lockPayment(tx, input);
    requireOurs(payment, seen);
    const [keys, known] = await Promise.all([knownKeys(tx, payment), refundsOf(tx, tenantId, [payment.id])]);
    const lines = linesAdded(keys, seen);
    const written = await writeRefunds(tx, payment, known, input);
    const sums = addLines(payment, lines);
    if (known.length > 0) await trimOwed(tx, payment, sums.capturedMinor - sums.lostMinor, now);
    await writeDisputes(tx, payment, input);
    await writeLines(tx, payment, lines, { known: keys.size, now });
    if (lines.length > 0) await oweNews(tx, payment, lines, input);
    if (seen.warnedAt !== null && payment.warnedAt === null) await oweWarning(tx, payment, now);
    const state = stateOf(payment, seen);
    const isLeftOpen = state === 'closed' && seen.checkout.state === 'open';
    const captureBefore = seen.reservation?.captureBefore ?? payment.captureBefore;
    // Known from when it is paid or reserved on: whoever is erased later stays so.
    const isErased = payment.state === 'reserved' && payment.method === null;
    const isNewlyPaid = state !== payment.state && ['paid', 'reserved'].includes(state) && !isErased;
    const isOnItsWay =
      written.some((refund) => refund.state === 'pending') ||
      seen.disputes.some((each) => each.state === 'open');
    await tx
      .update(payments)
      .set({
        ...sums,
        state,
        checkoutId: seen.checkout.checkoutId,
        checkoutUrl: state === 'open' ? (seen.checkout.url ?? payment.checkoutUrl) : null,
        chargeId: seen.chargeId ?? payment.chargeId,
        ...(isNewlyPaid ? { method: seen.method, receiptUrl: seen.receiptUrl } : {}),
        reservedMinor: reservedAfter(payment, lines),
        captureBefore,
        warnedAt: payment.warnedAt ?? seen.warnedAt,
        capturedAt: payment.capturedAt ?? (sums.capturedMinor > 0 ? (seen.capturedAt ?? now) : null),
        // A change is for its booking to follow.
        ...(state === payment.state ? {} : { settledAt: null }),
        // A page that was made just when its time was over is closed at once.
        askAt:
          askedSince(payment, now) ??
          (isLeftOpen ? now : nextAsk({ ...payment, state, captureBefore, isOnItsWay }, now)),
        failures: 0,
        failure: null,
        failingSince: null,
        updatedAt: now,
      })
      .where(isPayment(input));
    if (state !== payment.state || lines.length > 0)
      await audit(
        tx,
        { tenantId, actor: { kind: 'system' }, now: () => now, newId },
        {
          action: state === payment.state ? 'payment.follow' : actions[state],
          targetKind: 'payment',
          targetId: payment.id,
          after: { state, lines: lines.map(({ kind, amountMinor }) => ({ kind, amountMinor })) },
        },
      );
    wake(tx, { tenantId, kind: 'payment', subjectId: payment.id });
    if (state !== payment.state) wake(tx, { tenantId, kind: 'booking', subjectId: payment.bookingId });
  });
