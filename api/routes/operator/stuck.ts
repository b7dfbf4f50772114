import { bindOperator, type Router } from '#api/bind.ts';
import * as contract from '#contracts/operator/stuck.ts';
import { type FollowerUrl, listStuck, readStuckFigures } from '#services/stuck/list-stuck.ts';
import { retryStuck } from '#services/stuck/retry-stuck.ts';
import { workflowIdOf } from '#workflows/client/ids.ts';

/** Serves operators: what stands still over all organisations. */
export const stuckRoutes = (
  router: Router,
  { workflowUrl }: { workflowUrl: (workflowId: string) => string | null },
): void => {
  const urlOf: FollowerUrl = ({ kind, subjectId }) => workflowUrl(workflowIdOf(kind, subjectId));
  bindOperator(router, contract.listStuck, async ({ ctx, query }) => ({
    body: await listStuck(ctx, { ...query, urlOf }),
  }));
  bindOperator(router, contract.readStuckFigures, async ({ ctx, query }) => ({
    body: await readStuckFigures(ctx, query),
  }));
  bindOperator(router, contract.retryStuck, async ({ ctx, body }) => ({
    body: await retryStuck(ctx, body),
  }));
};
