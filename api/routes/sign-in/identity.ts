import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { addressPrefixOf } from '#api/client-address.ts';
import { readJson } from '#api/middleware/body.ts';
import type { KnownDevices } from '#api/middleware/known-device.ts';
import type { RateLimits } from '#api/middleware/rate-limit.ts';
import { refuseForeignOrigin } from '#api/middleware/sign-in.ts';
import { parsePart } from '#api/request-fields.ts';
import type { OpenStreams } from '#api/sse/open-streams.ts';
import type { AppEnv } from '#api/variables.ts';
import { Email } from '#contracts/fields.ts';
import { AppError, type ErrorCode } from '#domain/errors.ts';
import type { Identity, Known, SignInFrom } from '#services/account/identity.ts';
import type { PasskeyDeps } from '#services/account/passkey/passkeys.ts';
import { hasSecondFactor, type SecondFactorDeps } from '#services/account/second-factor/check-code.ts';
import { beginHalfSignIn } from '#services/account/second-factor/half-sign-in.ts';
import { tellNewSignIn } from '#services/account/sign-in/tell-new-sign-in.ts';
import type { ServiceContext } from '#services/context.ts';
import { endedSignIns } from './ended.ts';
import { passwordLength } from './new-password.ts';

/** How refusals of the library read in our terms; its own codes stay inside. */
const codes: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  413: 'body_too_large',
  415: 'unsupported_media_type',
  429: 'rate_limited',
};

const refusalOf = (status: number): AppError => {
  if (status >= 500)
    return new AppError('temporarily_unavailable', 'Signing in does not work at the moment.');
  return new AppError(codes[status] ?? 'invalid_request', '');
};

const Given = z.looseObject({
  email: Email,
  password: z.string().min(1, { error: 'must not be empty' }).max(passwordLength.most),
});
/**
 * The request as the library may judge it. Where it comes from has been checked by `refuseForeignOrigin`, and a page
 * elsewhere cannot send JSON here unasked; fetch metadata would only keep out programs that send some of it.
 */
const asJudged = (request: Request, body: unknown): Request => {
  const headers = new Headers(request.headers);
  for (const name of ['sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest', 'content-length'])
    headers.delete(name);
  const { method, url } = request;
  return new Request(url, { method, headers, ...(method === 'GET' ? {} : { body: JSON.stringify(body) }) });
};

export type IdentityRoutes = Pick<ServiceContext, 'db' | 'newId'> &
  SecondFactorDeps &
  PasskeyDeps & {
    identity: Identity;
    limits: RateLimits;
    devices: KnownDevices;
    origins: readonly string[];
    streams: OpenStreams;
  };

const answered = (answer: Response): Response => {
  if (answer.status >= 400) throw refusalOf(answer.status);
  const headers = new Headers(answer.headers);
  headers.set('Cache-Control', 'no-store');
  return new Response(answer.body, { status: answer.status, headers });
};

const fromOf = (c: Context<AppEnv>, now: number): SignInFrom => ({
  userAgent: c.req.header('user-agent') ?? '',
  addressPrefix: addressPrefixOf(c.get('address')),
  now,
});

/** Signs in whoever has shown that it is them; its owner is told of a device that nobody has signed in from before. */
export const enter = async (
  c: Context<AppEnv>,
  options: IdentityRoutes,
  { userId, email, name }: Known,
): Promise<Response> => {
  const { identity, devices } = options;
  const from = fromOf(c, options.now());
  const { signInId, headers } = await identity.startSignIn(userId, from);
  if (devices.deviceOf(c, email) === null)
    await tellNewSignIn(options, { userId, signInId }, from).catch((error: unknown) =>
      c.get('log').error({ err: error }, 'a new sign-in could not be told'),
    );
  headers.set('Cache-Control', 'no-store');
  headers.set('Content-Type', 'application/json');
  headers.append('Set-Cookie', devices.cookieFor(email));
  return new Response(JSON.stringify({ user: { id: userId, email, name } }), { headers });
};

/**
 * Tries are counted by network and, until one succeeds, by account: strangers' together wherever they come from, those of
 * each device that has signed in there before on their own, so that nobody locks its owner out.
 */
const signIn = async (c: Context<AppEnv>, options: IdentityRoutes): Promise<Response> => {
  const { limits, devices } = options;
  await limits.consume(c, 'signIn');
  const body = parsePart('body', Given, await readJson(c.req.raw));
  const email = body.email.toLowerCase();
  const account = `${email} ${devices.deviceOf(c, email) ?? ''}`;
  await limits.consume(c, 'signInAccount', account);
  const known = await options.identity.checkPassword(email, body.password);
  if (known === null) throw new AppError('unauthenticated', 'The address or the password is wrong.');
  await limits.giveBack(c, 'signInAccount', account);
  const { authDb, now } = options;
  if (!(await hasSecondFactor(authDb, known.userId))) return enter(c, options, known);
  c.header('Cache-Control', 'no-store');
  return c.json({ secondFactor: { token: await beginHalfSignIn(authDb, known.userId, now()) } });
};

const signOut = async (c: Context<AppEnv>, options: IdentityRoutes): Promise<Response> => {
  const { identity, limits } = options;
  await limits.consume(c, 'write');
  const body = await readJson(c.req.raw);
  const ending = await identity.sessionOf(c.req.raw.headers);
  const answer = answered(await identity.handle(asJudged(c.req.raw, body)));
  if (ending !== null) {
    const { userId, email, sessionId } = ending;
    const actor = { kind: 'operator', userId, email } as const;
    await endedSignIns(c, options, { userId, signInIds: [sessionId] }, actor);
  }
  return answer;
};

const getSession = async (c: Context<AppEnv>, { identity }: IdentityRoutes): Promise<Response> =>
  answered(await identity.handle(asJudged(c.req.raw, undefined)));

/** Serves the identity operations that are open; whatever else the library offers stays shut. */
export const identityRoutes = (app: Hono<AppEnv>, options: IdentityRoutes): void => {
  const open = [
    ['POST', 'sign-in/email', signIn],
    ['POST', 'sign-out', signOut],
    ['GET', 'get-session', getSession],
  ] as const;
  for (const [method, name, answer] of open) {
    const path = `/api/auth/${name}`;
    app.on(method, path, async (c) => {
      c.set('route', path);
      refuseForeignOrigin(c, options.origins);
      return answer(c, options);
    });
  }
};
