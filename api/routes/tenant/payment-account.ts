import { bindMember, type Router } from '#api/bind.ts';
import type { AppDeps } from '#api/deps.ts';
import { webhookPath } from '#api/webhooks/receive.ts';
import * as contract from '#contracts/tenant/payment-account.ts';
import { AppError } from '#domain/errors.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { PaymentVendor } from '#domain/vendors.ts';
import type { Credentials } from '#providers/auth.ts';
import type { GrantedPayment, PaymentClient, PaymentProvider } from '#providers/payment/port.ts';
import type { ServiceContext } from '#services/context.ts';
import { connectPaymentAccount } from '#services/integration/payment/connect-payment-account.ts';
import {
  disconnectPaymentAccount,
  type LeftAtVendor,
} from '#services/integration/payment/disconnect-payment-account.ts';
import { listPaymentAccounts } from '#services/integration/payment/list-payment-accounts.ts';
import { setPaymentWebhookSecret } from '#services/integration/payment/set-webhook-secret.ts';
import type { PaymentAccountView, WebhookUrl } from '#services/integration/payment/view-payment-account.ts';

type Deps = Pick<AppDeps, 'payments' | 'secrets' | 'config' | 'log'>;

const providerOf = ({ payments }: Deps, vendor: PaymentVendor): PaymentProvider => {
  const provider = payments.get(vendor);
  if (provider === undefined)
    throw new AppError('invalid_request', 'Payments cannot be taken by this vendor here.', {
      errors: [{ pointer: '/vendor', message: 'must be one of the available vendors' }],
    });
  return provider;
};

/** Tries the key; what is wrong with it is said at its field, in our words. */
const tryKey = async ({ config }: Deps, provider: PaymentProvider, key: string): Promise<GrantedPayment> => {
  const wrong = (message: string) => ({ errors: [{ pointer: '/key', message }] });
  const granted = await provider.verifyKey(key).catch((error: unknown) => {
    if (!(error instanceof ProviderFailure)) throw error;
    if (error.kind === 'invalid')
      throw new AppError('invalid_request', 'This is no secret key of the vendor.', {
        ...wrong('must be a secret or restricted key of the vendor, not a publishable one'),
        cause: error,
      });
    throw new AppError('account_refused', `The account does not work: ${error.reason}.`, {
      ...(error.kind === 'revoked' ? wrong('is refused by the vendor') : {}),
      extra: { reason: error.reason },
      cause: error,
    });
  });
  const { PAYMENT_MODE: expected } = config;
  if (expected !== 'any' && granted.mode !== expected)
    throw new AppError(
      'payment_mode_off',
      `This installation takes ${expected} payments only.`,
      wrong(`must be a ${expected} key`),
    );
  return granted;
};

/** Our own client at the vendor; null when the vendor is switched off, or the credentials are none of its own. */
const openClient = (
  { payments }: Deps,
  vendor: PaymentVendor,
  credentials: unknown,
): PaymentClient | null => {
  const provider = payments.get(vendor);
  if (provider === undefined || credentials === null) return null;
  try {
    return provider.open(credentials as Credentials, async () => undefined);
  } catch (error) {
    if (error instanceof ProviderFailure) return null;
    throw error;
  }
};

/** Failures of the vendor, told to the log, leave the rest to the owner: the page says how it is done by hand. */
const unlessRefused = async <Result>(
  { log }: Deps,
  what: string,
  attempt: () => Promise<Result>,
): Promise<Result | null> => {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    log.warn({ vendor: error.vendor, reason: error.reason }, what);
    return null;
  }
};

/**
 * The address for notifications, made at the vendor by us where the key may do that, in the place of one that is there: so a
 * new key mends what was removed at the vendor.
 */
const makeWebhook = async (
  deps: Deps,
  ctx: ServiceContext,
  {
    provider,
    granted,
    account,
  }: {
    provider: PaymentProvider;
    granted: GrantedPayment;
    account: PaymentAccountView;
  },
  webhookUrl: WebhookUrl,
): Promise<PaymentAccountView> => {
  const client = openClient(deps, provider.vendor, granted.credentials);
  const made = await unlessRefused(deps, 'an address for notifications could not be made', async () =>
    client === null ? null : client.createWebhook(account.webhook.url),
  );
  if (made === null) return account;
  return setPaymentWebhookSecret(ctx, deps.secrets, {
    integrationId: account.id,
    ...made,
    webhookUrl,
  });
};

const removeWebhook = async (deps: Deps, left: LeftAtVendor | null): Promise<'removed' | 'left' | 'none'> => {
  if (left === null) return 'none';
  const client = openClient(deps, left.vendor, left.credentials);
  const removed = await unlessRefused(deps, 'an address for notifications was left at a vendor', async () => {
    await client?.deleteWebhook(left.webhookId);
    return client !== null;
  });
  return removed === true ? 'removed' : 'left';
};

/** Serves those who act for the organisation: the accounts that take its payments. */
export const paymentAccountRoutes = (router: Router, deps: Deps): void => {
  const { config, secrets } = deps;
  const origin = config.WEBHOOK_BASE_URL || config.PUBLIC_URL;
  const webhookUrl: WebhookUrl = (vendor, endpointId) =>
    `${origin}${webhookPath('payment', vendor)}/${endpointId}`;
  const available = [...deps.payments.values()].map(({ vendor, scopes, events }) => ({
    vendor,
    scopes: [...scopes],
    events: [...events],
  }));
  bindMember(router, contract.listPaymentAccounts, async ({ ctx, query }) => ({
    body: { ...(await listPaymentAccounts(ctx, query, webhookUrl)), available },
  }));
  bindMember(router, contract.connectPaymentAccount, async ({ ctx, body }) => {
    const provider = providerOf(deps, body.vendor);
    const granted = await tryKey(deps, provider, body.key);
    const { acceptsUnrestricted, vendor } = body;
    const input = { ...granted, vendor, acceptsUnrestricted };
    const account = await connectPaymentAccount(ctx, secrets, input, webhookUrl);
    return { body: await makeWebhook(deps, ctx, { provider, granted, account }, webhookUrl) };
  });
  bindMember(router, contract.setPaymentWebhookSecret, async ({ ctx, params, body }) => ({
    body: await setPaymentWebhookSecret(ctx, secrets, {
      integrationId: params.paymentAccountId,
      secret: body.secret,
      webhookUrl,
    }),
  }));
  bindMember(router, contract.disconnectPaymentAccount, async ({ ctx, params }) => ({
    body: {
      webhook: await removeWebhook(
        deps,
        await disconnectPaymentAccount(ctx, secrets, params.paymentAccountId),
      ),
    },
  }));
};
