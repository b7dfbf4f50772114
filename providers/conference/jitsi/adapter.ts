import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { ConferenceProvider } from '#providers/conference/port.ts';
import type { Env } from '#providers/manifest.ts';
import { type JitsiConfig, parseJitsiEnv } from './env.ts';

const vendor = 'jitsi';
const secretBytes = 32;
/** 128 bits: nobody finds a room by trying. */
const nameBytes = 16;

const Secret = z.object({ roomSecret: z.base64().length(4 * Math.ceil(secretBytes / 3)) });

/** The vendor as the environment configures it; `null` while it is off. Throws an `Error` naming every wrong key. */
export function openJitsi(env: Env): ConferenceProvider | null {
  const config = parseJitsiEnv(env);
  return config === null ? null : createJitsiProvider(config);
}

/**
 * Rooms on a server that opens one for whoever comes to its name: nothing is asked of it, so no meeting waits for it. The
 * name is a keyed hash, the same for the same meeting, and tells nobody whose it is.
 */
export function createJitsiProvider({ baseUrl }: JitsiConfig): ConferenceProvider {
  const { host } = new URL(baseUrl);
  return {
    vendor,
    auth: {
      kind: 'none',
      issue: () => ({
        credentials: { roomSecret: randomBytes(secretBytes).toString('base64') },
        account: { externalAccountId: host, label: host },
      }),
    },
    open(credentials) {
      const parsed = Secret.safeParse(credentials);
      if (!parsed.success)
        throw new ProviderFailure(vendor, 'unavailable', { reason: 'credentials_unreadable' });
      const secret = Buffer.from(parsed.data.roomSecret, 'base64');
      return {
        createMeeting: async ({ key }) => {
          const name = createHmac('sha256', secret).update(key).digest().subarray(0, nameBytes);
          // The server reads names without regard to case.
          return { url: `${baseUrl}/${name.toString('hex')}` };
        },
      };
    },
  };
}
