import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { serve } from '@hono/node-server';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { createAdmin } from './emulator-admin.ts';
import type { VendorEnv } from './emulator-api.ts';
import { createVendorApi } from './emulator-api.ts';
import type { Faults } from './emulator-faults.ts';
import { createFaults } from './emulator-faults.ts';
import { createInbox } from './emulator-inbox.ts';
import { createMailbox } from './emulator-mailbox.ts';
import type { EmulatorState, JournalEntry } from './emulator-state.ts';
import { createState } from './emulator-state.ts';
import { VendorError } from './emulator-validate.ts';
import { createWebhooks } from './emulator-webhooks.ts';

export { emulatorApiKey } from './emulator-state.ts';

export type ResendEmulatorOptions = {
  /** 0 takes a free port. */
  port: number;
  /** Loopback unless given. */
  host?: string;
  /** Accepted mail survives a restart, also a kill. */
  stateFile?: string;
  webhookUrl?: string;
  webhookSecret?: string;
  /** Same seed, same ids and same chances of faults. */
  seed?: number;
};

export type ResendEmulator = { url: string; port: number; stop(): Promise<void> };

type EmulatorEnv = { Bindings: HttpBindings; Variables: VendorEnv['Variables'] };

/**
 * The vendor's mail API on a local port, with the mailbox page at `/` and controls under `/_admin`. Resolves when it
 * accepts connections, rejects when the port is taken. `stop` cuts open connections and cancels waiting notifications.
 */
export async function startResendEmulator(options: ResendEmulatorOptions): Promise<ResendEmulator> {
  const host = options.host ?? '127.0.0.1';
  const seed = options.seed ?? 1;
  const state = createState({
    stateFile: options.stateFile,
    seed: options.seed === undefined ? undefined : String(options.seed),
  });
  const faults = createFaults(seed);
  const webhooks = createWebhooks(state, {
    ...(options.webhookUrl === undefined ? {} : { url: options.webhookUrl }),
    ...(options.webhookSecret === undefined ? {} : { secret: options.webhookSecret }),
    seed,
  });
  const mailbox = createMailbox(state, webhooks);
  const app = new Hono<EmulatorEnv>();
  app.use('*', guardHost(host));
  app.route('/_admin', createAdmin({ state, faults, webhooks, mailbox }));
  app.route('/', createInbox(state));
  app.use('*', withFaults(state, faults));
  app.route('/', createVendorApi(state, mailbox));
  app.onError(vendorError);
  const server = await listen(app, host, options.port);
  const due = setInterval(() => mailbox.settle(), 1_000);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    async stop() {
      clearInterval(due);
      await webhooks.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function listen(app: Hono<EmulatorEnv>, hostname: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname, port }, () => resolve(server)) as Server;
    server.once('error', reject);
  });
}

/** A page elsewhere must reach nothing here: neither by a name that resolves to loopback nor by a plain form. */
function guardHost(host: string) {
  return async (c: Context<EmulatorEnv>, next: () => Promise<void>) => {
    const local = host === '127.0.0.1' || host === 'localhost' || host === '::1';
    const named = (c.req.header('host') ?? '').replace(/:\d+$/, '');
    const stranger = local && !['127.0.0.1', 'localhost', '[::1]'].includes(named);
    const origin = c.req.header('origin');
    if (stranger || (origin !== undefined && origin !== `http://${c.req.header('host')}`)) {
      return c.json(new VendorError(403, 'invalid_access', 'Unknown host or origin.').body(), 403);
    }
    return next();
  };
}

/** Journals the request, then lets the first matching fault act before or after the real work. */
function withFaults(state: EmulatorState, faults: Faults) {
  return async (c: Context<EmulatorEnv>, next: () => Promise<void>) => {
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
async function breakConnection(c: Context<EmulatorEnv>, reset: boolean): Promise<Response> {
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
