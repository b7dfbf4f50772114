import { bindMember, type Router } from '#api/bind.ts';
import * as contract from '#contracts/session.ts';
import { getSession } from '#services/session/get-session.ts';
import { workflowIdOf } from '#workflows/client/ids.ts';

/** Serves hosts: the sessions their guests share. */
export const sessionRoutes = (
  router: Router,
  { workflowUrl }: { workflowUrl: (workflowId: string) => string | null },
): void => {
  bindMember(router, contract.getSession, async ({ ctx, params }) => ({
    body: await getSession(ctx, {
      sessionId: params.sessionId,
      workflowUrl: (sessionId) => workflowUrl(workflowIdOf('session', sessionId)),
    }),
  }));
};
