import type { MiddlewareHandler } from 'hono';
import { z } from 'zod';
import type { EmulatorContext, EmulatorEnv } from './http.ts';
import { toErrorResponse, VendorFailure } from './http.ts';
import type { World } from './model.ts';

/** What goes wrong, for which requests, how often. `after` acts once the write is done: the caller cannot know. */
export const FaultRule = z.strictObject({
  /** Regular expressions over method and path; absent matches all. */
  method: z.string().optional(),
  path: z.string().default('.*'),
  /** Only requests whose body contains this text. */
  bodyIncludes: z.string().optional(),
  status: z.int().min(400).max(599).optional(),
  /** The vendor's reason code that goes with the status. */
  reason: z.string().optional(),
  retryAfterSeconds: z.int().min(0).optional(),
  latencyMs: z.int().min(0).max(120_000).optional(),
  /** Cuts the connection. */
  reset: z.enum(['before', 'after']).optional(),
  /** Never answers; the caller's own time limit ends it. */
  timeout: z.enum(['before', 'after']).optional(),
  times: z.int().min(1).optional(),
  probability: z.number().min(0).max(1).default(1),
});
export type FaultRule = z.infer<typeof FaultRule>;
type ActiveRule = FaultRule & { id: string; hits: number };

export type JournalEntry = {
  n: number;
  at: string;
  method: string;
  path: string;
  query: Record<string, string[]>;
  /** Without what identifies the caller. */
  headers: Record<string, string>;
  requestBody: unknown;
  status: number | null;
  responseBody: unknown;
  fault: string | null;
};

const keptEntries = 5_000;
const longestBody = 10_000;
const hidden = '(hidden)';

export type Faults = ReturnType<typeof createFaults>;

/** Rules act in the order they were added; the first that matches a request wins. Chances come from the seed. */
export function createFaults(world: World) {
  const rules: ActiveRule[] = [];
  const journal: JournalEntry[] = [];
  const counts = { rules: 0, entries: 0 };
  return {
    rules,
    journal,
    add(rule: FaultRule): ActiveRule {
      counts.rules += 1;
      const active = { ...rule, id: `fault_${counts.rules}`, hits: 0 };
      rules.push(active);
      return active;
    },
    clear(id?: string): void {
      const kept = id === undefined ? [] : rules.filter((rule) => rule.id !== id);
      rules.splice(0, rules.length, ...kept);
    },
    forget(): void {
      journal.length = 0;
    },
    write(entry: Omit<JournalEntry, 'n' | 'at'>): void {
      counts.entries += 1;
      journal.push({ n: counts.entries, at: new Date(world.now()).toISOString(), ...entry });
      if (journal.length > keptEntries) journal.shift();
    },
    match(request: { method: string; path: string; body: string }): ActiveRule | null {
      for (const rule of rules) {
        if (rule.times !== undefined && rule.hits >= rule.times) continue;
        if (rule.method !== undefined && !new RegExp(`^(?:${rule.method})$`, 'i').test(request.method))
          continue;
        if (!new RegExp(rule.path).test(request.path)) continue;
        if (rule.bodyIncludes !== undefined && !request.body.includes(rule.bodyIncludes)) continue;
        if (rule.probability < 1 && world.random() >= rule.probability) continue;
        rule.hits += 1;
        return rule;
      }
      return null;
    },
  };
}

/** Runs every vendor request through the journal and the fault rules. */
export function withFaults(faults: Faults): MiddlewareHandler<EmulatorEnv> {
  return async (c, next) => {
    const url = new URL(c.req.url);
    const body = await c.req.text();
    const rule = faults.match({ method: c.req.method, path: url.pathname, body });
    if (rule?.latencyMs !== undefined) await wait(rule.latencyMs);
    const cut = rule?.reset ?? rule?.timeout;
    const early = cut === 'before' || (rule?.status !== undefined && cut === undefined);
    if (!early) await next();
    else if (rule?.status !== undefined) c.res = toErrorResponse(toFailure(rule));
    faults.write({
      method: c.req.method,
      path: url.pathname,
      query: readQueryLists(url.searchParams),
      headers: readHeaders(c.req.raw.headers),
      requestBody: readable(url.pathname, body),
      status: early && rule?.status === undefined ? null : c.res.status,
      responseBody: cut === 'before' ? null : await readResponse(c, url.pathname),
      fault: rule?.id ?? null,
    });
    if (rule?.timeout !== undefined) await untilClosed(c);
    if (cut !== undefined) {
      c.env.incoming.socket.destroy();
      c.res = new Response(null, { status: 499 });
    }
  };
}

function toFailure(rule: ActiveRule): VendorFailure {
  const status = rule.status ?? 500;
  const reason =
    rule.reason ?? (status === 429 ? 'rateLimitExceeded' : status >= 500 ? 'backendError' : 'forbidden');
  const headers =
    rule.retryAfterSeconds === undefined ? {} : { 'retry-after': String(rule.retryAfterSeconds) };
  return new VendorFailure(status, reason, 'Injected by a fault rule', { headers });
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function untilClosed(c: EmulatorContext): Promise<void> {
  const { socket } = c.env.incoming;
  return new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else socket.once('close', () => resolve());
  });
}

function readQueryLists(query: URLSearchParams): Record<string, string[]> {
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => [name, secret(name, query.getAll(name))]),
  );
}

const readHeaders = (headers: Headers): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => name !== 'authorization' && name !== 'cookie'));

const secret = (name: string, values: string[]): string[] =>
  /token$|^code/i.test(name) && !/^(?:page|sync)Token$/.test(name) ? values.map(() => hidden) : values;

/** Credentials never enter the journal. */
function readable(path: string, text: string): unknown {
  if (text === '') return null;
  if (path === '/token' || path === '/revoke' || path.startsWith('/o/')) return hidden;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'token' in value
      ? { ...value, token: hidden }
      : value;
  } catch {
    return text.slice(0, 2_000);
  }
}

async function readResponse(c: EmulatorContext, path: string): Promise<unknown> {
  if (path === '/token' || path.startsWith('/o/') || !/json/.test(c.res.headers.get('content-type') ?? ''))
    return null;
  const text = await c.res.clone().text();
  return text.length > longestBody ? '(long)' : readable(path, text);
}
