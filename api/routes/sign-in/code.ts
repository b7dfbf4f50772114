import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { readJson } from '#api/middleware/body.ts';
import { refuseForeignOrigin } from '#api/middleware/sign-in.ts';
import { parsePart } from '#api/request-fields.ts';
import type { AppEnv } from '#api/variables.ts';
import { requireCode } from '#services/account/second-factor/check-code.ts';
import { endHalfSignIn, ofHalfSignIn } from '#services/account/second-factor/half-sign-in.ts';
import { enter, type IdentityRoutes } from './identity.ts';

/** A code of an app or a recovery code, as it was typed. */
export const Code = z.string().min(1, { error: 'must not be empty' }).max(60);

const Given = z.object({ token: z.string().max(200), code: Code });

/** The second half of a sign-in. Wrong codes are counted by account, recovery codes among them. */
const signInByCode = async (c: Context<AppEnv>, options: IdentityRoutes): Promise<Response> => {
  const { authDb, limits, now } = options;
  await limits.consume(c, 'signIn');
  const { token, code } = parsePart('body', Given, await readJson(c.req.raw));
  const known = await ofHalfSignIn(authDb, token, now());
  await requireCode(options, known.userId, code);
  await endHalfSignIn(authDb, token, now());
  return enter(c, options, known);
};

/** Serves what a sign-in needs after the password, where its owner has a second factor. */
export const codeRoute = (app: Hono<AppEnv>, options: IdentityRoutes): void => {
  const path = '/api/auth/sign-in/code';
  app.post(path, async (c) => {
    c.set('route', path);
    refuseForeignOrigin(c, options.origins);
    return signInByCode(c, options);
  });
};
