import PostalMime, { type Address } from 'postal-mime';
import type { ArrivedMail, NetworkedEmailHarness } from '#providers/email/contract-harness.ts';
import { createEmailProvider } from '#providers/email/registry.ts';
import { createSmtpProvider } from './adapter.ts';
import { account, startMailServer } from './testing/mail-server.ts';

/** Type and bytes of an attachment as they were sent: the parser reads calendars as text and changes their line ends. */
function partOf(
  raw: Uint8Array,
  filename: string | null,
): Pick<ArrivedMail['attachments'][number], 'contentType' | 'content'> {
  const part = new RegExp(
    `Content-Type: ([^\\r]+); name=${filename}\\r\\n(?:[^\\r]+\\r\\n)*\\r\\n([A-Za-z0-9+/=\\r\\n]+)\\r\\n--`,
  ).exec(Buffer.from(raw).toString('latin1'));
  return { contentType: part?.[1] ?? '', content: Buffer.from(part?.[2] ?? '', 'base64') };
}

async function read(raw: Uint8Array): Promise<ArrivedMail> {
  const mail = await PostalMime.parse(raw);
  const named = (one: Address | undefined) => ({
    name: one?.name ?? '',
    email: one?.address ?? '',
  });
  return {
    id: mail.messageId ?? '',
    from: named(mail.from),
    to: (mail.to ?? []).map(named),
    subject: mail.subject ?? '',
    html: (mail.html ?? '').trim(),
    text: (mail.text ?? '').trim(),
    replyTo: mail.replyTo?.[0]?.address ?? null,
    headers: Object.fromEntries(mail.headers.map(({ key, value }) => [key, value])),
    attachments: mail.attachments.map(({ filename }) => ({
      filename: filename ?? '',
      ...partOf(raw, filename),
    })),
  };
}

/** The adapter, set up from the environment as in production, against a mail server of its own. */
export async function startSmtpHarness(): Promise<NetworkedEmailHarness> {
  const server = await startMailServer();
  const config = { host: '127.0.0.1', port: server.port, security: 'none' as const };
  return {
    provider: await createEmailProvider({
      SMTP_URL: `smtp://${account.user}:${encodeURIComponent(account.password)}@127.0.0.1:${server.port}`,
      SMTP_SECURITY: 'none',
      ALLOW_LOOPBACK_PROVIDERS: 'true',
      EMAIL_FROM_ADDRESS: 'mail@everslot.test',
    }),
    wrongKeyProvider: createSmtpProvider({ ...config, account: { user: account.user, password: 'wrong' } }),
    impatientProvider: createSmtpProvider({ ...config, account, timeoutMs: 300 }),
    throttledSeconds: undefined,
    refusedAddress: 'refused@example.com',
    mailsTo: async (address) =>
      Promise.all(
        server
          .taken()
          .filter(({ to }) => to.includes(address))
          .map(({ raw }) => read(raw)),
      ),
    fault: async (fault) => server.strike(fault),
    reset: async () => server.reset(),
    stop: () => server.stop(),
  };
}
