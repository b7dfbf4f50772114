import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { payments, refunds } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { isPayment, type PaymentKey } from './load-payment.ts';

/** The vendor is asked about a payment at once instead of when it would be. */
export const askSoon = async (db: Database, { now, ...key }: PaymentKey & { now: number }): Promise<void> =>
  withTenant(db, key.tenantId, async (tx) => {
    await tx.update(payments).set({ askAt: now, updatedAt: now }).where(isPayment(key));
    wake(tx, { tenantId: key.tenantId, kind: 'payment', subjectId: key.paymentId });
  });

/** The same for what the guest of a booking may have paid by now; what has ended stays as it is. Answers of how many. */
export const askSoonAbout = async (
  tx: Transaction,
  { tenantId, bookingId, now }: { tenantId: string; bookingId: string; now: number },
): Promise<number> => {
  const asked = await tx
    .update(payments)
    .set({ askAt: now, updatedAt: now })
    .where(
      and(
        eq(payments.tenantId, tenantId),
        eq(payments.bookingId, bookingId),
        eq(payments.state, 'open'),
        isNotNull(payments.checkoutId),
      ),
    )
    .returning({ id: payments.id });
  wake(tx, ...asked.map(({ id }) => ({ tenantId, kind: 'payment' as const, subjectId: id })));
  return asked.length;
};

type Failing = { tenantId: string; now: number } & ({ paymentId: string } | { integrationId: string });

/**
 * What could not be asked for at the vendor, of one payment or of all of an account, is due at once, and so are its refunds. Answers
 * of how many; their followers look.
 */
export const askAgain = async (tx: Transaction, failing: Failing): Promise<number> => {
  const { tenantId, now } = failing;
  const meant = and(
    eq(payments.tenantId, tenantId),
    'paymentId' in failing
      ? eq(payments.id, failing.paymentId)
      : eq(payments.integrationId, failing.integrationId),
  );
  const asked = await tx
    .update(payments)
    .set({ askAt: now, updatedAt: now })
    .where(and(meant, isNotNull(payments.failure)))
    .returning({ id: payments.id });
  const owed = await tx
    .update(refunds)
    .set({ tryAt: now, updatedAt: now })
    .where(
      and(
        eq(refunds.tenantId, tenantId),
        eq(refunds.state, 'owed'),
        isNotNull(refunds.failure),
        inArray(refunds.paymentId, tx.select({ id: payments.id }).from(payments).where(meant)),
      ),
    )
    .returning({ id: refunds.paymentId });
  const ids = new Set([...asked, ...owed].map(({ id }) => id));
  wake(tx, ...[...ids].map((id) => ({ tenantId, kind: 'payment' as const, subjectId: id })));
  return asked.length + owed.length;
};
