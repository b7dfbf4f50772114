import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import type { Endpoint } from '#contracts/endpoint.ts';
import { problemsOf } from '#contracts/operation-problems.ts';
import { AppError } from '#domain/errors.ts';
import type { IdKind } from '#domain/ids.ts';
import type { Actor, IdempotentRequest, ServiceContext } from '#services/context.ts';
import { hashOf } from '#services/idempotency.ts';
import type { BasedOn } from '#services/version.ts';
import { addressPrefixOf } from './client-address.ts';
import type { Metrics } from './metrics.ts';
import { readJson } from './middleware/body.ts';
import { etagOf, matchesNone, requiredVersionsFrom, versionsFrom } from './middleware/etag.ts';
import { problemResponse, toAppError } from './middleware/problem.ts';
import type { LimitName, RateLimits } from './middleware/rate-limit.ts';
import type { SessionGuard } from './middleware/session.ts';
import { parsePart, refuse, unknownFields } from './request-fields.ts';
import type { AppEnv } from './variables.ts';

export type BindDeps = {
  db: ServiceContext['db'];
  now: () => number;
  newId: (kind: IdKind) => string;
  metrics: Metrics;
  limits: RateLimits;
  session: SessionGuard;
  /** Answers are held against their schema: everywhere but in production. */
  checkResponses: boolean;
  /** A problem that the contract does not list is a bug: on in tests. */
  refuseUnlisted: boolean;
  /** Statements sent so far; tests read the difference from `X-Statement-Count`. */
  statementCount?: () => number;
};

export type Router = { app: Hono<AppEnv>; deps: BindDeps };

/** What every handler gets: the parsed request and what a service context is made of. */
export type Call<Params, Query, Body> = {
  c: Context<AppEnv>;
  params: Params;
  query: Query;
  body: Body;
  /** A context for a guest of the tenant that the path or token leads to, and of the booking their link is for. */
  asGuest: (tenantId: string, bookingId?: string) => ServiceContext;
};
export type MemberCall<Params, Query, Body> = Call<Params, Query, Body> & { ctx: ServiceContext };

/** A successful answer; `version` goes into its ETag. A `Response` (an event stream) is sent as it is. */
export type Answer<Body> = { body: Body; version?: number; headers?: Record<string, string> } | Response;

type Row<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = Endpoint<
  P,
  Q,
  B,
  R
>;

const keyPattern = /^[\x21-\x7e]{1,255}$/;

const idempotencyKeyOf = (c: Context<AppEnv>, endpoint: Endpoint): string => {
  if (endpoint.idempotent !== true) return '';
  const key = c.req.header('idempotency-key') ?? '';
  const pointer = '#header/Idempotency-Key';
  if (key === '') {
    throw new AppError(
      'idempotency_key_missing',
      'Send a fresh key, e.g. a UUID, and repeat it when you retry.',
      {
        errors: [{ pointer, message: 'is required' }],
      },
    );
  }
  if (!keyPattern.test(key)) throw refuse([{ pointer, message: 'must be 1-255 visible ASCII characters' }]);
  return key;
};

/** Each query parameter once: which of two would count is not left to chance. */
const queryOf = (c: Context<AppEnv>): Record<string, string> => {
  const entries = Object.entries(c.req.queries());
  const repeated = entries.filter(([, values]) => values.length > 1);
  if (repeated.length > 0) {
    throw refuse(repeated.map(([name]) => ({ pointer: `#query/${name}`, message: 'must be given once' })));
  }
  return Object.fromEntries(entries.map(([name, [value = '']]) => [name, value]));
};

type Parsed<Params, Query, Body> = Call<Params, Query, Body> & {
  request: (actor: Actor) => Pick<ServiceContext, 'request'>;
};

const parseCall = async <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  c: Context<AppEnv>,
  endpoint: Row<P, Q, B, R>,
  deps: BindDeps,
): Promise<Parsed<z.output<P>, z.output<Q>, z.output<B>>> => {
  const params = parsePart('path', endpoint.params, c.req.param());
  const query = parsePart('query', endpoint.query, queryOf(c));
  const raw = endpoint.body.type === 'undefined' ? undefined : await readJson(c.req.raw);
  const key = idempotencyKeyOf(c, endpoint);
  const body = parsePart('body', endpoint.body, raw);
  const request = (actor: Actor): Pick<ServiceContext, 'request'> =>
    key === '' ? {} : { request: requestOf(endpoint, { key, actor, params, body }) };
  return {
    c,
    params,
    query,
    body,
    request,
    asGuest: (tenantId, bookingId) => {
      const actor: Actor = { kind: 'guest', ...(bookingId === undefined ? {} : { bookingId }) };
      return { ...contextOf(c, deps, tenantId, actor), ...request(actor) };
    },
  };
};

/** A key is its caller's own and good for one operation on one path. */
const requestOf = (
  { operation }: Endpoint,
  given: { key: string; actor: Actor; params: unknown; body: unknown },
): IdempotentRequest => {
  const caller = given.actor.kind === 'member' ? given.actor.memberId : given.actor.kind;
  return {
    operation,
    keyHash: hashOf([operation, caller, given.params, given.key]),
    requestHash: hashOf(given.body ?? null),
  };
};

const contextOf = (
  c: Context<AppEnv>,
  deps: BindDeps,
  tenantId: string,
  actor: ServiceContext['actor'],
): ServiceContext => {
  c.set('tenantId', tenantId);
  return {
    db: deps.db,
    tenantId,
    actor,
    now: deps.now,
    newId: deps.newId,
    requestId: c.get('requestId'),
    addressPrefix: addressPrefixOf(c.get('address')),
  };
};

