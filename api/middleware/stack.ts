import type { Hono, MiddlewareHandler } from 'hono';
import type { AppDeps } from '#api/deps.ts';
import type { AppEnv } from '#api/variables.ts';
import { endpoints } from '#contracts/registry.ts';
import { limitBody } from './body.ts';
import { compress } from './compress.ts';
import { memberCors, publicCors } from './cors.ts';
import { notFound, onError } from './problem.ts';
import { requestId } from './request-id.ts';
import { securityHeaders } from './security-headers.ts';
import { findSite } from './site.ts';

const isPublic = (path: string): boolean =>
  path.startsWith('/api/v1/public/') || path === '/api/v1/openapi.json';

const corsByPath = (origins: readonly string[]): MiddlewareHandler<AppEnv> => {
  const [open, listed] = [publicCors(), memberCors(origins)];
  return (c, next) => (isPublic(c.req.path) ? open(c, next) : listed(c, next));
};

/** Paths of operations that take more than others; none of them has parameters. */
const largeBodies = new Map(
  endpoints.flatMap(({ path, bodyBytes }) =>
    bodyBytes === undefined ? [] : [[`/api/v1${path}`, bodyBytes] as const],
  ),
);

/** What applies to every request, outermost first. */
export const installMiddleware = (app: Hono<AppEnv>, deps: AppDeps): void => {
  const { config } = deps;
  app.onError(onError);
  app.notFound(notFound);
  app.use(requestId({ log: deps.log, metrics: deps.metrics, trustProxyHops: config.TRUST_PROXY_HOPS }));
  app.use(securityHeaders());
  app.use(compress());
  app.use(findSite(deps.sites));
  app.use('/api/*', corsByPath(config.CORS_ORIGINS));
  app.use('/api/*', limitBody(config.BODY_LIMIT_BYTES, largeBodies));
};
