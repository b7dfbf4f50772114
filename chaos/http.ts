/** What came back, or that nothing did. */
export type Answer =
  | { kind: 'answer'; status: number; body: unknown; ms: number }
  | { kind: 'silence'; why: string; ms: number };

export type Call = {
  method?: string;
  path: string;
  body?: unknown;
  key?: string;
  token?: string;
  /** In which of their tenants the person of the token acts. */
  tenantId?: string;
  timeoutMs?: number;
};

const read = (text: string): unknown => {
  try {
    return text === '' ? null : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
};

/** One request. Whatever keeps the answer away is `silence`, so that nobody takes it for a refusal. */
export async function send(baseUrl: string, call: Call): Promise<Answer> {
  const started = performance.now();
  const ms = () => Math.round((performance.now() - started) * 10) / 10;
  try {
    const response = await fetch(`${baseUrl}${call.path}`, {
      method: call.method ?? (call.body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(call.key === undefined ? {} : { 'idempotency-key': call.key }),
        ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
        ...(call.tenantId === undefined ? {} : { 'everslot-tenant': call.tenantId }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(call.timeoutMs ?? 10_000),
    });
    return { kind: 'answer', status: response.status, body: read(await response.text()), ms: ms() };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code: unknown = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const name = cause instanceof Error ? cause.name : 'unknown';
    return { kind: 'silence', why: typeof code === 'string' ? code : name, ms: ms() };
  }
}

/** A property of an answer's body, or undefined. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as { [key: string]: unknown })[name];
  }
  return current;
}

export const textAt = (value: unknown, ...path: readonly string[]): string | undefined => {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
};

export const numberAt = (value: unknown, ...path: readonly string[]): number | undefined => {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : undefined;
};

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];
