import type { Database } from '#db/client.ts';
import type { TestTenant } from '#db/testing/tenant.ts';
import type { PaymentVendor } from '#domain/vendors.ts';
import { contextAt, ownerOf } from '#services/booking/testing/requests.ts';
import {
  connectPaymentAccount,
  type PaymentAccountInput,
} from '#services/integration/payment/connect-payment-account.ts';
import type { SecretBox } from '#services/secrets.ts';

/** Connects the account that takes a tenant's payments, or connects it again; answers its integration. */
export const connectTestAccount = async (
  db: Database,
  secrets: SecretBox,
  tenant: TestTenant,
  {
    vendor,
    granted,
    now,
  }: {
    vendor: PaymentVendor;
    /** What the vendor says of a key that was tried. */
    granted: Omit<PaymentAccountInput, 'vendor' | 'acceptsUnrestricted'>;
    now: number;
  },
): Promise<string> => {
  const ctx = contextAt(db, { tenantId: tenant.tenantId, now }, { actor: ownerOf(tenant) });
  const input = { ...granted, vendor, acceptsUnrestricted: true };
  const { id } = await connectPaymentAccount(ctx, secrets, input, () => 'https://example.com');
  return id;
};
