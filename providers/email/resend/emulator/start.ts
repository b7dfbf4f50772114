import { join } from 'node:path';
import { Hono } from 'hono';
import { createMailboxPage, type MailSource, type ShownMail } from '#providers/email/mailbox-page/page.ts';
import type { Emulator, EmulatorOptions } from '#providers/emulation/emulator.ts';
import type { ActiveFault } from '#providers/emulation/faults.ts';
import { type EmulatorEnv, intercept } from '#providers/emulation/interception.ts';
import { createKit } from '#providers/emulation/kit.ts';
import { guardHost, serveEmulator } from '#providers/emulation/serve.ts';
import { createAdmin } from './admin.ts';
import { createVendorApi } from './api.ts';
import { createMailbox } from './mailbox.ts';
import { createReports, reportRetries } from './reports.ts';
import type { EmulatedEmail, EmulatorState } from './state.ts';
import { createState } from './state.ts';
import { VendorError } from './validate.ts';

/** The vendor's mail API on a local port, with the mailbox page at `/` and controls under `/_admin`. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const state = createState({
    stateFile: options.stateFolder === undefined ? undefined : join(options.stateFolder, 'mail.json'),
    seed: options.seed,
    notifyUrl: options.notifyUrl,
  });
  const kit = createKit({ memory: () => state.memory, ...reportRetries });
  const [secret] = (options.env?.['RESEND_WEBHOOK_SECRET'] ?? '').split(/\s+/);
  const mailbox = createMailbox(state, createReports(state, kit.notifier, secret || undefined));
  const app = new Hono<EmulatorEnv>();
  app.use(
    '*',
    guardHost(options.host, () =>
      vendorError(new VendorError(403, 'invalid_access', 'Unknown host or origin.')),
    ),
  );
  app.route('/_admin', createAdmin(state, kit, mailbox));
  app.all('/_admin/*', (c) => c.json({ error: `no control ${c.req.method} ${c.req.path}` }, 404));
  app.route('/', createMailboxPage(sourceOf(state)));
  app.use('*', intercept({ ...kit, refuse: toFault, gated: true }));
  app.route('/', createVendorApi(state, mailbox));
  app.onError(vendorError);
  const due = setInterval(() => mailbox.settle(), 1_000);
  const beforeStop = () => {
    clearInterval(due);
    return kit.notifier.drop();
  };
  try {
    return await serveEmulator(app, { ...options, beforeStop });
  } catch (error) {
    clearInterval(due);
    throw error;
  }
}

const toFault = (status: number, { reason }: ActiveFault): Response => {
  const standard = status === 429 ? 'rate_limit_exceeded' : 'internal_server_error';
  return vendorError(new VendorError(status, reason ?? standard, 'Something went wrong (injected).'));
};

const sourceOf = (state: EmulatorState): MailSource => ({
  list: async () => state.newestFirst().map(toShownMail),
  find: async (id) => {
    const email = state.emails.get(id);
    return email === undefined ? null : toShownMail(email);
  },
});

const toShownMail = (email: EmulatedEmail): ShownMail => ({
  id: email.id,
  at: email.createdAt,
  from: email.from,
  to: email.to,
  subject: email.subject,
  html: email.html,
  text: email.text,
  state: email.lastEvent,
  attachments: email.attachments,
  headers: [
    ['Message-ID', email.messageId],
    ['Date', new Date(email.createdAt).toUTCString()],
    ['From', email.from],
    ['To', email.to.join(', ')],
    ...(email.cc.length === 0 ? [] : [['Cc', email.cc.join(', ')] as const]),
    ...(email.replyTo.length === 0 ? [] : [['Reply-To', email.replyTo.join(', ')] as const]),
    ['Subject', email.subject],
    ...Object.entries(email.headers),
    ['Idempotency-Key (request)', email.idempotencyKey ?? '(none)'],
    ['Requests with this key', String(email.requests)],
    ['Deliveries', String(email.deliveries)],
  ],
});

function vendorError(error: Error): Response {
  const known =
    error instanceof VendorError
      ? error
      : new VendorError(500, 'application_error', 'The emulator itself failed on this request.');
  return new Response(JSON.stringify(known.body()), {
    status: known.status,
    headers: { 'content-type': 'application/json', ...known.headers },
  });
}
