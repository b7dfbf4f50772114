import { paymentAccounts } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import type { Currency } from '#domain/money/currencies.ts';
import type { PaymentMode } from '#domain/payment/types.ts';
import type { PaymentVendor } from '#domain/vendors.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockTenantAccounts } from '#services/integration/lock-owner.ts';
import { saveIntegration } from '#services/integration/save-integration.ts';
import { askAgain } from '#services/payment/ask-soon.ts';
import type { SecretBox } from '#services/secrets.ts';
import { requireMode } from './require-mode.ts';
import { type PaymentAccountView, presentPaymentAccount, type WebhookUrl } from './view-payment-account.ts';
import { newEndpointId } from './webhook-secrets.ts';

export type PaymentAccountInput = {
  vendor: PaymentVendor;
  account: { externalAccountId: string; label: string };
  credentials: unknown;
  mode: PaymentMode;
  isUnrestricted: boolean;
  acceptsUnrestricted: boolean;
  country: string | null;
  currency: Currency | null;
};

/** The sandbox of an account shares its id and nothing else: it is an account of its own. */
const accountIdOf = ({ account, mode }: PaymentAccountInput): string =>
  mode === 'live' ? account.externalAccountId : `${account.externalAccountId}/${mode}`;

/**
 * Keeps an account that takes payments, which the caller has tried, with its credentials sealed; from now on it takes them. The
 * same account again gets the new credentials and keeps its address for notifications; what waited for them is asked for at once. `unrestricted_key` unless that is
 * accepted, `payment_mode_in_use` while the other mode is in use.
 */
export const connectPaymentAccount = async (
  ctx: ServiceContext,
  box: SecretBox,
  input: PaymentAccountInput,
  webhookUrl: WebhookUrl,
): Promise<PaymentAccountView> => {
  requirePermission(ctx, 'tenant_integrations.write');
  if (input.isUnrestricted && !input.acceptsUnrestricted)
    throw new AppError('unrestricted_key', 'This key opens everything in the account.', {
      errors: [{ pointer: '/acceptsUnrestricted', message: 'must be true for a key that is not restricted' }],
    });
  const { tenantId } = ctx;
  const now = ctx.now();
  const { vendor, credentials, mode, isUnrestricted, country, currency } = input;
  return withTenant(ctx.db, tenantId, async (tx) => {
    await lockTenantAccounts(tx, tenantId);
    await requireMode(tx, tenantId, mode);
    const integrationId = await saveIntegration(tx, ctx, box, {
      capability: 'payment',
      vendor,
      auth: 'key',
      account: { externalAccountId: accountIdOf(input), label: input.account.label },
      credentials,
    });
    const facts = { isUnrestricted, country, currency, updatedAt: now };
    await tx
      .insert(paymentAccounts)
      .values({ tenantId, integrationId, mode, endpointId: newEndpointId(), ...facts })
      .onConflictDoUpdate({
        target: [paymentAccounts.tenantId, paymentAccounts.integrationId],
        set: facts,
      });
    await askAgain(tx, { tenantId, integrationId, now });
    return presentPaymentAccount(tx, { tenantId, integrationId, now, webhookUrl });
  });
};
