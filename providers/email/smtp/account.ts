import { z } from 'zod';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { EmailAccounts } from '#providers/email/port.ts';
import { mayBePlain } from '#providers/env.ts';
import type { Env } from '#providers/manifest.ts';
import { createSmtpProvider } from './adapter.ts';
import type { SmtpConfig } from './env.ts';
import { vendor } from './mapper.ts';

const Kept = z.object({
  sender: z.string().min(1),
  server: z.string().min(1),
  port: z.coerce.number().int().min(1).max(65_535),
  username: z.string().min(1),
  password: z.string().min(1),
});

const tlsPort = 465;

/**
 * Accounts on mail servers that organisations name. The connection is encrypted before anything is said, and leads to hosts of
 * the internet only; a loopback host is plain, where the installation allows one at all.
 */
export function openSmtpAccounts(env: Env): EmailAccounts {
  return {
    grant: ({ sender = '', server = '', port = '', username = '', password = '' }) => ({
      credentials: { sender, server, port, username, password },
      account: { externalAccountId: sender, label: sender },
    }),
    open(credentials) {
      const kept = Kept.safeParse(credentials);
      if (!kept.success)
        throw new ProviderFailure(vendor, 'unavailable', { reason: 'credentials_unreadable' });
      const { sender, server, port, username, password } = kept.data;
      const isLocal = mayBePlain(server, env);
      const security: SmtpConfig['security'] = isLocal ? 'none' : port === tlsPort ? 'tls' : 'starttls';
      const provider = createSmtpProvider({
        host: server,
        port,
        security,
        account: { user: username, password },
        onlyPublic: !isLocal,
      });
      return { sender, provider };
    },
  };
}
