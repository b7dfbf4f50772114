import { z } from 'zod';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { Credentials } from '#providers/auth.ts';
import { vendor } from './failures.ts';

const GoogleCredentials = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  /** Epoch milliseconds. */
  accessTokenExpiresAt: z.number(),
  scopes: z.array(z.string()).readonly(),
});
export type GoogleCredentials = z.infer<typeof GoogleCredentials>;

/** Our own credentials out of the opaque ones. Throws `credentials_unreadable` when they are somebody else's. */
export function readCredentials(credentials: Credentials): GoogleCredentials {
  const parsed = GoogleCredentials.safeParse(credentials);
  if (parsed.success) return parsed.data;
  throw new ProviderFailure(vendor, 'unavailable', { reason: 'credentials_unreadable' });
}
