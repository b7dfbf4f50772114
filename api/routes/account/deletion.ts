import type { Hono } from 'hono';
import { z } from 'zod';
import { bindMember, type Router } from '#api/bind.ts';
import { readJson } from '#api/middleware/body.ts';
import { refuseForeignOrigin } from '#api/middleware/sign-in.ts';
import { parsePart } from '#api/request-fields.ts';
import type { PasswordRoutes } from '#api/routes/sign-in/password.ts';
import type { AppEnv } from '#api/variables.ts';
import * as contract from '#contracts/account/deletion.ts';
import { askAccountDeletion } from '#services/account-deletion/ask-deletion.ts';
import { callOffAccountDeletion, keepAccountByLink } from '#services/account-deletion/call-off-deletion.ts';
import { previewDeletion, readDeletion } from '#services/account-deletion/read-deletion.ts';

/** The end of a person's account. */
export const accountDeletionRoutes = (router: Router): void => {
  bindMember(router, contract.readAccountDeletion, async ({ ctx }) => ({ body: await readDeletion(ctx) }));
  bindMember(router, contract.previewAccountDeletion, async ({ ctx }) => ({
    body: await previewDeletion(ctx),
  }));
  bindMember(router, contract.askAccountDeletion, async ({ ctx, body }) => ({
    body: await askAccountDeletion(ctx, body),
  }));
  bindMember(router, contract.callOffAccountDeletion, async ({ ctx }) => {
    await callOffAccountDeletion(ctx);
    return { body: undefined };
  });
};

const path = '/api/auth/keep-account';

/** Serves the link in the mail that says an account will be deleted. */
export const keepAccountRoute = (app: Hono<AppEnv>, options: PasswordRoutes): void => {
  app.post(path, async (c) => {
    c.set('route', path);
    refuseForeignOrigin(c, options.origins);
    await options.limits.consume(c, 'signIn');
    const { token } = parsePart('body', z.object({ token: z.string().max(300) }), await readJson(c.req.raw));
    await keepAccountByLink({ ...options, requestId: c.get('requestId') }, token);
    c.header('Cache-Control', 'no-store');
    return c.json({});
  });
};
