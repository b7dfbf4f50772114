import type { Database } from '#db/client.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { EmailVendor, IntegrationVendor } from '#domain/vendors.ts';
import type { Credentials } from '#providers/auth.ts';
import type {
  EmailAccount,
  EmailAccountRegistry,
  EmailProvider,
  OutgoingEmail,
} from '#providers/email/port.ts';
import { type IntegrationKey, loadCredentials } from '#services/integration/credentials.ts';
import { findTenantAccount, loseAccount } from '#services/integration/tenant/tenant-account.ts';
import type { SecretBox } from '#services/secrets.ts';

/** What a tenant's mail goes through at the moment. */
export type Mailer = {
  /** `null` when the tenant has no account of its own and the installation none either. */
  vendor: EmailVendor | null;
  send(email: OutgoingEmail): Promise<{ externalId: string }>;
};
export type MailerOf = (tenantId: string) => Promise<Mailer>;

type Deps = {
  db: Database;
  secrets: SecretBox;
  /** The installation's. */
  email: EmailProvider;
  emailAccounts: EmailAccountRegistry;
};

/** An account the vendor will not let send at all, whatever the mail. */
const isRefused = (error: unknown): error is ProviderFailure =>
  error instanceof ProviderFailure && (error.kind === 'revoked' || error.reason === 'sender_refused');

/** An account that cannot be opened at all, lost or sealed with a key that is not here, keeps no mail waiting. */
const notOurs = (error: unknown): null => {
  if (error instanceof ProviderFailure) return null;
  throw error;
};

/** Connections to the same account are kept open; more than these are closed as they idle. */
const mostOpen = 200;

/** Opened accounts by what opens them: new credentials are another account. */
const createOpened = (registry: EmailAccountRegistry) => {
  const opened = new Map<string, EmailAccount>();
  return async (
    sealed: string,
    vendor: IntegrationVendor,
    credentials: Credentials,
  ): Promise<EmailAccount> => {
    const known = opened.get(sealed);
    if (known !== undefined) return known;
    const accounts = await registry.load(vendor);
    if (accounts === null) throw new ProviderFailure(vendor, 'unavailable', { reason: 'not_configured' });
    const account = accounts.open(credentials);
    const [oldest] = opened.size < mostOpen ? [] : opened.keys();
    if (oldest !== undefined) opened.delete(oldest);
    opened.set(sealed, account);
    return account;
  };
};

/**
 * Mail of a tenant goes through its own account while that is connected, from the account's address, and through the
 * installation's otherwise. An account that is refused for good has to be reconnected; the mail that met the refusal fails as
 * `revoked`, and its next try goes through the installation.
 */
export const createMailerOf = ({ db, secrets, email, emailAccounts }: Deps): MailerOf => {
  const open = createOpened(emailAccounts);
  const openAccount = async (key: IntegrationKey) => {
    const { vendor, credentials, connectedAt, sealed } = await loadCredentials(db, secrets, key);
    return { account: await open(sealed, vendor, credentials as Credentials), connectedAt };
  };
  return async (tenantId) => {
    const integrationId = await findTenantAccount(db, tenantId, 'email');
    if (integrationId === null) return email;
    const key = { tenantId, integrationId };
    const found = await openAccount(key).catch(notOurs);
    if (found === null) return email;
    const { account, connectedAt } = found;
    return {
      vendor: account.provider.vendor,
      send: async (mail) => {
        try {
          return await account.provider.send({ ...mail, from: { ...mail.from, email: account.sender } });
        } catch (error) {
          if (!isRefused(error)) throw error;
          await loseAccount(db, { ...key, connectedAt });
          throw new ProviderFailure(error.vendor, 'revoked', {
            reason: error.kind === 'revoked' ? 'credentials_refused' : 'insufficient_permissions',
            cause: error,
          });
        }
      },
    };
  };
};
