import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { readJson } from '#api/middleware/body.ts';
import { refuseForeignOrigin } from '#api/middleware/sign-in.ts';
import { parsePart } from '#api/request-fields.ts';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';
import { askForPasskey, checkPasskey, type PasskeyAnswer } from '#services/account/passkey/show-passkey.ts';
import { enter, type IdentityRoutes } from './identity.ts';

const base64url = z.string().max(20_000);

/** An authenticator's answer, in the JSON form of WebAuthn; what is missing in it makes its signature worthless. */
export const Shown = z
  .looseObject({
    id: base64url.min(1),
    rawId: base64url,
    type: z.literal('public-key'),
    response: z.looseObject({ clientDataJSON: base64url }),
  })
  .transform((answer) => answer as unknown as PasskeyAnswer);

const ask = async (c: Context<AppEnv>, options: IdentityRoutes): Promise<Response> => {
  await options.limits.consume(c, 'write');
  c.header('Cache-Control', 'no-store');
  return c.json(await askForPasskey(options));
};

/** Its owner has unlocked the passkey, so that it stands for both factors. */
const signInByPasskey = async (c: Context<AppEnv>, options: IdentityRoutes): Promise<Response> => {
  await options.limits.consume(c, 'signIn');
  const { response } = parsePart('body', z.object({ response: Shown }), await readJson(c.req.raw));
  const known = await checkPasskey(options, response);
  if (known === null) throw new AppError('unauthenticated', 'This passkey does not work here.');
  return enter(c, options, known);
};

/** Serves signing in with a passkey, for which nobody says who they are before. */
export const passkeyRoute = (app: Hono<AppEnv>, options: IdentityRoutes): void => {
  for (const [name, answer] of [
    ['sign-in/passkey-challenge', ask],
    ['sign-in/passkey', signInByPasskey],
  ] as const) {
    const path = `/api/auth/${name}`;
    app.post(path, async (c) => {
      c.set('route', path);
      refuseForeignOrigin(c, options.origins);
      return answer(c, options);
    });
  }
};
