import { bindMember, type Router } from '#api/bind.ts';
import * as contract from '#contracts/host-request.ts';
import { answerHostRequest } from '#services/link/hosting/answer-host-request.ts';
import { listHostRequests } from '#services/link/hosting/list-host-requests.ts';

export const hostRequestRoutes = (router: Router): void => {
  bindMember(router, contract.listHostRequests, async ({ ctx, query }) => ({
    body: await listHostRequests(ctx, query),
  }));
  bindMember(router, contract.answerHostRequest, async ({ ctx, params, body }) => ({
    body: await answerHostRequest(ctx, { ...params, ...body }),
  }));
};
