import type { EmailHarness, StoredMessage } from '#providers/email/contract-harness.ts';
import { createEmailProvider } from '#providers/email/registry.ts';
import { createResendProvider } from './adapter.ts';
import { emulatorApiKey, startResendEmulator } from './emulator.ts';

const secret = `whsec_${Buffer.from('contract test secret, long enough').toString('base64')}`;

/** The adapter, set up from the environment as in production, against a fresh emulator on a free port. */
export async function startResendHarness(): Promise<EmailHarness> {
  const emulator = await startResendEmulator({ port: 0, webhookSecret: secret, seed: 7 });
  const admin = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${emulator.url}/_admin${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`admin ${path}: ${response.status}`);
    return response.json();
  };
  const env = {
    RESEND_API_KEY: emulatorApiKey,
    RESEND_BASE_URL: emulator.url,
    RESEND_WEBHOOK_SECRET: secret,
    EMAIL_FROM_ADDRESS: 'mail@everslot.test',
    ALLOW_LOOPBACK_PROVIDERS: 'true',
  };
  const provider = createEmailProvider(env);
  if (provider === null) throw new Error('the vendor is configured but off');
  const base = { baseUrl: emulator.url };
  return {
    provider,
    wrongKeyProvider: createResendProvider({ ...base, apiKey: 're_not_issued' }),
    impatientProvider: createResendProvider({ ...base, apiKey: emulatorApiKey, timeoutMs: 150 }),
    env,
    bouncingAddress: 'bounced+contract@resend.dev',
    async messages(to) {
      const answer = (await admin('GET', `/messages?to=${encodeURIComponent(to)}`)) as {
        messages: StoredMessage[];
      };
      return answer.messages;
    },
    fault: async (rule) => void (await admin('POST', '/faults', rule)),
    reset: async () => void (await admin('POST', '/reset')),
    notifyAt: async (url) => void (await admin('POST', '/webhooks', { url })),
    stop: () => emulator.stop(),
  };
}
