import type { Database } from '#db/client.ts';
import { payments } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { isPayment, type PaymentKey, type PaymentRow } from './load-payment.ts';

/** A payment as it stands; `not_found` otherwise. */
export const readPayment = async (db: Database, key: PaymentKey): Promise<PaymentRow> =>
  withTenant(db, key.tenantId, async (tx) => {
    const [row] = await tx.select().from(payments).where(isPayment(key));
    if (row === undefined) throw new AppError('not_found', 'There is no such payment.');
    return row;
  });
