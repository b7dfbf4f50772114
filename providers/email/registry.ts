import { ProviderFailure } from '#domain/provider-failure.ts';
import type { EmailVendor } from '#domain/vendors.ts';
import type { EmailManifest, Env } from '../manifest.ts';
import { manifests } from '../manifests.ts';
import { type OnProviderCall, observed } from '../observed.ts';
import type { Receive } from '../receive.ts';
import { chooseEmailVendor, parseFromAddress } from './env.ts';
import type { EmailAccountRegistry, EmailDeliveryEvent, EmailProvider } from './port.ts';

const emailManifests = manifests.filter(
  (manifest): manifest is EmailManifest => manifest.capability === 'email',
);

/** Mails wait, visibly, until a vendor is configured; the process that would send them runs all the same. */
const unconfigured: EmailProvider = {
  vendor: null,
  send: async () => {
    throw new ProviderFailure('email', 'unavailable', { reason: 'not_configured' });
  },
};

/**
 * The vendor that is configured, or one that fails every mail with `not_configured`. Throws an `Error` with a sentence
 * for the operator when the configuration is wrong or ambiguous. `onCall` is told how each mail's try ended.
 */
export async function createEmailProvider(
  env: Env,
  onCall: OnProviderCall = () => undefined,
): Promise<EmailProvider> {
  const provider = await openEmailProvider(env);
  return observed(provider, { capability: 'email', vendor: provider.vendor ?? 'none' }, onCall);
}

async function openEmailProvider(env: Env): Promise<EmailProvider> {
  const chosen = chooseEmailVendor(emailManifests, env);
  if (chosen === null) return unconfigured;
  const provider = await chosen.open(env);
  if (provider === null) return unconfigured;
  if (emailFromAddress(env) === null)
    throw new Error('E-mail configuration: EMAIL_FROM_ADDRESS is missing; all mail is sent from it.');
  return provider;
}

/** Accounts of their own that organisations may connect; none of them depends on the installation's. */
export const createEmailAccounts = (env: Env): EmailAccountRegistry => ({
  offers: emailManifests.flatMap(({ vendor, auth, accounts }) =>
    accounts === undefined ? [] : [{ vendor, auth, asks: accounts.asks }],
  ),
  load: async (vendor) =>
    (await emailManifests.find((manifest) => manifest.vendor === vendor)?.accounts?.load(env)) ?? null,
});

/** The address mail is sent from; tenants differ only in the display name. `null` when it is unset. */
export const emailFromAddress = parseFromAddress;

/**
 * Readers of reports on mails, by vendor. Every configured vendor is heard, not only the chosen one: reports on mails
 * sent before a change of vendor still arrive.
 */
export async function createEmailReceivers(
  env: Env,
): Promise<ReadonlyMap<EmailVendor, Receive<EmailDeliveryEvent>>> {
  const receivers = new Map<EmailVendor, Receive<EmailDeliveryEvent>>();
  for (const { vendor, receive } of emailManifests) {
    const receiver = (await receive?.(env)) ?? null;
    if (receiver !== null) receivers.set(vendor, receiver);
  }
  return receivers;
}
