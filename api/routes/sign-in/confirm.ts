import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { readJson } from '#api/middleware/body.ts';
import { refuseForeignOrigin } from '#api/middleware/sign-in.ts';
import { parsePart, refuse } from '#api/request-fields.ts';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';
import { hasOutlived, type SignedInUser } from '#services/account/identity.ts';
import type { IdentityRoutes } from './identity.ts';
import { passwordLength } from './new-password.ts';

/** Who is signed in; `unauthenticated` for nobody. */
export const requireUser = async (
  c: Context<AppEnv>,
  { identity, now }: Pick<IdentityRoutes, 'identity' | 'now'>,
): Promise<SignedInUser> => {
  const user = await identity.sessionOf(c.req.raw.headers);
  if (user === null || hasOutlived(user, now()))
    throw new AppError('unauthenticated', 'Sign in, or send a bearer token.');
  return user;
};

const Shown = z.object({
  password: z.string().min(1, { error: 'must not be empty' }).max(passwordLength.most),
});

/** Wrong tries are counted by identity: whoever finds a signed-in browser open does not guess with it. */
const confirm = async (c: Context<AppEnv>, options: IdentityRoutes): Promise<Response> => {
  const { identity, limits, now } = options;
  await limits.consume(c, 'signIn');
  const user = await requireUser(c, options);
  const { password } = parsePart('body', Shown, await readJson(c.req.raw));
  const key = `password ${user.userId}`;
  await limits.consume(c, 'signInAccount', key);
  if (!(await identity.isPassword(user.userId, password)))
    throw refuse([{ pointer: '/password', message: 'is wrong' }]);
  await limits.giveBack(c, 'signInAccount', key);
  await identity.confirm(user.sessionId, now());
  c.header('Cache-Control', 'no-store');
  return c.json({});
};

/** Serves what makes a sign-in fresh again: its owner shows once more that it is them. */
export const confirmRoute = (app: Hono<AppEnv>, options: IdentityRoutes): void => {
  const path = '/api/auth/confirm';
  app.post(path, async (c) => {
    c.set('route', path);
    refuseForeignOrigin(c, options.origins);
    return confirm(c, options);
  });
};
