import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import type {
  Access,
  CapabilityAccess,
  Endpoint,
  MemberAccess,
  OperatorAccess,
  PublicAccess,
} from '#contracts/endpoint.ts';
import { refusesFrozen } from '#contracts/operation/frozen.ts';
import { problemsOf } from '#contracts/operation/problems.ts';
import { installationId } from '#domain/audit/types.ts';
import type { TokenClaims } from '#domain/booking/capability.ts';
import { AppError } from '#domain/errors.ts';
import { type IdKind, idPattern } from '#domain/ids.ts';
import { findHandle } from '#services/account/find-handle.ts';
import { type Caller, refuseFrozen, requireAccess } from '#services/authorize.ts';
import type { TokenSigner } from '#services/booking/read/manage-token.ts';
import { openCapability } from '#services/booking/read/open-capability.ts';
import type { Actor, IdempotentRequest, OperatorContext, ServiceContext } from '#services/context.ts';
import { findFeaturesOff } from '#services/feature/find-features.ts';
import { hashOf } from '#services/idempotency.ts';
import { requireActive } from '#services/tenant/require-active.ts';
import type { BasedOn } from '#services/version.ts';
import {
  keyOf,
  maskedFor,
  refuseKeys,
  refuseLooking,
  requireFeatures,
  requireFresh,
  requireSecondFactor,
} from './caller-rules.ts';
import { addressPrefixOf } from './client-address.ts';
import type { Metrics } from './metrics.ts';
import { readJson } from './middleware/body.ts';
import type { CallerGuard } from './middleware/caller.ts';
import { etagOf, matchesNone } from './middleware/etag.ts';
import type { OperatorGuard } from './middleware/operator.ts';
import { problemResponse, toAppError } from './middleware/problem.ts';
import type { LimitName, RateLimits } from './middleware/rate-limit.ts';
import type { SignInGuard } from './middleware/sign-in.ts';
import { findOnSite, isOnSite } from './middleware/site.ts';
import { parsePart, unknownFields } from './request-fields.ts';
import { basedOnOf, idempotencyKeyOf, queryOf } from './request-parts.ts';
import type { AppEnv } from './variables.ts';

export type BindDeps = {
  db: ServiceContext['db'];
  now: () => number;
  newId: (kind: IdKind) => string;
  metrics: Metrics;
  limits: RateLimits;
  signedIn: SignInGuard;
  /** Who calls as an operator, and their way across tenants; null: this installation has none. */
  operating: { guard: OperatorGuard; ops: OperatorContext['ops'] } | null;
  callerOf: CallerGuard;
  signer: TokenSigner;
  /** Answers are held against their schema: everywhere but in production. */
  checkResponses: boolean;
  /** A problem that the contract does not list is a bug: on in tests. */
  refuseUnlisted: boolean;
  /** Statements sent so far; tests read the difference from `X-Statement-Count`. */
  statementCount?: () => number;
};

export type Router = { app: Hono<AppEnv>; deps: BindDeps };

type RowOf<Who extends Access, Params extends z.ZodType = z.ZodType> = Endpoint<
  Params,
  z.ZodType,
  z.ZodType,
  z.ZodType,
  Who
>;

/** The versions a change is based on, where the row has a precondition. */
type Based<Row extends Endpoint> = [NonNullable<Row['precondition']>] extends [never]
  ? unknown
  : { basedOn: BasedOn };

/** What every handler gets: the parsed request. */
export type Call<Row extends Endpoint> = Based<Row> & {
  c: Context<AppEnv>;
  params: z.output<Row['params']>;
  query: z.output<Row['query']>;
  body: z.output<Row['body']>;
};
type PublicCall<Row extends Endpoint> = Call<Row> & {
  /** A context for a guest of the tenant that the path leads to, and of the booking whose hold they have shown. */
  asGuest: (tenantId: string, bookingId?: string) => ServiceContext;
};
type CapabilityCall<Row extends RowOf<CapabilityAccess>> = Call<Row> & {
  /** For the guest of the booking that the token names. */
  ctx: ServiceContext;
  claims: TokenClaims<Row['access']['purposes'][number]>;
};
type MemberCall<Row extends Endpoint> = Call<Row> & { ctx: ServiceContext };
/** The context is of the tenant that the path names, else of the installation. */
type OperatorCall<Row extends Endpoint> = Call<Row> & { ctx: OperatorContext };

/** A successful answer; `version` goes into its ETag. A `Response` (an event stream) is sent as it is. */
export type Answer<Body> = { body: Body; version?: number; headers?: Record<string, string> } | Response;

type Handler<Handed, Row extends Endpoint> = (handed: Handed) => Promise<Answer<z.input<Row['response']>>>;

type Parsed<Row extends Endpoint> = {
  call: Call<Row>;
  /** What makes the context of a verb one of this request. */
  request: (actor: Actor) => Pick<ServiceContext, 'request'>;
};

