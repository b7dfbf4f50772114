import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { readJson } from '#api/middleware/body.ts';
import { refuseForeignOrigin } from '#api/middleware/sign-in.ts';
import { parsePart, refuse } from '#api/request-fields.ts';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';
import { hasOutlived, type SignedInUser } from '#services/account/identity.ts';
import { checkPasskey } from '#services/account/passkey/show-passkey.ts';
import { requireCode } from '#services/account/second-factor/check-code.ts';
import { Code } from './code.ts';
import type { IdentityRoutes } from './identity.ts';
import { passwordLength } from './new-password.ts';
import { Shown as Passkey } from './passkey.ts';

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

const Shown = z
  .object({
    password: z.string().min(1, { error: 'must not be empty' }).max(passwordLength.most),
    code: Code,
    passkey: Passkey,
  })
  .partial()
  .refine((given) => Object.keys(given).length === 1, { error: 'must have a password, a code or a passkey' });

const requirePassword = async (
  c: Context<AppEnv>,
  { identity, limits }: IdentityRoutes,
  userId: string,
  password: string,
): Promise<void> => {
  const key = `password ${userId}`;
  await limits.consume(c, 'signInAccount', key);
  if (!(await identity.isPassword(userId, password)))
    throw refuse([{ pointer: '/password', message: 'is wrong' }]);
  await limits.giveBack(c, 'signInAccount', key);
};

/** Wrong tries are counted by identity: whoever finds a signed-in browser open does not guess with it. */
const confirm = async (c: Context<AppEnv>, options: IdentityRoutes): Promise<Response> => {
  const { identity, limits, now } = options;
  await limits.consume(c, 'signIn');
  const user = await requireUser(c, options);
  const { password, code, passkey } = parsePart('body', Shown, await readJson(c.req.raw));
  if (password !== undefined) await requirePassword(c, options, user.userId, password);
  if (code !== undefined) await requireCode(options, user.userId, code);
  if (passkey !== undefined && (await checkPasskey(options, passkey))?.userId !== user.userId)
    throw refuse([{ pointer: '/passkey', message: 'does not work here' }]);
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
