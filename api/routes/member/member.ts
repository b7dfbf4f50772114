import { bindMember, type Router } from '#api/bind.ts';
import type { OpenStreams } from '#api/sse/open-streams.ts';
import * as contract from '#contracts/member/member.ts';
import { changeMemberRole } from '#services/account/member/change-role.ts';
import { listMembers } from '#services/account/member/list-members.ts';
import { unfreezeMember } from '#services/account/member/unfreeze-member.ts';

export const memberRoutes = (router: Router, { streams }: { streams: OpenStreams }): void => {
  bindMember(router, contract.listMembers, async ({ ctx, query }) => ({
    body: await listMembers(ctx, query),
  }));
  bindMember(router, contract.changeMemberRole, async ({ ctx, params, body }) => {
    const member = await changeMemberRole(ctx, { ...params, ...body });
    streams.review(params.memberId);
    return { body: member };
  });
  bindMember(router, contract.unfreezeMember, async ({ ctx, params, body }) => ({
    body: await unfreezeMember(ctx, { ...params, ...body }),
  }));
};
