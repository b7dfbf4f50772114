import { bindMember, type Router } from '#api/bind.ts';
import type { OpenStreams } from '#api/sse/open-streams.ts';
import * as contract from '#contracts/member/departure.ts';
import { reactivateMember } from '#services/account/member/end-membership.ts';
import { deactivateMember, leaveTenant, removeMember } from '#services/departure/depart.ts';
import { listDepartures, previewDeparture } from '#services/departure/list-departures.ts';

export const departureRoutes = (router: Router, { streams }: { streams: OpenStreams }): void => {
  bindMember(router, contract.deactivateMember, async ({ ctx, params, body }) => {
    const departure = await deactivateMember(ctx, { ...params, ...body });
    streams.review(params.memberId);
    return { body: departure };
  });
  bindMember(router, contract.removeMember, async ({ ctx, params, body }) => {
    const departure = await removeMember(ctx, { ...params, ...body });
    streams.review(params.memberId);
    return { body: departure };
  });
  bindMember(router, contract.leaveTenant, async ({ ctx, body }) => {
    const departure = await leaveTenant(ctx, body);
    streams.review(departure.member.id);
    return { body: departure };
  });
  bindMember(router, contract.reactivateMember, async ({ ctx, params }) => ({
    body: await reactivateMember(ctx, params),
  }));
  bindMember(router, contract.previewDeparture, async ({ ctx, params }) => ({
    body: await previewDeparture(ctx, params),
  }));
  bindMember(router, contract.listDepartures, async ({ ctx, query }) => ({
    body: await listDepartures(ctx, query),
  }));
};
