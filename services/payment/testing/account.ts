import { randomBytes } from 'node:crypto';
import type { Database } from '#db/client.ts';
import { paymentAccounts } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import type { TestTenant } from '#db/testing/tenant.ts';
import type { PaymentMode } from '#domain/payment/types.ts';
import type { PaymentVendor } from '#domain/vendors.ts';
import { contextAt, ownerOf } from '#services/booking/testing/requests.ts';
import { saveIntegration } from '#services/integration/save-integration.ts';
import type { SecretBox } from '#services/secrets.ts';

/** What a vendor says of a key that was tried. */
type Granted = {
  credentials: unknown;
  account: { externalAccountId: string; label: string };
  mode: PaymentMode;
};

/** Connects the account that takes a tenant's payments, without an address for the vendor's notifications. */
export const connectTestAccount = async (
  db: Database,
  secrets: SecretBox,
  tenant: TestTenant,
  { vendor, granted, now }: { vendor: PaymentVendor; granted: Granted; now: number },
): Promise<string> => {
  const ctx = contextAt(db, { tenantId: tenant.tenantId, now }, { actor: ownerOf(tenant) });
  const { account, credentials, mode } = granted;
  return withTenant(db, tenant.tenantId, async (tx) => {
    const integrationId = await saveIntegration(tx, ctx, secrets, {
      capability: 'payment',
      vendor,
      auth: 'key',
      account,
      credentials,
    });
    await tx.insert(paymentAccounts).values({
      tenantId: tenant.tenantId,
      integrationId,
      mode,
      endpointId: randomBytes(16).toString('base64url'),
      isUnrestricted: false,
    });
    return integrationId;
  });
};
