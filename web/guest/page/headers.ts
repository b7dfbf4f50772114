import type { MiddlewareHandler } from 'hono';

/** What a page may load and run. `style`: the hash of the one style that stands in the page itself. */
export const pagePolicy = (style: string | null): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${style === null ? '' : ` ${style}`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * Headers of every guest page: scripts and styles from this origin only, but for the colours that the page names itself, no framing, no caching by others. Pages behind
 * a signed link are never stored, never indexed, and tell nobody where the guest came from. HSTS is the proxy's.
 */
export const pageHeaders = (): MiddlewareHandler => async (c, next) => {
  await next();
  const signed = /^\/(?:b|your-data\/open)\//.test(c.req.path);
  const set = (name: string, value: string): void => c.header(name, value);
  if (!c.res.headers.has('Content-Security-Policy')) set('Content-Security-Policy', pagePolicy(null));
  set('X-Content-Type-Options', 'nosniff');
  set('X-Frame-Options', 'DENY');
  set('Cross-Origin-Opener-Policy', 'same-origin');
  set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()');
  set('Referrer-Policy', signed ? 'no-referrer' : 'strict-origin-when-cross-origin');
  set('Cache-Control', signed || c.req.method === 'POST' ? 'no-store' : 'private, no-cache');
  if (signed) set('X-Robots-Tag', 'noindex, nofollow');
  else c.header('Vary', 'Accept-Language', { append: true });
};

/**
 * Whether a form was sent from one of our own pages. Browsers say so in `Sec-Fetch-Site`; where that is missing, the
 * `Origin` must be ours. (A page without referrer sends `Origin: null`, so the first header is asked first.)
 */
export const isOwnForm = (header: (name: string) => string | undefined, ownOrigin: string): boolean => {
  const site = header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  return header('origin') === ownOrigin;
};
