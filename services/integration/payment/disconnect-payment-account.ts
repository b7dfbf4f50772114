import { withTenant } from '#db/tenant.ts';
import type { PaymentVendor } from '#domain/vendors.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { readCredentials } from '#services/integration/credentials.ts';
import { disconnectLocked } from '#services/integration/disconnect-integration.ts';
import type { SecretBox } from '#services/secrets.ts';
import { lockPaymentAccount } from './set-webhook-secret.ts';
import { paymentVendorOf } from './view-payment-account.ts';

/** What is left at the vendor, and what it can be removed with a last time. */
export type LeftAtVendor = { vendor: PaymentVendor; webhookId: string; credentials: unknown };

/**
 * Forgets an account that takes payments with its credentials and secrets. Answers what is left at the vendor: null when
 * nothing is, without credentials when they cannot be read any more.
 */
export const disconnectPaymentAccount = async (
  ctx: ServiceContext,
  box: SecretBox,
  integrationId: string,
): Promise<LeftAtVendor | null> => {
  requirePermission(ctx, 'tenant_integrations.write');
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const { integration, account } = await lockPaymentAccount(tx, ctx, integrationId);
    const credentials = readCredentials(box, integration);
    await disconnectLocked(tx, ctx, integrationId);
    const { webhookId } = account;
    return webhookId === null ? null : { vendor: paymentVendorOf(integration), webhookId, credentials };
  });
};
