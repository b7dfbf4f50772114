import type { z } from 'zod';
import { bindMember, type Router } from '#api/bind.ts';
import type { AppDeps } from '#api/deps.ts';
import * as contract from '#contracts/integration.ts';
import { AppError } from '#domain/errors.ts';
import { type AccountField, type AccountInput, accountFields } from '#domain/integration/types.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { IntegrationVendor } from '#domain/vendors.ts';
import type { Credentials, Granted } from '#providers/auth.ts';
import { getMe } from '#services/account/get-me.ts';
import { readBrand } from '#services/branding/read-brand.ts';
import type { ServiceContext } from '#services/context.ts';
import { connectTenantAccount } from '#services/integration/tenant/connect-tenant-account.ts';
import { listTenantIntegrations } from '#services/integration/tenant/list-tenant-integrations.ts';
import { testMail } from '#services/integration/tenant/test-mail.ts';
import { testTenantAccount } from '#services/integration/tenant/test-tenant-account.ts';

type Deps = Pick<AppDeps, 'conferences' | 'emailAccounts' | 'payments' | 'secrets' | 'config'>;
type Offer = z.output<typeof contract.TenantVendor>;

/** A vendor at which the organisation can have an account: how that is opened, and used once to see whether it works. */
type Accounts = Offer & {
  grant: (input: AccountInput) => Granted;
  use: (ctx: ServiceContext, credentials: Credentials) => Promise<void>;
};

const offersOf = ({ conferences, emailAccounts }: Deps): Offer[] => [
  ...[...conferences.values()].map(
    ({ vendor, auth }): Offer => ({ vendor, capability: 'conference', auth: auth.kind, asks: [] }),
  ),
  ...emailAccounts.offers.map((offer): Offer => ({ ...offer, asks: [...offer.asks], capability: 'email' })),
];

const conferenceAccounts = (deps: Deps, offer: Offer): Accounts | null => {
  const provider = [...deps.conferences.values()].find(({ vendor }) => vendor === offer.vendor);
  const auth = provider?.auth;
  if (provider === undefined || auth?.kind !== 'none') return null;
  return {
    ...offer,
    grant: () => auth.issue(),
    use: async (ctx, credentials) => {
      const now = ctx.now();
      const client = provider.open(credentials, async () => undefined);
      await client.createMeeting({
        key: `test/${ctx.tenantId}`,
        title: 'Test',
        start: now,
        end: now + 60_000,
      });
    },
  };
};

const mailAccounts = async (deps: Deps, offer: Offer): Promise<Accounts | null> => {
  const accounts = await deps.emailAccounts.load(offer.vendor);
  if (accounts === null) return null;
  return {
    ...offer,
    grant: (input) => accounts.grant(input),
    use: async (ctx, credentials) => {
      const { sender, provider } = accounts.open(credentials);
      const { email, member, tenant } = await getMe(ctx, {
        publicUrl: '',
        temporalUiUrl: null,
        isOperator: false,
        sellsPlans: false,
      });
      const brand = await readBrand(ctx.db, ctx.tenantId);
      await provider.send({
        ...testMail(member.locale, tenant.name),
        from: { name: brand?.senderName ?? tenant.name, email: sender },
        to: { name: member.name, email },
        idempotencyKey: `test/${ctx.newId('delivery')}`,
      });
    },
  };
};

const accountsOf = async (deps: Deps, vendor: IntegrationVendor): Promise<Accounts> => {
  const offer = offersOf(deps).find((one) => one.vendor === vendor);
  const accounts =
    offer === undefined ? null : (conferenceAccounts(deps, offer) ?? (await mailAccounts(deps, offer)));
  if (accounts === null)
    throw new AppError('invalid_request', 'The organisation cannot have an account at this vendor here.', {
      errors: [{ pointer: '/vendor', message: 'must be one of the available vendors' }],
    });
  return accounts;
};

/** One read of an account that takes payments: of what changed at this moment, which is nothing. */
const readPayments = async (
  { payments }: Deps,
  vendor: IntegrationVendor,
  ctx: ServiceContext,
  credentials: Credentials,
): Promise<boolean> => {
  const provider = [...payments.values()].find((each) => each.vendor === vendor);
  if (provider === undefined) return false;
  const at = ctx.now();
  await provider.open(credentials, async () => undefined).listPayments({ from: at, to: at, cursor: null });
  return true;
};

/** Everything the vendor asks for, and nothing else. */
const readInput = (
  input: Partial<Record<AccountField, string | undefined>>,
  asks: readonly AccountField[],
): AccountInput => {
  const errors = accountFields.flatMap((field) => {
    const isGiven = input[field] !== undefined;
    if (isGiven === asks.includes(field)) return [];
    return [{ pointer: `/${field}`, message: isGiven ? 'is not asked for by this vendor' : 'must be given' }];
  });
  if (errors.length > 0) throw new AppError('invalid_request', 'The account is not complete.', { errors });
  return Object.fromEntries(asks.map((field) => [field, input[field] ?? '']));
};

/** Why an account does not work, in our words; the vendor's quote addresses. */
const refusing = async <Result>(attempt: Promise<Result>): Promise<Result> => {
  try {
    return await attempt;
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    throw new AppError('account_refused', `The account does not work: ${error.reason}.`, {
      extra: { reason: error.reason },
      cause: error,
    });
  }
};

/** Serves those who act for the organisation: its own accounts at vendors. */
export const tenantIntegrationRoutes = (router: Router, deps: Deps): void => {
  bindMember(router, contract.listTenantIntegrations, async ({ ctx, query }) => ({
    body: { ...(await listTenantIntegrations(ctx, query)), available: offersOf(deps) },
  }));
  bindMember(router, contract.connectTenantIntegration, async ({ ctx, body: { vendor, ...input } }) => {
    const accounts = await accountsOf(deps, vendor);
    const granted = accounts.grant(readInput(input, accounts.asks));
    await refusing(accounts.use(ctx, granted.credentials));
    const { capability, auth } = accounts;
    return {
      body: await connectTenantAccount(ctx, deps.secrets, { capability, vendor, auth, ...granted }),
    };
  });
  bindMember(router, contract.testTenantIntegration, async ({ ctx, params }) => {
    const use = async (account: { vendor: IntegrationVendor; credentials: unknown }): Promise<void> => {
      const credentials = account.credentials as Credentials;
      if (await readPayments(deps, account.vendor, ctx, credentials)) return;
      await (await accountsOf(deps, account.vendor)).use(ctx, credentials);
    };
    await refusing(testTenantAccount(ctx, deps.secrets, params.tenantIntegrationId, use));
    return { body: undefined };
  });
};
