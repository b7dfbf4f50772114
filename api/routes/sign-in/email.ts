import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { bindMember, type Router } from '#api/bind.ts';
import { readJson } from '#api/middleware/body.ts';
import { refuseForeignOrigin } from '#api/middleware/sign-in.ts';
import { parsePart } from '#api/request-fields.ts';
import type { AppEnv } from '#api/variables.ts';
import { changeEmail } from '#contracts/account.ts';
import type { Database } from '#db/client.ts';
import { askEmailChange } from '#services/account/email/ask-email-change.ts';
import type { EmailUse } from '#services/account/email/email-token.ts';
import { redeemEmail } from '#services/account/email/redeem-email.ts';
import { endedSignIns } from './ended.ts';
import type { PasswordRoutes } from './password.ts';

/** Mails to an address that nobody has proved yet are counted by who asks for them. */
export const emailRoutes = (router: Router, authDb: Database): void =>
  bindMember(router, changeEmail, async ({ c, ctx, body }) => {
    const { actor } = ctx;
    const asker = actor.kind === 'member' ? actor.userId : '';
    await router.deps.limits.consume(c, 'signInAccount', `email ${asker}`);
    await askEmailChange(ctx, authDb, body.email);
    return { body: undefined };
  });

const use = async (c: Context<AppEnv>, options: PasswordRoutes, what: EmailUse): Promise<Response> => {
  await options.limits.consume(c, 'signIn');
  const { token } = parsePart('body', z.object({ token: z.string().max(900) }), await readJson(c.req.raw));
  const ended = await redeemEmail({ ...options, requestId: c.get('requestId') }, what, token);
  await endedSignIns(c, options, ended);
  c.header('Cache-Control', 'no-store');
  return c.json({});
};

/** Serves the links in mails about an address: whoever reads them has it, signed in or not. */
export const emailLinkRoutes = (app: Hono<AppEnv>, options: PasswordRoutes): void => {
  for (const [name, what] of [
    ['verify-email', 'email'],
    ['undo-email-change', 'email_undo'],
  ] as const) {
    const path = `/api/auth/${name}`;
    app.post(path, async (c) => {
      c.set('route', path);
      refuseForeignOrigin(c, options.origins);
      return use(c, options, what);
    });
  }
};
