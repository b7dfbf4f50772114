import { withTenant } from '#db/tenant.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { loadOwnLink } from './load-links.ts';
import { type LinkView, toView } from './present-link.ts';

/** One link of the caller (admins: of anybody in the tenant), or `not_found`. */
export const getLink = async (
  ctx: ServiceContext,
  input: { linkId: string; publicUrl: string },
): Promise<LinkView> => {
  const member = requirePermission(ctx, 'links.read');
  const loaded = await withTenant(ctx.db, ctx.tenantId, (tx) => loadOwnLink(tx, ctx, member, input.linkId));
  return toView(loaded, input.publicUrl);
};
