import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { readJson } from '#api/middleware/body.ts';
import { refuseForeignOrigin } from '#api/middleware/sign-in.ts';
import { parsePart, refuse } from '#api/request-fields.ts';
import type { AppEnv } from '#api/variables.ts';
import { Email } from '#contracts/fields.ts';
import { askReset } from '#services/account/password/ask-reset.ts';
import { checkReset } from '#services/account/password/check-reset.ts';
import { recordPassword } from '#services/account/password/record-password.ts';
import { redeemReset } from '#services/account/password/redeem-reset.ts';
import type { ServiceContext } from '#services/context.ts';
import type { SignedText } from '#services/signed-text.ts';
import { requireUser } from './confirm.ts';
import { endedSignIns } from './ended.ts';
import type { IdentityRoutes } from './identity.ts';
import { NewPassword, passwordLength, requireStrong } from './new-password.ts';

export type PasswordRoutes = IdentityRoutes & Pick<ServiceContext, 'newId'> & { signed: SignedText };

const done = (c: Context<AppEnv>): Response => {
  c.header('Cache-Control', 'no-store');
  return c.json({});
};

const Change = z.object({
  currentPassword: z.string().min(1, { error: 'must not be empty' }).max(passwordLength.most),
  newPassword: NewPassword,
});

/** Wrong tries are counted by identity: whoever finds a signed-in browser open does not guess the password with it. */
const changePassword = async (c: Context<AppEnv>, options: PasswordRoutes): Promise<Response> => {
  const { identity, limits } = options;
  await limits.consume(c, 'signIn');
  const user = await requireUser(c, options);
  const { currentPassword, newPassword } = parsePart('body', Change, await readJson(c.req.raw));
  const key = `password ${user.userId}`;
  await limits.consume(c, 'signInAccount', key);
  if (!(await identity.isPassword(user.userId, currentPassword)))
    throw refuse([{ pointer: '/currentPassword', message: 'is wrong' }]);
  await limits.giveBack(c, 'signInAccount', key);
  await requireStrong(newPassword, user, '/newPassword');
  const { userId, sessionId } = user;
  const signInIds = await identity.setPassword(userId, newPassword, { keep: sessionId });
  await endedSignIns(c, options, { userId, signInIds });
  await recordPassword(options, userId);
  return done(c);
};

/**
 * Answers alike whether or not anybody has the address, and does not wait for what follows from it: neither the answer nor
 * its time tells. Counted by network and by address, known or not.
 */
const requestReset = async (c: Context<AppEnv>, options: PasswordRoutes): Promise<Response> => {
  const { limits } = options;
  await limits.consume(c, 'signIn');
  const { email } = parsePart('body', z.object({ email: Email }), await readJson(c.req.raw));
  const address = email.toLowerCase();
  await limits.consume(c, 'signInAccount', `reset ${address}`);
  void askReset({ ...options, requestId: c.get('requestId') }, address).catch((error: unknown) =>
    c.get('log').error({ err: error }, 'a link to choose a new password could not be sent'),
  );
  return done(c);
};

const ResetToken = z.string().max(400);
const Reset = z.object({ token: ResetToken, password: NewPassword });

/** Before anybody thinks of a new password: whether the link works still. */
const openResetLink = async (c: Context<AppEnv>, options: PasswordRoutes): Promise<Response> => {
  await options.limits.consume(c, 'manage');
  const { token } = parsePart('body', z.object({ token: ResetToken }), await readJson(c.req.raw));
  await checkReset(options, token);
  return done(c);
};

const resetPassword = async (c: Context<AppEnv>, options: PasswordRoutes): Promise<Response> => {
  await options.limits.consume(c, 'signIn');
  const { token, password } = parsePart('body', Reset, await readJson(c.req.raw));
  const { userId, email } = await redeemReset({ ...options, requestId: c.get('requestId') }, token, (owner) =>
    requireStrong(password, owner, '/password'),
  );
  const signInIds = await options.identity.setPassword(userId, password);
  await endedSignIns(c, options, { userId, signInIds });
  // Whoever guesses at the account does not keep its owner out: here their tries are counted apart from now on.
  c.header('Set-Cookie', options.devices.cookieFor(email.toLowerCase()), { append: true });
  return done(c);
};

/** Serves what people do about their own passwords: change one that is known, and choose one anew by mail. */
export const passwordRoutes = (app: Hono<AppEnv>, options: PasswordRoutes): void => {
  const open = [
    ['change-password', changePassword],
    ['request-password-reset', requestReset],
    ['open-reset-link', openResetLink],
    ['reset-password', resetPassword],
  ] as const;
  for (const [name, answer] of open) {
    const path = `/api/auth/${name}`;
    app.post(path, async (c) => {
      c.set('route', path);
      refuseForeignOrigin(c, options.origins);
      return answer(c, options);
    });
  }
};
