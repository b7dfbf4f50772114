import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { disputes, paymentFindings, payments, refunds } from '#db/schema/payment.ts';
import type { MoneyKind } from '#domain/attention/types.ts';
import { askAgain } from '../ask-soon.ts';
import { dismissFinding } from '../reconciliation/dismiss-finding.ts';

type Of = { tenantId: string; id: string; now: number };

/** The payment that something of money is about: undefined when there is nothing of that id, null for what is nobody's payment. */
export const paymentOfMoney = async (
  tx: Transaction,
  { tenantId, id, kind }: Pick<Of, 'tenantId' | 'id'> & { kind: MoneyKind },
): Promise<string | null | undefined> => {
  if (kind === 'payment') return id;
  const table = { refund: refunds, dispute: disputes, paymentFinding: paymentFindings }[kind];
  const [row] = await tx
    .select({ paymentId: table.paymentId })
    .from(table)
    .where(and(eq(table.tenantId, tenantId), eq(table.id, id)));
  return row?.paymentId;
};

/** Somebody has seen it, and wants to hear no more of it; false when there is nothing to be seen any more. */
export const dismissMoneyOf = async (
  tx: Transaction,
  { kind, by, ...of }: Of & { kind: MoneyKind; by: string | null },
): Promise<boolean> => {
  const { tenantId, id, now } = of;
  switch (kind) {
    case 'paymentFinding':
      return dismissFinding(tx, { ...of, by });
    case 'payment': {
      const rows = await tx
        .update(payments)
        .set({ warningDismissedAt: now })
        .where(
          and(
            eq(payments.tenantId, tenantId),
            eq(payments.id, id),
            isNotNull(payments.warnedAt),
            isNull(payments.warningDismissedAt),
            isNull(payments.failure),
          ),
        )
        .returning({ id: payments.id });
      return rows.length > 0;
    }
    case 'refund': {
      const rows = await tx
        .update(refunds)
        .set({ dismissedAt: now })
        .where(
          and(
            eq(refunds.tenantId, tenantId),
            eq(refunds.id, id),
            eq(refunds.state, 'failed'),
            isNull(refunds.dismissedAt),
          ),
        )
        .returning({ id: refunds.id });
      return rows.length > 0;
    }
    case 'dispute': {
      const rows = await tx
        .update(disputes)
        .set({ dismissedAt: now })
        .where(
          and(
            eq(disputes.tenantId, tenantId),
            eq(disputes.id, id),
            eq(disputes.state, 'open'),
            isNull(disputes.dismissedAt),
          ),
        )
        .returning({ id: disputes.id });
      return rows.length > 0;
    }
  }
};

/** What the vendor could not be asked for is asked for again now; false when nothing of that payment fails. */
export const retryMoneyOf = async (
  tx: Transaction,
  { tenantId, paymentId, now }: { tenantId: string; paymentId: string; now: number },
): Promise<boolean> => (await askAgain(tx, { tenantId, paymentId, now })) > 0;
