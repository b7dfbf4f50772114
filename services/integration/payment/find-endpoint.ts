import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { integrations, paymentAccounts } from '#db/schema/integration.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';
import type { PaymentMode } from '#domain/payment/types.ts';
import type { PaymentVendor } from '#domain/vendors.ts';
import { createMemory } from '#services/memory.ts';
import type { SecretBox } from '#services/secrets.ts';
import { ofAccount, takesPayments } from './view-payment-account.ts';
import { endpointIdPattern, webhookSecretsOf } from './webhook-secrets.ts';

/** An address that a vendor sends notifications to: whose it is, and by which secrets they are proved. */
export type PaymentEndpoint = {
  tenantId: string;
  integrationId: string;
  endpointId: string;
  mode: PaymentMode;
  secrets: readonly string[];
  /** When an authentic notification came last. */
  lastEventAt: number | null;
};

/** An address never comes to belong to another tenant. */
const owners = createMemory<string>(60 * 60_000);

const readOwner = async (db: Database, endpointId: string): Promise<string | null> => {
  const [known] = await withRoutingKey(db, endpointId, (tx) =>
    tx
      .select({ tenantId: paymentAccounts.tenantId })
      .from(paymentAccounts)
      .where(eq(paymentAccounts.endpointId, endpointId)),
  );
  return known?.tenantId ?? null;
};

/** The account an address leads to; null for one of another vendor, of an account that was disconnected, and for any other. */
export const findEndpoint = async (
  db: Database,
  box: SecretBox,
  { vendor, endpointId, now }: { vendor: PaymentVendor; endpointId: string; now: number },
): Promise<PaymentEndpoint | null> => {
  if (!endpointIdPattern.test(endpointId)) return null;
  const tenantId = await owners(endpointId, () => readOwner(db, endpointId));
  if (tenantId === null) return null;
  const [row] = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ integration: integrations, account: paymentAccounts })
      .from(integrations)
      .innerJoin(paymentAccounts, ofAccount)
      .where(and(takesPayments(tenantId), eq(paymentAccounts.endpointId, endpointId))),
  );
  if (row === undefined || row.integration.vendor !== vendor || row.integration.status === 'disconnected')
    return null;
  const { integrationId, mode, lastEventAt } = row.account;
  const secrets = webhookSecretsOf(box, row.account, now);
  return { tenantId, integrationId, endpointId, mode, secrets, lastEventAt };
};

/** Many come at once: when the last one came is written to the minute, so that they do not wait for one row. */
const recordedForMs = 60_000;

/** Keeps when an authentic notification came last. */
export const recordEvent = async (
  db: Database,
  {
    tenantId,
    integrationId,
    lastEventAt,
  }: Pick<PaymentEndpoint, 'tenantId' | 'integrationId' | 'lastEventAt'>,
  now: number,
): Promise<void> => {
  if (lastEventAt !== null && now - lastEventAt < recordedForMs) return;
  await withTenant(db, tenantId, (tx) =>
    tx
      .update(paymentAccounts)
      .set({ lastEventAt: now })
      .where(and(eq(paymentAccounts.tenantId, tenantId), eq(paymentAccounts.integrationId, integrationId))),
  );
};
