import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { clientAddress } from '#api/client-address.ts';
import type { Metrics } from '#api/metrics.ts';
import type { AppEnv } from '#api/variables.ts';
import type { Logger } from '#services/log.ts';

const acceptable = /^[A-Za-z0-9_.-]{8,64}$/;

/**
 * Names the request (a caller's own `X-Request-Id` is kept when it is harmless), measures it and writes its one log
 * line: request id, tenant, booking, route pattern, status, milliseconds.
 */
export const requestId =
  (options: { log: Logger; metrics: Metrics; trustProxyHops: number }): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const started = performance.now();
    const given = c.req.header('x-request-id');
    const id =
      given !== undefined && acceptable.test(given) ? given : `req_${randomUUID().replaceAll('-', '')}`;
    const log = options.log.child({ requestId: id });
    c.set('requestId', id);
    c.set('route', 'unmatched');
    c.set('address', clientAddress(c, options.trustProxyHops));
    c.set('log', log);
    await next();
    c.res.headers.set('X-Request-Id', id);
    const ms = performance.now() - started;
    const route = c.get('route');
    const method = c.req.method;
    const status = c.res.status;
    options.metrics.httpSeconds.observe({ method, route, status: String(status) }, ms / 1000);
    const line = {
      method,
      route,
      status,
      ms: Math.round(ms * 10) / 10,
      tenantId: c.get('tenantId'),
      bookingId: c.get('bookingId'),
      code: c.get('problemCode'),
    };
    log.info(line, 'request');
  };
