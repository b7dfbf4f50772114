import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '#api/variables.ts';

/**
 * Headers for answers that carry data, not pages: nothing may be loaded, framed, sniffed or told onwards. Pages that
 * set a policy of their own keep it. HSTS is the proxy's: it ends the encryption and knows what else the host serves.
 */
export const securityHeaders = (): MiddlewareHandler<AppEnv> => async (c, next) => {
  await next();
  const { headers } = c.res;
  const set = (name: string, value: string): void => {
    if (!headers.has(name)) headers.set(name, value);
  };
  set(
    'Content-Security-Policy',
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
  set('X-Content-Type-Options', 'nosniff');
  set('Referrer-Policy', 'no-referrer');
  set('Cross-Origin-Opener-Policy', 'same-origin');
  set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()');
};
