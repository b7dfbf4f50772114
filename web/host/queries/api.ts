import { createApi, type Outcome } from '#web/api/client.ts';
import { type Failure, failureOf } from '#web/api/failure.ts';
import { confirming } from './confirming.ts';

/** The organisation that this page shows, once that is known. */
let shown: string | null = null;

/**
 * Says which organisation the page shows. It is sent with each request: when the sign-in acts in another one by now, because
 * another tab has switched, nothing is written there from here (`tenant_changed`).
 */
export const showTenant = (tenantId: string | null): void => {
  shown = tenantId;
};

export const api = confirming(
  createApi((request) => {
    if (shown !== null) request.headers.set('Everslot-Tenant', shown);
    return fetch(request);
  }),
);

/** What queries and mutations throw, since that is how their library hears of a failure. */
export class ApiError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.name = 'ApiError';
    this.failure = failure;
  }
}

/** Anything thrown, as a failure; a bug of the page itself becomes `internal`. */
export const failureIn = (error: unknown): Failure =>
  error instanceof ApiError ? error.failure : failureOf('internal', 500);

const successOf = async <Data>(call: Promise<Outcome<Data>>) => {
  const outcome = await call;
  if (!outcome.ok) throw new ApiError(outcome.failure);
  return outcome;
};

/** The body of a successful answer; otherwise throws `ApiError`. */
export const bodyOf = async <Data>(call: Promise<Outcome<Data>>): Promise<Data> =>
  (await successOf(call)).data;

/** One version of something that is edited; the ETag goes back as `If-Match`. */
export type Versioned<Value> = { value: Value; etag: string };

export const versionedBodyOf = async <Data>(call: Promise<Outcome<Data>>): Promise<Versioned<Data>> => {
  const { data, headers } = await successOf(call);
  return { value: data, etag: headers.get('etag') ?? '*' };
};

/** Reads a whole short list page by page (at most 1,000 rows). */
export const allPages = async <Item>(
  page: (cursor: { cursor?: string }) => Promise<Outcome<{ items: Item[]; nextCursor: string | null }>>,
): Promise<Item[]> => {
  const items: Item[] = [];
  let cursor: { cursor?: string } = {};
  for (let count = 0; count < 10; count += 1) {
    const answer = await bodyOf(page(cursor));
    items.push(...answer.items);
    if (answer.nextCursor === null) return items;
    cursor = { cursor: answer.nextCursor };
  }
  return items;
};

/** Milliseconds to wait before try number `attempt` (0 = first retry): what the server asked for, else doubling from 500. */
export const retryDelay = (attempt: number, error: unknown): number => {
  const asked = failureIn(error).retryAfterSeconds;
  return asked === null ? Math.min(500 * 2 ** attempt, 8000) : Math.min(asked * 1000, 20_000);
};

/** Retries only what may succeed unchanged, at most twice. */
export const shouldRetry = (failures: number, error: unknown): boolean =>
  failures < 2 && failureIn(error).retryable;
