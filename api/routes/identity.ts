import type { Context, Hono } from 'hono';
import type { RateLimits } from '#api/middleware/rate-limit.ts';
import { refuseForeignOrigin } from '#api/middleware/session.ts';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';
import type { Identity } from '#services/account/identity.ts';

/** The identity operations that are open; whatever else the library offers stays shut. */
const open: Readonly<Record<string, 'GET' | 'POST'>> = {
  '/api/auth/sign-in/email': 'POST',
  '/api/auth/sign-up/email': 'POST',
  '/api/auth/sign-out': 'POST',
  '/api/auth/get-session': 'GET',
};

const isJson = (c: Context<AppEnv>): boolean =>
  /^application\/json\s*(?:;|$)/i.test(c.req.header('content-type') ?? '');

export const identityRoutes = (
  app: Hono<AppEnv>,
  options: { identity: Identity; limits: RateLimits; origins: readonly string[]; signUpEnabled: boolean },
): void => {
  for (const [path, method] of Object.entries(open)) {
    if (path.includes('sign-up') && !options.signUpEnabled) continue;
    app.on(method, path, async (c) => {
      c.set('route', path);
      refuseForeignOrigin(c, options.origins);
      if (method === 'POST') {
        await options.limits.consume(
          c,
          path.includes('/sign-in') || path.includes('/sign-up') ? 'signIn' : 'write',
        );
        if (!isJson(c)) throw new AppError('unsupported_media_type', 'Send the body as application/json.');
      }
      const answer = await options.identity.handle(c.req.raw);
      if (answer.status >= 500)
        throw new AppError('temporarily_unavailable', 'Signing in does not work at the moment.');
      const headers = new Headers(answer.headers);
      headers.set('Cache-Control', 'no-store');
      return new Response(answer.body, { status: answer.status, headers });
    });
  }
};
