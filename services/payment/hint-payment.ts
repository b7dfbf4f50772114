import { and, eq, or } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { payments } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';

/** What a vendor's message says of the payment it is about. */
type Hint = {
  reference: { paymentId: string } | null;
  checkoutId: string | null;
  chargeId: string | null;
};

/** Something happened to a payment at the vendor: it is asked about at once. Answers whether there was one. */
export const hintPayment = async (
  db: Database,
  of: { tenantId: string; integrationId: string; hint: Hint; now: number },
): Promise<boolean> => {
  const { reference, checkoutId, chargeId } = of.hint;
  const rows = await withTenant(db, of.tenantId, (tx) =>
    tx
      .update(payments)
      .set({ askAt: of.now })
      .where(
        and(
          eq(payments.tenantId, of.tenantId),
          eq(payments.integrationId, of.integrationId),
          or(
            reference === null ? undefined : eq(payments.id, reference.paymentId),
            checkoutId === null ? undefined : eq(payments.checkoutId, checkoutId),
            chargeId === null ? undefined : eq(payments.chargeId, chargeId),
          ),
        ),
      )
      .returning({ id: payments.id }),
  );
  return rows.length > 0;
};
