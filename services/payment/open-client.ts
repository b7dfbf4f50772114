import type { Database } from '#db/client.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { IntegrationVendor } from '#domain/vendors.ts';
import type { Credentials } from '#providers/auth.ts';
import type { PaymentClient, PaymentProvider } from '#providers/payment/port.ts';
import { type IntegrationKey, loadCredentials, storeCredentials } from '#services/integration/credentials.ts';
import type { SecretBox } from '#services/secrets.ts';

export type PaymentVendors = { get(vendor: IntegrationVendor): PaymentProvider | undefined };

/** Opens the account that takes a payment, for a guest who waits. Throws `ProviderFailure` where it cannot be opened. */
export const openClient = async (
  { db, secrets, payments }: { db: Database; secrets: SecretBox; payments: PaymentVendors },
  key: IntegrationKey,
): Promise<PaymentClient> => {
  const { vendor, credentials, connectedAt } = await loadCredentials(db, secrets, key);
  const provider = payments.get(vendor);
  if (provider === undefined) throw new ProviderFailure(vendor, 'unavailable', { reason: 'not_configured' });
  return provider.open(credentials as Credentials, async (fresh) => {
    await storeCredentials(db, secrets, { ...key, connectedAt }, fresh);
  });
};
