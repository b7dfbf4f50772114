import { join } from 'node:path';
import { Hono } from 'hono';
import { createMailboxPage, type ShownMail } from '#providers/email/mailbox-page/page.ts';
import type { Emulator, EmulatorOptions } from '#providers/emulation/emulator.ts';
import { type EmulatorBindings, guardHost, serveEmulator } from '#providers/emulation/serve.ts';
import { type KeptMail, listMails, readMail } from '../folder.ts';

/** The page that shows what lies in the mailbox's folder below `stateFolder`. */
export function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const folder = join(options.stateFolder ?? '.', 'local-mailbox');
  const app = new Hono<{ Bindings: EmulatorBindings }>();
  app.use(
    '*',
    guardHost(options.host, () => new Response('Unknown host or origin.', { status: 403 })),
  );
  app.route(
    '/',
    createMailboxPage({
      list: async () => (await listMails(folder)).map(toShownMail),
      find: async (id) => {
        const mail = await readMail(folder, id);
        return mail === null ? null : toShownMail(mail);
      },
    }),
  );
  return serveEmulator(app, options);
}

const toShownMail = (mail: KeptMail): ShownMail => {
  const [from, to] = [mail.from, mail.to].map(({ name, email }) =>
    name === '' ? email : `${name} <${email}>`,
  );
  return {
    id: mail.id,
    at: mail.at,
    from: from ?? '',
    to: [to ?? ''],
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    state: 'kept',
    attachments: mail.attachments,
    headers: [
      ['Date', new Date(mail.at).toUTCString()],
      ['From', from ?? ''],
      ['To', to ?? ''],
      ...(mail.replyTo === null ? [] : [['Reply-To', mail.replyTo] as const]),
      ['Subject', mail.subject],
      ...Object.entries(mail.headers),
      ['Idempotency-Key', mail.idempotencyKey],
    ],
  };
};
