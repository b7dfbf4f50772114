import type { Context } from 'hono';
import { bindOperator, type Router } from '#api/bind.ts';
import type { OpenStreams } from '#api/sse/open-streams.ts';
import type { AppEnv } from '#api/variables.ts';
import * as contract from '#contracts/operator/support-view.ts';
import type { Identity } from '#services/account/identity.ts';
import { leaveSupportView } from '#services/support/end-support-view.ts';
import { enterSupportView } from '#services/support/enter-support-view.ts';

/** The sign-in of a request that `bindOperator` has let in. */
const signInOf = (c: Context<AppEnv>) => {
  const user = c.get('signedIn');
  if (user === undefined) throw new Error('an operator without a sign-in');
  return { signInId: user.sessionId, supportViewId: user.supportViewId };
};

/** Serves operators: looking at an organisation. What a sign-in listens to is another organisation's from then on. */
export const supportRoutes = (
  router: Router,
  { identity, streams }: { identity: Identity; streams: OpenStreams },
): void => {
  bindOperator(router, contract.enterSupportView, async ({ c, ctx, body }) => {
    const { signInId, supportViewId: before } = signInOf(c);
    const view = await enterSupportView(ctx, identity, { ...body, before });
    streams.endSignIn(signInId);
    return { body: view };
  });
  bindOperator(router, contract.leaveSupportView, async ({ c, ctx }) => {
    const signIn = signInOf(c);
    await leaveSupportView(ctx, identity, signIn);
    streams.endSignIn(signIn.signInId);
    return { body: undefined };
  });
};
