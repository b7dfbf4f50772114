import type { Context, Hono } from 'hono';
import type { RateLimits } from '#api/middleware/rate-limit.ts';
import { refuseForeignOrigin } from '#api/middleware/sign-in.ts';
import type { OpenStreams } from '#api/sse/open-streams.ts';
import type { AppEnv } from '#api/variables.ts';
import { AppError, type ErrorCode } from '#domain/errors.ts';
import type { Identity } from '#services/account/identity.ts';

const signOutPath = '/api/auth/sign-out';

/** The identity operations that are open; whatever else the library offers stays shut. */
const open: Readonly<Record<string, 'GET' | 'POST'>> = {
  '/api/auth/sign-in/email': 'POST',
  '/api/auth/sign-up/email': 'POST',
  [signOutPath]: 'POST',
  '/api/auth/get-session': 'GET',
};

/** How refusals of the library read in our terms; its own codes stay inside. */
const codes: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  413: 'body_too_large',
  415: 'unsupported_media_type',
  429: 'rate_limited',
};
const details: Partial<Record<ErrorCode, string>> = {
  unauthenticated: 'The address or the password is wrong.',
  invalid_request: 'Send an e-mail address and a password.',
};

const refusalOf = (status: number): AppError => {
  if (status >= 500)
    return new AppError('temporarily_unavailable', 'Signing in does not work at the moment.');
  const code = codes[status] ?? 'invalid_request';
  return new AppError(code, details[code] ?? '');
};

/**
 * The request as the library may judge it. Where it comes from has been checked by `refuseForeignOrigin`, and a page
 * elsewhere cannot send JSON here unasked; fetch metadata would only keep out programs that send some of it.
 */
const withoutFetchMetadata = (request: Request): Request => {
  const headers = new Headers(request.headers);
  for (const name of ['sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest']) headers.delete(name);
  return new Request(request, { headers });
};

const isJson = (c: Context<AppEnv>): boolean =>
  /^application\/json\s*(?:;|$)/i.test(c.req.header('content-type') ?? '');

export const identityRoutes = (
  app: Hono<AppEnv>,
  options: {
    identity: Identity;
    limits: RateLimits;
    origins: readonly string[];
    streams: OpenStreams;
    signUpEnabled: boolean;
  },
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
      const ending = path === signOutPath ? await options.identity.sessionOf(c.req.raw.headers) : null;
      const answer = await options.identity.handle(withoutFetchMetadata(c.req.raw));
      if (answer.status >= 400) throw refusalOf(answer.status);
      if (ending !== null) options.streams.endSignIn(ending.sessionId);
      const headers = new Headers(answer.headers);
      headers.set('Cache-Control', 'no-store');
      return new Response(answer.body, { status: answer.status, headers });
    });
  }
};
