import type { PaymentMode } from '#domain/payment/types.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { Credentials } from '#providers/auth.ts';
import type { PaymentClient, PaymentProvider } from '#providers/payment/port.ts';
import { loadCredentials } from '#services/integration/credentials.ts';
import { readMode } from '#services/integration/payment/read-mode.ts';
import { loseAccount } from '#services/integration/tenant/tenant-account.ts';
import { type ClientDeps, createBreakers, type Guard, guardClient } from '../clients.ts';

/** An account that takes payments, opened for one piece of work. */
export type OpenedPaymentAccount = { client: PaymentClient; mode: PaymentMode };
export type OpenPaymentAccount = (tenantId: string, integrationId: string) => Promise<OpenedPaymentAccount>;

/** What moves money, or keeps it from moving. */
const writes = /^(openCheckout|closeCheckout|refund|capture|release|createWebhook|deleteWebhook)$/;

/**
 * Opens the account of a payment, behind a circuit for its reading and one for its writing. A call that is refused for good
 * makes the account one to be reconnected, of which its owners and admins are told once, and fails as `revoked`; so does
 * opening it from then on.
 */
export const createOpenPaymentAccount = (deps: ClientDeps<PaymentProvider>): OpenPaymentAccount => {
  const guarded = createBreakers();
  return async (tenantId, integrationId) => {
    const key = { tenantId, integrationId };
    const { vendor, credentials, connectedAt } = await loadCredentials(deps.db, deps.secrets, key);
    const provider = deps.vendors.get(vendor);
    if (provider === undefined)
      throw new ProviderFailure(vendor, 'unavailable', { reason: 'not_configured' });
    const guard: Guard = async (kind, call) => {
      try {
        return await guarded({ vendor, integrationId, kind }, call);
      } catch (error) {
        if (error instanceof ProviderFailure && error.kind === 'revoked')
          await loseAccount(deps.db, { ...key, connectedAt });
        throw error;
      }
    };
    const client = provider.open(credentials as Credentials, async () => undefined);
    return { client: guardClient(client, guard, writes), mode: await readMode(deps.db, key) };
  };
};
