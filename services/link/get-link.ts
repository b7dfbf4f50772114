import { withTenant } from '#db/tenant.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { loadSeenLink } from './load-links.ts';
import { type LinkView, toView } from './present-link.ts';

/** One link of the caller or that they host (admins: of anybody in the tenant), or `not_found`. */
export const getLink = async (
  ctx: ServiceContext,
  input: { linkId: string; publicUrl: string },
): Promise<LinkView> => {
  const member = requireAccess(ctx, 'links.read');
  const loaded = await withTenant(ctx.db, ctx.tenantId, (tx) => loadSeenLink(tx, ctx, member, input.linkId));
  return toView(loaded, member, input.publicUrl);
};
