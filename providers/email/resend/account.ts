import { z } from 'zod';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { EmailAccounts } from '#providers/email/port.ts';
import type { Env } from '#providers/manifest.ts';
import { createResendProvider } from './adapter.ts';
import { resendBaseUrl } from './env.ts';
import { vendor } from './mapper.ts';

const Kept = z.object({ sender: z.string().min(1), key: z.string().min(1) });

/** Accounts by a key of the organisation's own; the address of the API is the installation's. */
export function openResendAccounts(env: Env): EmailAccounts {
  const baseUrl = resendBaseUrl(env);
  return {
    grant: ({ sender = '', key = '' }) => ({
      credentials: { sender, key },
      account: { externalAccountId: sender, label: sender },
    }),
    open(credentials) {
      const kept = Kept.safeParse(credentials);
      if (!kept.success)
        throw new ProviderFailure(vendor, 'unavailable', { reason: 'credentials_unreadable' });
      const { sender, key } = kept.data;
      return { sender, provider: createResendProvider({ apiKey: key, baseUrl }) };
    },
  };
}
