import { bindMember, type Router } from '#api/bind.ts';
import type { OpenStreams } from '#api/sse/open-streams.ts';
import * as contract from '#contracts/sign-in/sign-in.ts';
import type { Database } from '#db/client.ts';
import { endOtherSignIns, endSignIn, listSignIns } from '#services/account/sign-in/sign-ins.ts';

export const signInRoutes = (
  router: Router,
  { authDb, streams }: { authDb: Database; streams: OpenStreams },
): void => {
  bindMember(router, contract.listSignIns, async ({ ctx, query }) => ({
    body: await listSignIns(ctx, authDb, query),
  }));
  bindMember(router, contract.endSignIn, async ({ ctx, params }) => {
    await endSignIn(ctx, authDb, params.signInId);
    streams.endSignIn(params.signInId);
    return { body: undefined };
  });
  bindMember(router, contract.endOtherSignIns, async ({ ctx }) => {
    for (const id of await endOtherSignIns(ctx, authDb)) streams.endSignIn(id);
    return { body: undefined };
  });
};
