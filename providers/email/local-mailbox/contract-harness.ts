import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmailHarness } from '#providers/email/contract-harness.ts';
import { createEmailProvider } from '#providers/email/registry.ts';
import { listMails } from './folder.ts';

/** The adapter, set up from the environment, over an empty folder. */
export async function startLocalMailboxHarness(): Promise<EmailHarness> {
  const parent = await mkdtemp(join(tmpdir(), 'everslot-mailbox-'));
  const folder = join(parent, 'mails');
  const provider = await createEmailProvider({
    LOCAL_MAILBOX_FOLDER: folder,
    EMAIL_FROM_ADDRESS: 'mail@everslot.test',
  });
  return {
    provider,
    mailsTo: async (address) =>
      (await listMails(folder))
        .filter(({ to }) => to.email === address)
        .map((mail) => ({
          ...mail,
          to: [mail.to],
          headers: Object.fromEntries(
            Object.entries(mail.headers).map(([name, value]) => [name.toLowerCase(), value]),
          ),
          attachments: mail.attachments.map((item) => ({
            ...item,
            content: Buffer.from(item.content, 'base64'),
          })),
        })),
    reset: () => rm(folder, { recursive: true, force: true }),
    stop: () => rm(parent, { recursive: true, force: true }),
  };
}
