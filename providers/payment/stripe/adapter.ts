import { createHash } from 'node:crypto';
import { z } from 'zod';
import { failureBecause, ProviderFailure } from '#domain/provider-failure.ts';
import { serverOf } from '#providers/env.ts';
import type { Env } from '#providers/manifest.ts';
import type { GrantedPayment, PaymentProvider } from '../port.ts';
import type { Api } from './api.ts';
import { enabledEvents, openClient } from './client.ts';
import { limitsOf, toOurCurrency } from './currencies.ts';
import { parseStripeEnv, type StripeConfig, secretKeyPattern, vendor } from './env.ts';
import { receiveStripe } from './receive.ts';
import { Account, SessionList } from './shapes.ts';

/** What a restricted key needs, by the names the vendor's page has for it. */
const scopes = [
  'Checkout Sessions: Write',
  'PaymentIntents: Write',
  'Charges and Refunds: Write',
  'Disputes: Read',
  'Early Fraud Warnings: Read',
  'Webhook Endpoints: Write',
] as const;

const Kept = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own_key'), key: z.string().regex(secretKeyPattern) }),
  z.object({ kind: z.literal('connect'), account: z.string().regex(/^acct_[A-Za-z0-9]{1,240}$/) }),
]);

/** The vendor, always on: organisations bring their keys. Throws an `Error` naming every wrong setting. */
export const openStripe = (env: Env): PaymentProvider => createStripeProvider(parseStripeEnv(env));

/** Payments by the real SDK on the vendor's own page. Every client throws `ProviderFailure` alone. */
export function createStripeProvider(config: StripeConfig): PaymentProvider {
  const open = (key: string, account?: string): Api => openLate(config, key, account);
  return {
    vendor,
    scopes,
    events: enabledEvents,
    verifyKey: (key) => verifyKey(key, open),
    receive: receiveStripe,
    limitsOf,
    open(credentials) {
      const kept = Kept.safeParse(credentials);
      if (!kept.success) throw failureBecause(vendor, 'credentials_unreadable');
      if (kept.data.kind === 'own_key') return openClient(open(kept.data.key));
      if (config.platformKey === null) throw failureBecause(vendor, 'not_configured');
      return openClient(open(config.platformKey, kept.data.account));
    },
  };
}

/** The SDK is loaded with the first call: the vendor is always on, and most processes never ask it anything. */
function openLate(config: StripeConfig, key: string, account: string | undefined): Api {
  let opened: Promise<Api> | null = null;
  return {
    server: serverOf(config.baseUrl),
    async call(...call) {
      opened ??= import('./sdk.ts').then(({ openApi }) => openApi(config, key, account));
      return (await opened).call(...call);
    },
  };
}

async function verifyKey(given: string, open: (key: string) => Api): Promise<GrantedPayment> {
  const key = given.trim();
  const [, kind, mode] = secretKeyPattern.exec(key) ?? [];
  if (mode !== 'live' && mode !== 'test') throw failureBecause(vendor, 'invalid');
  const api = open(key);
  const [sessions, account] = await Promise.all([
    // What every payment needs; it says as well whether the money in it is real.
    api.call(SessionList, (stripe) => stripe.checkout.sessions.list({ limit: 1 })),
    readAccount(api),
  ]);
  const isLive = sessions.data[0]?.livemode;
  if (isLive !== undefined && isLive !== (mode === 'live')) throw failureBecause(vendor, 'unexpected_answer');
  return {
    credentials: { kind: 'own_key', key },
    account:
      account === null
        ? { externalAccountId: `key_${fingerprint(key)}`, label: `${kind}_${mode}_…${key.slice(-4)}` }
        : { externalAccountId: account.id, label: labelOf(account) },
    mode,
    isUnrestricted: kind === 'sk',
    country: /^[A-Z]{2}$/.test(account?.country ?? '') ? (account?.country ?? null) : null,
    currency: account?.default_currency == null ? null : toOurCurrency(account.default_currency),
  };
}

/** Whose key it is; `null` for one that opens what is needed and may not say. */
const readAccount = (api: Api): Promise<Account | null> =>
  api
    .call<Account>(Account, (stripe) => stripe.accounts.retrieveCurrent())
    .catch((error: unknown) => {
      if (error instanceof ProviderFailure && error.reason === 'insufficient_permissions') return null;
      throw error;
    });

const fingerprint = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 24);

const labelOf = ({ id, email, business_profile, settings }: Account): string => {
  const names = [settings?.dashboard?.display_name, business_profile?.name, email, id];
  const name = names
    .map((each) => (each ?? '').replaceAll(/\p{Cc}+/gu, ' ').trim())
    .find((each) => each !== '');
  return (name ?? id).slice(0, 200);
};
