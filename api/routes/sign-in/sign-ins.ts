import { bindMember, type Router } from '#api/bind.ts';
import * as contract from '#contracts/sign-in/sign-in.ts';
import type { Database } from '#db/client.ts';
import { endOtherSignIns, endSignIn, listSignIns } from '#services/account/sign-in/sign-ins.ts';
import { type EndedDeps, endedSignIns } from './ended.ts';

export const signInRoutes = (
  router: Router,
  { authDb, ...ended }: EndedDeps & { authDb: Database },
): void => {
  bindMember(router, contract.listSignIns, async ({ ctx, query }) => ({
    body: await listSignIns(ctx, authDb, query),
  }));
  bindMember(router, contract.endSignIn, async ({ c, ctx, params }) => {
    const { signInId } = params;
    const userId = await endSignIn(ctx, authDb, signInId);
    await endedSignIns(c, ended, { userId, signInIds: [signInId] });
    return { body: undefined };
  });
  bindMember(router, contract.endOtherSignIns, async ({ c, ctx }) => {
    await endedSignIns(c, ended, await endOtherSignIns(ctx, authDb));
    return { body: undefined };
  });
};