const checkAnswer = (endpoint: Endpoint, body: unknown): void => {
  const parsed = endpoint.response.safeParse(body);
  const problems = parsed.success
    ? unknownFields(endpoint.response, body).map((pointer) => `${pointer} is not in the contract`)
    : parsed.error.issues.map((issue) => `/${issue.path.join('/')} ${issue.message}`);
  if (problems.length > 0)
    throw new Error(`${endpoint.operation} answers against its contract: ${problems.join('; ')}`);
};

const send = (
  c: Context<AppEnv>,
  endpoint: Endpoint,
  answer: Exclude<Answer<unknown>, Response>,
): Response => {
  for (const [name, value] of Object.entries(answer.headers ?? {})) c.header(name, value);
  if (!c.res.headers.has('Cache-Control') && answer.headers?.['Cache-Control'] === undefined) {
    c.header(
      'Cache-Control',
      endpoint.auth === 'none' && endpoint.method === 'get' ? 'no-cache' : 'private, no-store',
    );
  }
  const { status } = endpoint;
  if (answer.body === undefined || status === 204) return c.body(null, status);
  const { body } = answer;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? `${endpoint.produces}; charset=utf-8` : 'application/json';
  if (endpoint.method === 'get' || answer.version !== undefined) {
    const etag = etagOf(text, answer.version);
    c.header('ETag', etag);
    if (endpoint.method === 'get' && matchesNone(c.req.header('if-none-match'), etag))
      return c.body(null, 304);
  }
  return c.body(text, status, { 'Content-Type': type });
};

const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

const countBooking = (deps: BindDeps, endpoint: Endpoint, outcome: string): void => {
  const isWrite = endpoint.method !== 'get' && (endpoint.tag === 'Guest' || endpoint.tag === 'Bookings');
  if (isWrite) deps.metrics.bookingRequests.inc({ operation: endpoint.operation, outcome });
};

const limitOf: Readonly<Record<Endpoint['limit'], LimitName>> = {
  read: 'read',
  slots: 'slots',
  book: 'book',
  manage: 'manage',
  write: 'write',
};

const route = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  { app, deps }: Router,
  endpoint: Row<P, Q, B, R>,
  answerOf: (c: Context<AppEnv>) => Promise<Answer<z.input<R>>>,
): void => {
  app.on(endpoint.method.toUpperCase(), honoPath(endpoint.path), async (c) => {
    c.set('route', `/api/v1${endpoint.path}`);
    const before = deps.statementCount?.() ?? 0;
    try {
      const answer = await answerOf(c);
      if (deps.statementCount !== undefined)
        c.header('X-Statement-Count', String(deps.statementCount() - before));
      countBooking(deps, endpoint, 'ok');
      if (answer instanceof Response) return answer;
      if (deps.checkResponses) checkAnswer(endpoint, answer.body);
      return send(c, endpoint, answer);
    } catch (error) {
      const { code } = toAppError(error);
      countBooking(deps, endpoint, code);
      if (deps.refuseUnlisted && !problemsOf(endpoint).includes(code)) {
        throw new Error(`${endpoint.operation} does not list the problem ${code}`, { cause: error });
      }
      throw error;
    }
  });
};

/** Serves an operation open to guests; each caller's network is limited. */
export const bindPublic = <
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  router: Router,
  endpoint: Row<P, Q, B, R>,
  handle: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Answer<z.input<R>>>,
): void => {
  route(router, endpoint, async (c) => {
    await router.deps.limits.consume(c, limitOf[endpoint.limit]);
    return handle(await parseCall(c, endpoint, router.deps));
  });
};

/** Serves an operation of signed-in members: who calls is known before anything of the request is looked at. */
export const bindMember = <
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  router: Router,
  endpoint: Row<P, Q, B, R>,
  handle: (call: MemberCall<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Answer<z.input<R>>>,
): void => {
  const { deps } = router;
  route(router, endpoint, async (c) => {
    const member = await deps.session(c);
    if (member === null) {
      await deps.limits.consume(c, 'read');
      throw new AppError('unauthenticated', 'Sign in, or send a bearer token.');
    }
    await deps.limits.consume(c, limitOf[endpoint.limit], member.memberId);
    if (endpoint.auth === 'admin' && member.role !== 'admin' && member.role !== 'owner') {
      throw new AppError('forbidden', 'Only admins may do this.');
    }
    const { tenantId, ...who } = member;
    const actor: Actor = { kind: 'member', ...who };
    const ctx = contextOf(c, deps, tenantId, actor);
    const call = await parseCall(c, endpoint, deps);
    return handle({ ...call, ctx: { ...ctx, ...call.request(actor) } });
  });
};

/** What a change is based on, from the request's `If-Match`, which must be there. */
export const basedOn = (c: Context<AppEnv>): BasedOn => requiredVersionsFrom(c.req.header('if-match'));

/** The same where the header may be left out: then the caller takes whatever is there. */
export const basedOnIfSaid = (c: Context<AppEnv>): BasedOn => versionsFrom(c.req.header('if-match') ?? '*');

/** After every operation of a path is bound: its other methods are 405 with `Allow`. */
export const refuseOtherMethods = ({ app }: Router, endpoints: readonly Endpoint[]): void => {
  for (const [path, rows] of Map.groupBy(endpoints, (endpoint) => endpoint.path)) {
    const methods = rows.map((row) => row.method.toUpperCase());
    const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
    app.all(honoPath(path), (c) => {
      c.set('route', `/api/v1${path}`);
      c.header('Allow', allow);
      return problemResponse(c, new AppError('method_not_allowed', `Use ${allow}.`));
    });
  }
};
