import { ProviderFailure } from '#domain/provider-failure.ts';
import type { Credentials } from '#providers/auth.ts';
import type { CheckoutDeps } from '#services/booking/payment/open-checkout.ts';
import { loadCredentials, storeCredentials } from '#services/integration/credentials.ts';
import type { AppDeps } from './deps.ts';

/** Opens the account that takes a payment, for a guest who waits, and asks it for the page they pay on. */
export const askForPage =
  ({ db, secrets, payments }: Pick<AppDeps, 'db' | 'secrets' | 'payments'>): CheckoutDeps['askForPage'] =>
  async (key, request) => {
    const { vendor, credentials, connectedAt } = await loadCredentials(db, secrets, key);
    const provider = [...payments.values()].find((each) => each.vendor === vendor);
    if (provider === undefined)
      throw new ProviderFailure(vendor, 'unavailable', { reason: 'not_configured' });
    const client = provider.open(credentials as Credentials, async (fresh) => {
      await storeCredentials(db, secrets, { ...key, connectedAt }, fresh);
    });
    return client.openCheckout(request);
  };
