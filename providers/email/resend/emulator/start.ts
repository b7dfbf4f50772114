import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { createMailboxPage, type MailSource, type ShownMail } from '#providers/email/mailbox-page/page.ts';
import type { Emulator, EmulatorOptions } from '#providers/emulation/emulator.ts';
import { type EmulatorBindings, guardHost, serveEmulator } from '#providers/emulation/serve.ts';
import { createAdmin } from './admin.ts';
import type { VendorEnv } from './api.ts';
import { createVendorApi } from './api.ts';
import type { Faults } from './faults.ts';
import { createFaults } from './faults.ts';
import { createMailbox } from './mailbox.ts';
import type { EmulatedEmail, EmulatorState, JournalEntry } from './state.ts';
import { createState } from './state.ts';
import { VendorError } from './validate.ts';
import { createWebhooks } from './webhooks.ts';

type StartEnv = { Bindings: EmulatorBindings; Variables: VendorEnv['Variables'] };

/** The vendor's mail API on a local port, with the mailbox page at `/` and controls under `/_admin`. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const seed = options.seed ?? 1;
  const state = createState({
    stateFile: options.stateFolder === undefined ? undefined : join(options.stateFolder, 'mail.json'),
    seed: options.seed === undefined ? undefined : String(options.seed),
  });
  const faults = createFaults(seed);
  const [secret] = (options.env?.['RESEND_WEBHOOK_SECRET'] ?? '').split(/\s+/);
  const webhooks = createWebhooks(state, {
    ...(options.notifyUrl === undefined ? {} : { url: options.notifyUrl }),
    ...(secret ? { secret } : {}),
    seed,
  });
  const mailbox = createMailbox(state, webhooks);
  const app = new Hono<StartEnv>();
  app.use(
    '*',
    guardHost(options.host, () =>
      vendorError(new VendorError(403, 'invalid_access', 'Unknown host or origin.')),
    ),
  );
  app.route('/_admin', createAdmin({ state, faults, webhooks, mailbox }));
  app.route('/', createMailboxPage(sourceOf(state)));
  app.use('*', withFaults(state, faults));
  app.route('/', createVendorApi(state, mailbox));
  app.onError(vendorError);
  const due = setInterval(() => mailbox.settle(), 1_000);
  const beforeStop = () => {
    clearInterval(due);
    return webhooks.stop();
  };
  try {
    return await serveEmulator(app, { ...options, beforeStop });
  } catch (error) {
    clearInterval(due);
    throw error;
  }
}

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

/** Journals the request, then lets the first matching fault act before or after the real work. */
function withFaults(state: EmulatorState, faults: Faults) {
  return async (c: Context<StartEnv>, next: () => Promise<void>) => {
    const body = await c.req.text();
    const { method, path } = c.req;
    const key = c.req.header('idempotency-key') ?? '';
    const rule = faults.match({ method, path, body, key });
    const entry = journal(c, state, body, rule?.id ?? null);
    const latencyMs = rule?.latencyMs ?? 0;
    c.set('gate', async () => {
      if (latencyMs > 0) await delay(latencyMs);
    });
    if (rule === null) {
      await next();
    } else if (rule.reset === 'before' || rule.timeout === 'before') {
      await c.get('gate')();
      return breakConnection(c, rule.reset !== undefined);
    } else if (rule.status !== undefined) {
      await c.get('gate')();
      c.res = faultResponse(rule.status, rule);
    } else {
      await next();
      if (rule.reset === 'after' || rule.timeout === 'after') {
        entry.status = c.res.status;
        return breakConnection(c, rule.reset !== undefined);
      }
    }
    entry.status = c.res.status;
    entry.response = await c.res
      .clone()
      .json()
      .catch(() => null);
    return undefined;
  };
}

function journal(c: Context, state: EmulatorState, body: string, fault: string | null): JournalEntry {
  const headers: Record<string, string> = Object.fromEntries(c.req.raw.headers);
  if (headers['authorization'] !== undefined) headers['authorization'] = 'Bearer [hidden]';
  return state.record({
    at: state.now(),
    method: c.req.method,
    path: c.req.path,
    headers,
    body,
    status: null,
    fault,
    response: null,
  });
}

function faultResponse(
  status: number,
  rule: {
    name?: string | undefined;
    message?: string | undefined;
    rawBody?: string | undefined;
    retryAfterSeconds?: number | undefined;
  },
): Response {
  const name = rule.name ?? (status === 429 ? 'rate_limit_exceeded' : 'internal_server_error');
  const error = new VendorError(status, name, rule.message ?? 'Something went wrong (injected).');
  const headers = new Headers({ 'content-type': 'application/json' });
  if (rule.retryAfterSeconds !== undefined) headers.set('retry-after', String(rule.retryAfterSeconds));
  return new Response(rule.rawBody ?? JSON.stringify(error.body()), { status, headers });
}

/** Cuts the connection, or keeps it silent until the client gives up. The answer returned here reaches nobody. */
async function breakConnection(c: Context<StartEnv>, reset: boolean): Promise<Response> {
  const { socket } = c.env.incoming;
  if (reset) socket.resetAndDestroy();
  else if (!socket.destroyed) await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return new Response(null, { status: 500 });
}

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
