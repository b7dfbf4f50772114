import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { payments } from '#db/schema/payment.ts';
import type { PaymentReference } from '#domain/payment/vendor.ts';
import { hintPayment } from '../hint-payment.ts';
import type { ReconciliationRow } from './load-reconciliation.ts';
import type { Taken } from './take-page.ts';

type VendorPage = { checkoutId: string; reference: PaymentReference | null };

/**
 * Pages on which guests pay: one with our mark that no payment knows is followed as its notification would have had it, so that
 * nobody pays unseen.
 */
export const takePages = async (
  tx: Transaction,
  run: ReconciliationRow,
  { items }: { items: readonly VendorPage[] },
  now: number,
): Promise<Taken> => {
  const { tenantId, integrationId, totals } = run;
  const ours = items.filter(({ reference }) => reference?.tenantId === tenantId);
  if (ours.length === 0) return { suspects: [], totals };
  const rows = await tx
    .select({ checkoutId: payments.checkoutId })
    .from(payments)
    .where(
      and(
        eq(payments.tenantId, tenantId),
        eq(payments.integrationId, integrationId),
        inArray(
          payments.checkoutId,
          ours.map(({ checkoutId }) => checkoutId),
        ),
      ),
    );
  const known = new Set(rows.map(({ checkoutId }) => checkoutId));
  const suspects: string[] = [];
  for (const { checkoutId, reference } of ours.filter((page) => !known.has(page.checkoutId)))
    suspects.push(
      ...(await hintPayment(tx, {
        tenantId,
        integrationId,
        hint: { reference, checkoutId, chargeId: null },
        now,
      })),
    );
  return { suspects, totals };
};
