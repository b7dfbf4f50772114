import type { Hono } from 'hono';
import type { RateLimits } from '#api/middleware/rate-limit.ts';
import type { AppEnv } from '#api/variables.ts';

/** Longer names cannot be looked up. */
const mostLetters = 253;

/**
 * Answers the proxy's question whether a host may have a certificate: 200 for hosts of active organisations, 404 for every other.
 * The form is that of Caddy's `on_demand_tls { ask }`.
 */
export const certificateRoute = (
  app: Hono<AppEnv>,
  { limits, mayHave }: { limits: RateLimits; mayHave: (host: string) => Promise<boolean> },
): void => {
  app.get('/internal/certificate', async (c) => {
    c.set('route', '/internal/certificate');
    await limits.consume(c, 'read');
    const host = c.req.query('domain') ?? '';
    const isAllowed = host !== '' && host.length <= mostLetters && (await mayHave(host));
    c.header('Cache-Control', 'no-store');
    return c.body(null, isAllowed ? 200 : 404);
  });
};
