import type { Context } from 'hono';
import type { EmulatorEnv } from '#providers/emulation/interception.ts';
import type { AccessRole, Account, Grant, StoredCalendar, World } from './model.ts';
import { findCalendar } from './model.ts';

export type EmulatorContext = Context<EmulatorEnv>;

/** An answer in the vendor's error envelope. */
export class VendorFailure extends Error {
  readonly status: number;
  readonly reason: string;
  readonly location: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    reason: string,
    message: string,
    options: { location?: string; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.location = options.location;
    this.headers = options.headers ?? {};
  }
}

const usageReasons: ReadonlySet<string> = new Set([
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'quotaExceeded',
  'calendarUsageLimits',
]);

export function toErrorResponse(failure: VendorFailure): Response {
  const entry = {
    domain: usageReasons.has(failure.reason) ? 'usageLimits' : 'global',
    reason: failure.reason,
    message: failure.message,
    ...(failure.location === undefined ? {} : { locationType: 'parameter', location: failure.location }),
  };
  return Response.json(
    { error: { errors: [entry], code: failure.status, message: failure.message } },
    { status: failure.status, headers: failure.headers },
  );
}

export const badRequest = (reason: string, message: string, location?: string): VendorFailure =>
  new VendorFailure(400, reason, message, location === undefined ? {} : { location });

export const notFound = (): VendorFailure => new VendorFailure(404, 'notFound', 'Not Found');

type Caller = { account: Account; grant: Grant };

const scopeRoot = 'https://www.googleapis.com/auth/calendar';
const scopes = {
  listCalendars: ['', '.readonly', '.calendarlist', '.calendarlist.readonly'],
  readCalendar: ['', '.readonly', '.calendars', '.calendars.readonly'],
  writeCalendar: ['', '.calendars', '.app.created'],
  readEvents: ['', '.readonly', '.events', '.events.readonly'],
  writeEvents: ['', '.events'],
  freeBusy: ['', '.readonly', '.freebusy'],
  stopChannel: ['', '.readonly', '.events', '.events.readonly'],
} as const;
type Permission = keyof typeof scopes;

/** Refuses bearers that were not issued here, are expired or revoked, or lack the scope. */
export function authorize(world: World, c: EmulatorContext, permission: Permission | null): Caller {
  const caller = findBearer(world, c.req.header('authorization'));
  if (caller === null) {
    throw new VendorFailure(401, 'authError', 'Invalid Credentials', {
      headers: { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' },
    });
  }
  if (permission !== null) {
    const accepted: readonly string[] = scopes[permission].map((suffix) => `${scopeRoot}${suffix}`);
    if (!caller.grant.scopes.some((scope) => accepted.includes(scope))) {
      throw new VendorFailure(
        403,
        'insufficientPermissions',
        'Request had insufficient authentication scopes.',
      );
    }
  }
  return caller;
}

export function findBearer(world: World, header: string | undefined): Caller | null {
  const value = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
  const token = world.state.tokens.find(
    (candidate) => candidate.kind === 'access' && candidate.token === value,
  );
  if (token === undefined || (token.expiresAt !== null && token.expiresAt <= world.now())) return null;
  const grant = world.state.grants.find((candidate) => candidate.id === token.grantId && !candidate.revoked);
  const account = world.state.accounts.find((candidate) => candidate.email === grant?.email);
  return grant === undefined || account === undefined ? null : { account, grant };
}

const ranks: Readonly<Record<AccessRole, number>> = { freeBusyReader: 0, reader: 1, writer: 2, owner: 3 };

/** The calendar of the path for this caller: 404 when invisible, 403 when the role is too low. */
export function openCalendar(
  world: World,
  c: EmulatorContext,
  caller: Caller,
  needed: AccessRole,
): StoredCalendar {
  const calendar = findCalendar(world, caller.account.email, c.req.param('calendarId') ?? '');
  if (calendar === null) throw notFound();
  const role = calendar.roles[caller.account.email] ?? 'freeBusyReader';
  if (ranks[role] < ranks[needed]) {
    throw new VendorFailure(
      403,
      'requiredAccessLevel',
      'You need to have a higher access level to this calendar.',
    );
  }
  return calendar;
}

const standardParams = new Set(['alt', 'prettyPrint', 'quotaUser', 'key']);

/** The query, once every name in it is known. */
export function readQuery(c: EmulatorContext, allowed: readonly string[]): URLSearchParams {
  const query = new URL(c.req.url).searchParams;
  for (const name of query.keys()) {
    if (!standardParams.has(name) && !allowed.includes(name)) {
      throw badRequest('invalidParameter', `Unknown parameter: ${name}`, name);
    }
  }
  return query;
}

export function readBoolean(query: URLSearchParams, name: string): boolean | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  if (value !== 'true' && value !== 'false') throw badRequest('invalidParameter', 'Invalid boolean', name);
  return value === 'true';
}

export function readInstant(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  const at = Date.parse(value);
  if (Number.isNaN(at) || !/(?:Z|[+-]\d\d:\d\d)$/.test(value)) {
    throw badRequest('badRequest', 'Bad Request', name);
  }
  return at;
}

export function readPageSize(query: URLSearchParams, fallback: number, most: number): number {
  const value = query.get('maxResults');
  if (value === null) return Math.min(fallback, most);
  const size = Number(value);
  if (!Number.isInteger(size) || size < 1)
    throw badRequest('invalidParameter', 'Invalid value', 'maxResults');
  return Math.min(size, most);
}

export async function readJson(c: EmulatorContext): Promise<unknown> {
  const text = await c.req.text();
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('parseError', 'Parse Error');
  }
}

export const toOpaque = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export function fromOpaque(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
