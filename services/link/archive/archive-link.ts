import { and, eq } from 'drizzle-orm';
import { links } from '#db/schema/link.ts';
import { withTenant } from '#db/tenant.ts';
import { audit } from '#services/audit.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { loadOwnLink, lockOwnLink } from '#services/link/load-links.ts';
import { type LinkView, toView } from '#services/link/present-link.ts';

/**
 * Takes a link's page down: guests can no longer book it, its address may be given to another link, and its bookings live
 * on. Everything else stays, so that it can be restored. One that is archived already is answered as it is.
 */
export const archiveLink = async (
  ctx: ServiceContext,
  input: { linkId: string; publicUrl: string },
): Promise<LinkView> => {
  const member = requireAccess(ctx, 'links.write');
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const loaded = await lockOwnLink(tx, ctx, member, input.linkId);
    const { link } = loaded;
    if (link.archivedAt !== null) return toView(loaded, member, input.publicUrl);
    const now = ctx.now();
    await tx
      .update(links)
      .set({ archivedAt: now, updatedAt: now, version: link.version + 1 })
      .where(and(eq(links.tenantId, ctx.tenantId), eq(links.id, link.id)));
    await audit(tx, ctx, { action: 'link.archive', targetKind: 'link', targetId: link.id });
    return toView(await loadOwnLink(tx, ctx, member, link.id), member, input.publicUrl);
  });
};
