import { withTenant } from '#db/tenant.ts';
import type { ServiceContext } from '#services/context.ts';
import { type LinkWithHosts, loadPublicLink, routeUsername } from './public-link.ts';

/** The link behind a public address: `not_found` when unknown or archived, `link_inactive` when switched off. */
export const findPublicLink = async (
  ctx: ServiceContext,
  address: { username: string; slug: string },
): Promise<LinkWithHosts> => {
  const route = await routeUsername(ctx.db, address.username);
  return withTenant(ctx.db, ctx.tenantId, (tx) => loadPublicLink(tx, route, address.slug));
};
