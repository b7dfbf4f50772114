import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { paymentAccounts } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import type { PaymentMode } from '#domain/payment/types.ts';
import type { IntegrationKey } from '#services/integration/credentials.ts';

/** Whose money an account takes; it stays what it is for as long as there is the account. */
export const readMode = async (
  db: Database,
  { tenantId, integrationId }: IntegrationKey,
): Promise<PaymentMode> => {
  const [row] = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ mode: paymentAccounts.mode })
      .from(paymentAccounts)
      .where(and(eq(paymentAccounts.tenantId, tenantId), eq(paymentAccounts.integrationId, integrationId))),
  );
  if (row === undefined) throw new AppError('not_found', 'There is no such account that takes payments.');
  return row.mode;
};
