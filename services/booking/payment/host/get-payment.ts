import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';
import { ledgerEntries, refunds } from '#db/schema/payment.ts';
import { memberProfiles } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import type { AuditAction } from '#domain/audit/actions.ts';
import { standing } from '#domain/booking/status.ts';
import { requireAccess } from '#services/authorize.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import { readHistory } from '#services/booking/read/read-history.ts';
import type { ServiceContext } from '#services/context.ts';
import type { PaymentKey } from '#services/payment/load-payment.ts';
import { findPayment } from './find-payments.ts';
import { isoOrNull, presentPayment } from './present-payment.ts';

/** More than anybody gives back of one payment, or disputes. */
const mostLines = 500;

const loadLedger = (tx: Transaction, { tenantId, paymentId }: PaymentKey) =>
  tx
    .select({
      sequence: ledgerEntries.sequence,
      kind: ledgerEntries.kind,
      amountMinor: ledgerEntries.amountMinor,
      externalId: ledgerEntries.externalId,
      at: ledgerEntries.at,
    })
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.tenantId, tenantId), eq(ledgerEntries.paymentId, paymentId)))
    .orderBy(asc(ledgerEntries.sequence))
    .limit(mostLines);

const loadRefunds = (tx: Transaction, { tenantId, paymentId }: PaymentKey) =>
  tx
    .select({ refund: refunds, memberName: memberProfiles.name })
    .from(refunds)
    .leftJoin(
      memberProfiles,
      and(eq(memberProfiles.tenantId, refunds.tenantId), eq(memberProfiles.id, refunds.memberId)),
    )
    .where(and(eq(refunds.tenantId, tenantId), eq(refunds.paymentId, paymentId)))
    .orderBy(asc(refunds.createdAt), asc(refunds.id))
    .limit(mostLines);

const making = ['booking.hold', 'booking.book'] as const satisfies readonly AuditAction[];

/** The network that a guest made a booking from, as the audit log has it. */
const bookedFrom = async (tx: Transaction, tenantId: string, bookingId: string): Promise<string | null> => {
  const [row] = await tx
    .select({ addressPrefix: auditLog.addressPrefix })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.tenantId, tenantId),
        eq(auditLog.targetKind, 'booking'),
        eq(auditLog.targetId, bookingId),
        eq(auditLog.actorKind, 'guest'),
        inArray(auditLog.action, [...making]),
      ),
    )
    .orderBy(asc(auditLog.at))
    .limit(1);
  return row?.addressPrefix ?? null;
};

/**
 * One payment of a booking that the member may see, with its ledger, its refunds and what can be said in a dispute (contract
 * `PaymentDetail`); `not_found` otherwise.
 */
export const getPayment = async (ctx: ServiceContext, { paymentId }: { paymentId: string }) => {
  const member = requireAccess(ctx, 'payments.read');
  const { tenantId } = ctx;
  return withTenant(ctx.db, tenantId, async (tx) => {
    const found = await findPayment(tx, { tenantId, member }, paymentId);
    const key = { tenantId, paymentId, bookingId: found.booking.id };
    const { booking } = await loadBooking(tx, tenantId, key.bookingId);
    const ledger = await loadLedger(tx, key);
    const refundRows = await loadRefunds(tx, key);
    const { timeline, deliveries: mails } = await readHistory(tx, key);
    const status = standing(booking, ctx.now());
    return {
      ...presentPayment(found),
      receiptUrl: found.payment.receiptUrl,
      refunds: refundRows.map(({ refund, memberName }) => ({
        id: refund.id,
        amountMinor: refund.amountMinor,
        state: refund.state,
        reason: refund.reason,
        at: new Date(refund.createdAt).toISOString(),
        failure: refund.failure,
        note: refund.note,
        askedBy: refund.memberId === null ? null : { id: refund.memberId, name: memberName },
        endedAt: isoOrNull(refund.endedAt),
      })),
      ledger: ledger.map((line) => ({ ...line, at: new Date(line.at).toISOString() })),
      evidence: {
        terms:
          booking.refundTerms === null
            ? null
            : {
                text: booking.refundTerms.text,
                linkVersion: booking.refundTerms.linkVersion,
                agreedAt: new Date(booking.refundTerms.agreedAt).toISOString(),
              },
        attendance: status === 'completed' || status === 'no_show' ? status : null,
        bookedFrom: await bookedFrom(tx, tenantId, key.bookingId),
        mails,
        timeline,
      },
    };
  });
};
