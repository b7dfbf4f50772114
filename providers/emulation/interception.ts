import { setTimeout as delay } from 'node:timers/promises';
import type { Context, MiddlewareHandler } from 'hono';
import type { ActiveFault, Faults } from './faults.ts';
import type { Journal, JournalEntry } from './journal.ts';
import type { EmulatorBindings } from './serve.ts';

export type EmulatorEnv = {
  Bindings: EmulatorBindings;
  /** `gate` is where an injected delay is spent. */
  Variables: { gate: () => Promise<void> };
};

type Interception = {
  faults: Faults;
  journal: Journal;
  /** The vendor's own envelope around an injected status. */
  refuse: (status: number, rule: ActiveFault) => Response;
  /** Paths whose bodies are credentials. */
  isSecret?: (path: string) => boolean;
  /** Whether the route itself passes the gate, at the moment a delay hurts most; the middleware does so otherwise. */
  gated?: boolean;
};

const hidden = '(hidden)';
const longestBody = 10_000;

/** Runs every request of a client through the journal and the fault rules. */
export function intercept(options: Interception): MiddlewareHandler<EmulatorEnv> {
  const { faults, journal, refuse, isSecret = () => false, gated = false } = options;
  return async (c, next) => {
    const body = await c.req.text();
    const { method, path } = c.req;
    const rule = faults.match({ method, path, body, key: c.req.header('idempotency-key') ?? '' });
    const entry = journal.write(describe(c, body, rule, isSecret(path)));
    const latencyMs = rule?.latencyMs ?? 0;
    c.set('gate', async () => {
      if (latencyMs > 0) await delay(latencyMs);
    });
    const cut = rule?.reset ?? rule?.timeout;
    const isEarly = cut === 'before' || (rule?.status !== undefined && cut === undefined);
    if (!gated || isEarly) await c.get('gate')();
    if (!isEarly) await next();
    else if (rule?.status !== undefined && cut === undefined)
      c.res = withHeaders(refuse(rule.status, rule), rule);
    if (cut !== 'before') {
      entry.status = c.res.status;
      entry.responseBody = await readResponse(c.res, isSecret(path));
    }
    if (cut === undefined) return;
    await breakConnection(c, rule?.reset !== undefined);
    // Reaches nobody: the connection is gone.
    c.res = new Response(null, { status: 499 });
  };
}

function withHeaders(response: Response, { rawBody, retryAfterSeconds }: ActiveFault): Response {
  const answer = rawBody === undefined ? response : new Response(rawBody, response);
  if (retryAfterSeconds !== undefined) answer.headers.set('retry-after', String(retryAfterSeconds));
  return answer;
}

/** Cuts the connection, or keeps it silent until the client gives up. */
async function breakConnection(c: Context<EmulatorEnv>, isReset: boolean): Promise<void> {
  const { socket } = c.env.incoming;
  if (isReset) socket.resetAndDestroy();
  else if (!socket.destroyed) await new Promise<void>((resolve) => socket.once('close', () => resolve()));
}

function describe(
  c: Context<EmulatorEnv>,
  body: string,
  rule: ActiveFault | null,
  isSecret: boolean,
): Omit<JournalEntry, 'seq' | 'at'> {
  const query = new URL(c.req.url).searchParams;
  return {
    method: c.req.method,
    path: c.req.path,
    query: Object.fromEntries(
      [...new Set(query.keys())].map((name) => [name, withoutSecrets(name, query.getAll(name))]),
    ),
    headers: Object.fromEntries(
      [...c.req.raw.headers].map(([name, value]) => [name, isCredential(name) ? hidden : value]),
    ),
    requestBody: isSecret ? hidden : readable(body),
    status: null,
    responseBody: null,
    fault: rule?.id ?? null,
  };
}

const isCredential = (header: string): boolean => header === 'authorization' || header === 'cookie';

const withoutSecrets = (name: string, values: string[]): string[] =>
  /token$|^code/i.test(name) && !/^(?:page|sync)Token$/.test(name) ? values.map(() => hidden) : values;

/** A body as JSON where it is JSON, without the secret that a push channel is opened with. */
function readable(text: string): unknown {
  if (text === '') return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'token' in value
      ? { ...value, token: hidden }
      : value;
  } catch {
    return text.slice(0, longestBody);
  }
}

async function readResponse(response: Response, isSecret: boolean): Promise<unknown> {
  if (isSecret || !/json/.test(response.headers.get('content-type') ?? '')) return null;
  const text = await response.clone().text();
  return text.length > longestBody ? '(long)' : readable(text);
}