const parseCall = async <Row extends Endpoint>(c: Context<AppEnv>, row: Row): Promise<Parsed<Row>> => {
  const params = parsePart('path', row.params, c.req.param());
  const query = parsePart('query', row.query, queryOf(c));
  const raw = row.body.type === 'undefined' ? undefined : await readJson(c.req.raw);
  const key = idempotencyKeyOf(c, row);
  const basedOn = basedOnOf(c, row.precondition);
  const body = parsePart('body', row.body, raw);
  return {
    // The type says `basedOn` where the row has a precondition, and so has the value.
    call: { c, params, query, body, ...(basedOn === undefined ? {} : { basedOn }) } as Call<Row>,
    request: (actor) => (key === '' ? {} : { request: requestOf(row, { key, actor, params, body }) }),
  };
};

/** Whose keys of requests these are: an API key has its own, apart from those of the member it acts as. */
const callerIdOf = (actor: Actor): string => {
  if ('key' in actor && actor.key !== undefined) return actor.key.id;
  if (actor.kind === 'operator' || actor.kind === 'support') return actor.userId;
  return actor.kind === 'member' ? actor.memberId : actor.kind;
};

/** A key is its caller's own and good for one operation on one path. */
const requestOf = (
  { operation }: Endpoint,
  given: { key: string; actor: Actor; params: unknown; body: unknown },
): IdempotentRequest => {
  const caller = callerIdOf(given.actor);
  return {
    operation,
    keyHash: hashOf([operation, caller, given.params, given.key]),
    requestHash: hashOf(given.body ?? null),
    seed: hashOf(['seed', operation, caller, given.params, given.key]),
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

/** Behind a guest's signed link nothing is kept by anybody; what everybody may see is asked for again each time. */
const keepingOf = ({ access, method }: Endpoint): Record<string, string> => {
  if (access.kind === 'capability') return { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' };
  return {
    'Cache-Control': access.kind === 'public' && method === 'get' ? 'no-cache' : 'private, no-store',
  };
};

const send = (
  c: Context<AppEnv>,
  endpoint: Endpoint,
  answer: Exclude<Answer<unknown>, Response>,
): Response => {
  for (const [name, value] of Object.entries({ ...keepingOf(endpoint), ...answer.headers }))
    c.header(name, value);
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

const counterOf = {
  booking: 'bookingRequests',
} as const satisfies Record<NonNullable<Endpoint['counts']>, keyof Metrics>;

const count = ({ metrics }: BindDeps, { counts, operation }: Endpoint, outcome: string): void => {
  if (counts !== undefined) metrics[counterOf[counts]].inc({ operation, outcome });
};

const limitOf: Readonly<Record<Endpoint['limit'], LimitName>> = {
  read: 'read',
  slots: 'slots',
  book: 'book',
  data: 'data',
  manage: 'manage',
  write: 'write',
};

const bookingId = idPattern('booking');

/** Its life can be followed by its id over the lines of API and worker. */
const noteBooking = (c: Context<AppEnv>, id: unknown): void => {
  if (typeof id === 'string' && bookingId.test(id)) c.set('bookingId', id);
};

/** The booking an answer is about: its own id, or that of the booking it holds. */
const bookingIn = (body: unknown): unknown => {
  if (typeof body !== 'object' || body === null) return undefined;
  if ('bookingId' in body) return body.bookingId;
  return 'booking' in body ? bookingIn(body.booking) : undefined;
};

const route = <Row extends Endpoint>(
  { app, deps }: Router,
  endpoint: Row,
  answerOf: (c: Context<AppEnv>) => Promise<Answer<z.input<Row['response']>>>,
): void => {
  app.on(endpoint.method.toUpperCase(), honoPath(endpoint.path), async (c) => {
    c.set('route', `/api/v1${endpoint.path}`);
    noteBooking(c, c.req.param('bookingId'));
    const before = deps.statementCount?.() ?? 0;
    try {
      const answer = await answerOf(c);
      if (deps.statementCount !== undefined)
        c.header('X-Statement-Count', String(deps.statementCount() - before));
      count(deps, endpoint, 'ok');
      if (answer instanceof Response) return answer;
      noteBooking(c, bookingIn(answer.body));
      if (deps.checkResponses) checkAnswer(endpoint, answer.body);
      return send(c, endpoint, answer);
    } catch (error) {
      const { code } = toAppError(error);
      count(deps, endpoint, code);
      if (deps.refuseUnlisted && !problemsOf(endpoint).includes(code)) {
        throw new Error(`${endpoint.operation} does not list the problem ${code}`, { cause: error });
      }
      throw error;
    }
  });
};

const guestContext = (
  c: Context<AppEnv>,
  deps: BindDeps,
  { request }: Pick<Parsed<Endpoint>, 'request'>,
  of: { tenantId: string; bookingId?: string | undefined; guestRequestId?: string | undefined },
): ServiceContext => {
  const { tenantId, bookingId, guestRequestId } = of;
  const booking = bookingId === undefined ? {} : { bookingId };
  const actor: Actor = { kind: 'guest', ...booking, ...(guestRequestId !== undefined && { guestRequestId }) };
  noteBooking(c, bookingId);
  return { ...contextOf(c, deps, tenantId, actor), ...request(actor) };
};

/** Under a tenant's host the names of others are not known. */
const requireOnSite = async (c: Context<AppEnv>, { db }: BindDeps, params: unknown): Promise<void> => {
  if (c.get('site')?.kind !== 'tenant' || typeof params !== 'object' || params === null) return;
  const name = 'username' in params ? String(params.username) : null;
  const isKnown = name === null || (await findOnSite(c, (each) => findHandle(db, each))(name)) !== null;
  if (!isKnown) throw new AppError('not_found', 'There is no such page.');
};

/** Serves an operation open to everybody; each caller's network is limited. */
export const bindPublic = <Row extends RowOf<PublicAccess>>(
  router: Router,
  row: Row,
  handle: Handler<PublicCall<Row>, Row>,
): void => {
  const { deps } = router;
  route(router, row, async (c) => {
    await deps.limits.consume(c, limitOf[row.limit]);
    const { call, request } = await parseCall(c, row);
    await requireOnSite(c, deps, call.params);
    return handle({
      ...call,
      asGuest: (tenantId, bookingId) => guestContext(c, deps, { request }, { tenantId, bookingId }),
    });
  });
};

/** Serves an operation behind a guest's signed link: the token is judged before anything else of the request is looked at. */
export const bindCapability = <Row extends RowOf<CapabilityAccess, z.ZodType<{ token: string }>>>(
  router: Router,
  row: Row,
  handle: Handler<CapabilityCall<Row>, Row>,
): void => {
  const { deps } = router;
  const purposes: readonly Row['access']['purposes'][number][] = row.access.purposes;
  route(router, row, async (c) => {
    await deps.limits.consume(c, limitOf[row.limit]);
    const claims = await openCapability(deps, c.req.param('token') ?? '', { purposes, now: deps.now() });
    if (!isOnSite(c.get('site'), claims.tenantId)) throw new AppError('not_found', 'This link is not known.');
    const { call, request } = await parseCall(c, row);
    return handle({ ...call, claims, ctx: guestContext(c, deps, { request }, claims) });
  });
};

/** A key has a limit of its own, and the network it is used from one for all of its keys. */
const consumeAs = async (c: Context<AppEnv>, { limits }: BindDeps, limit: LimitName, actor: Caller) => {
  await limits.consume(c, limit, callerIdOf(actor));
  if (keyOf(actor) !== undefined) await limits.consume(c, limit);
};

/** Serves an operation of members: who calls and what they may is known before anything of the request is looked at. */
export const bindMember = <Row extends RowOf<MemberAccess>>(
  router: Router,
  row: Row,
  handle: Handler<MemberCall<Row>, Row>,
): void => {
  const { deps } = router;
  route(router, row, async (c) => {
    const caller = await deps.callerOf(c);
    if (caller === null) {
      await deps.limits.consume(c, 'read');
      if (c.get('signedIn') === undefined)
        throw new AppError('unauthenticated', 'Sign in, or send a bearer token.');
      throw new AppError('no_membership', 'You are signed in and a member of no organisation.');
    }
    const { tenantId, tenantState, actor, confirmedAt, lacksSecondFactor } = caller;
    await consumeAs(c, deps, limitOf[row.limit], actor);
    const ctx = contextOf(c, deps, tenantId, actor);
    refuseLooking(row, actor);
    refuseKeys(row.access, actor);
    requireAccess(ctx, row.access.permission);
    if (lacksSecondFactor) requireSecondFactor(row.access);
    requireFresh(row, confirmedAt, deps.now());
    if (row.method !== 'get' && row.whileSuspended !== true) requireActive(tenantState);
    if (refusesFrozen(row)) refuseFrozen(actor);
    await requireFeatures(row, actor, () => findFeaturesOff(deps.db, tenantId));
    const { call, request } = await parseCall(c, row);
    return maskedFor(actor, await handle({ ...call, ctx: { ...ctx, ...request(actor) } }));
  });
};

/** Serves an operation of operators: who calls is known before anything of the request is looked at. */
export const bindOperator = <Row extends RowOf<OperatorAccess>>(
  router: Router,
  row: Row,
  handle: Handler<OperatorCall<Row>, Row>,
): void => {
  const { deps } = router;
  route(router, row, async (c) => {
    const found = deps.operating === null ? 'none' : await deps.operating.guard(c);
    if (deps.operating === null || typeof found === 'string') {
      await deps.limits.consume(c, 'read');
      throw found === 'nobody'
        ? new AppError('unauthenticated', 'Sign in, or send a bearer token.')
        : new AppError('forbidden', 'You do not operate this installation.');
    }
    const { confirmedAt, ...who } = found;
    await deps.limits.consume(c, limitOf[row.limit], who.userId);
    requireFresh(row, confirmedAt, deps.now());
    const actor: Actor = { kind: 'operator', ...who };
    const { call, request } = await parseCall(c, row);
    const { params } = call;
    const names = typeof params === 'object' && params !== null && 'tenantId' in params;
    const tenantId = names ? String(params.tenantId) : installationId;
    const ctx = contextOf(c, deps, tenantId, actor);
    return handle({ ...call, ctx: { ...ctx, ...request(actor), ops: deps.operating.ops } });
  });
};

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
