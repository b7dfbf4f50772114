import { bindMember, type Router } from '#api/bind.ts';
import * as contract from '#contracts/link.ts';
import { explainSlot } from '#services/availability/explain-slot.ts';
import type { ServiceContext } from '#services/context.ts';
import type { Sites } from '#services/domain/sites.ts';
import { archiveLink } from '#services/link/archive/archive-link.ts';
import { deleteLink } from '#services/link/archive/delete-link.ts';
import { restoreLink } from '#services/link/archive/restore-link.ts';
import { createLink } from '#services/link/create-link.ts';
import { duplicateLink } from '#services/link/duplicate-link.ts';
import { getLink } from '#services/link/get-link.ts';
import { listLinks } from '#services/link/list-links.ts';
import { orderLinks } from '#services/link/order-links.ts';
import { updateLink } from '#services/link/update-link.ts';

export const linkRoutes = (router: Router, sites: Sites): void => {
  /** Guests are sent to the organisation's own host, where it has one. */
  const shown = async ({ tenantId }: ServiceContext) => ({ publicUrl: await sites.originOf(tenantId) });
  bindMember(router, contract.listLinks, async ({ ctx, query }) => ({
    body: await listLinks(ctx, { ...query, archived: query.archived === 'true', ...(await shown(ctx)) }),
  }));
  bindMember(router, contract.createLink, async ({ ctx, body }) => {
    const link = await createLink(ctx, { fields: body, ...(await shown(ctx)) });
    return { body: link, version: link.version };
  });
  bindMember(router, contract.getLink, async ({ ctx, params }) => {
    const link = await getLink(ctx, { ...params, ...(await shown(ctx)) });
    return { body: link, version: link.version };
  });
  bindMember(router, contract.updateLink, async ({ ctx, params, body, basedOn }) => {
    const link = await updateLink(ctx, { ...params, basedOn, patch: body, ...(await shown(ctx)) });
    return { body: link, version: link.version };
  });
  bindMember(router, contract.orderLinks, async ({ ctx, body }) => {
    await orderLinks(ctx, body.linkIds);
    return { body: undefined };
  });
  bindMember(router, contract.duplicateLink, async ({ ctx, params }) => {
    const link = await duplicateLink(ctx, { ...params, ...(await shown(ctx)) });
    return { body: link, version: link.version };
  });
  bindMember(router, contract.archiveLink, async ({ ctx, params }) => {
    const link = await archiveLink(ctx, { ...params, ...(await shown(ctx)) });
    return { body: link, version: link.version };
  });
  bindMember(router, contract.restoreLink, async ({ ctx, params }) => {
    const link = await restoreLink(ctx, { ...params, ...(await shown(ctx)) });
    return { body: link, version: link.version };
  });
  bindMember(router, contract.deleteLink, async ({ ctx, params, basedOn }) => {
    await deleteLink(ctx, { ...params, basedOn });
    return { body: undefined };
  });
  bindMember(router, contract.explainSlot, async ({ ctx, params, query }) => {
    const { durationMinutes } = query;
    const start = Date.parse(query.start);
    return { body: await explainSlot(ctx, { linkId: params.linkId, start, durationMinutes }) };
  });
};
