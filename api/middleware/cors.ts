import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { AppEnv } from '#api/variables.ts';

const exposeHeaders = [
  'ETag',
  'Retry-After',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'X-Request-Id',
  'set-auth-token',
];
const allowHeaders = [
  'Authorization',
  'Content-Type',
  'Everslot-Tenant',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'X-Request-Id',
];
const allowMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Guest operations may be called from any page, without credentials. */
export const publicCors = (): MiddlewareHandler<AppEnv> =>
  cors({ origin: '*', allowHeaders, allowMethods, exposeHeaders, maxAge: 600 });

/** Everything else only from the listed origins, with credentials. */
export const memberCors = (origins: readonly string[]): MiddlewareHandler<AppEnv> =>
  cors({
    origin: (origin) => (origins.includes(origin) ? origin : null),
    allowHeaders,
    allowMethods,
    exposeHeaders,
    credentials: true,
    maxAge: 600,
  });
