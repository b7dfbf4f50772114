import type {
  ArrivedMail,
  EmailFault,
  Named,
  NetworkedEmailHarness,
} from '#providers/email/contract-harness.ts';
import { createEmailProvider } from '#providers/email/registry.ts';
import { createResendProvider } from './adapter.ts';
import { emulatorApiKey } from './emulator/credentials.ts';
import { startEmulator } from './emulator/start.ts';
import { manifest } from './manifest.ts';

type StoredMessage = {
  id: string;
  from: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  replyTo: string[];
  headers: Record<string, string>;
  deliveries: number;
  attachments: { filename: string; contentType: string; content: string }[];
};

const faults: Record<EmailFault, object> = {
  'reset before': { reset: 'before' },
  'reset after': { reset: 'after' },
  'silence after': { timeout: 'after' },
  outage: { status: 503 },
  throttle: { status: 429, retryAfterSeconds: 17 },
};

const named = (text: string): Named => {
  const [, name = '', email = text] = /^"?(.*?)"? <([^<>]+)>$/.exec(text) ?? [];
  return { name, email };
};

const arrived = (message: StoredMessage): ArrivedMail[] =>
  Array.from({ length: message.deliveries }, () => ({
    ...message,
    from: named(message.from),
    to: message.to.map(named),
    replyTo: message.replyTo[0] ?? null,
    headers: Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    attachments: message.attachments.map((item) => ({
      ...item,
      content: Buffer.from(item.content, 'base64'),
    })),
  }));

/** The adapter, set up from the environment as in production, against a fresh emulator on a free port. */
export async function startResendHarness(): Promise<NetworkedEmailHarness> {
  const emulator = await startEmulator({ port: 0, seed: 7 });
  const admin = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${emulator.url}/_admin${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`admin ${path}: ${response.status}`);
    return response.json();
  };
  const base = { baseUrl: emulator.url };
  return {
    provider: await createEmailProvider({
      ...manifest.emulator?.environment({ url: emulator.url, stateFolder: '' }),
      EMAIL_FROM_ADDRESS: 'mail@everslot.test',
    }),
    wrongKeyProvider: createResendProvider({ ...base, apiKey: 're_not_issued' }),
    impatientProvider: createResendProvider({ ...base, apiKey: emulatorApiKey, timeoutMs: 150 }),
    throttledSeconds: 17,
    refusedAddress: 'refused@example.com',
    async mailsTo(address) {
      const query = `/messages?to=${encodeURIComponent(address)}`;
      const answer = (await admin('GET', query)) as { messages: StoredMessage[] };
      return answer.messages.flatMap(arrived);
    },
    fault: async (fault) => void (await admin('POST', '/faults', { ...faults[fault], times: 1 })),
    reset: async () => void (await admin('POST', '/reset')),
    stop: () => emulator.stop(),
  };
}
