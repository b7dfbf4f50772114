import { and, eq } from 'drizzle-orm';
import { links } from '#db/schema/link.ts';
import { withTenant } from '#db/tenant.ts';
import { audit } from '#services/audit.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { wakeShortCalendars } from '#services/integration/read-ahead.ts';
import { loadOwnLink, lockOwnLink } from '#services/link/load-links.ts';
import { type LinkView, toView } from '#services/link/present-link.ts';
import { refusingTakenSlug } from '#services/link/taken-slug.ts';

/**
 * Puts the page of an archived link up again, as it was. `slug_taken` when another live link of its owner has its address
 * by now. One that is not archived is answered as it is.
 */
export const restoreLink = async (
  ctx: ServiceContext,
  input: { linkId: string; publicUrl: string },
): Promise<LinkView> => {
  const member = requireAccess(ctx, 'links.write');
  return refusingTakenSlug(() =>
    withTenant(ctx.db, ctx.tenantId, async (tx) => {
      const loaded = await lockOwnLink(tx, ctx, member, input.linkId);
      const { link } = loaded;
      if (link.archivedAt === null) return toView(loaded, member, input.publicUrl);
      await tx
        .update(links)
        .set({ archivedAt: null, updatedAt: ctx.now(), version: link.version + 1 })
        .where(and(eq(links.tenantId, ctx.tenantId), eq(links.id, link.id)));
      await wakeShortCalendars(tx, ctx.tenantId, loaded.hostIds, ctx.now());
      await audit(tx, ctx, { action: 'link.restore', targetKind: 'link', targetId: link.id });
      return toView(await loadOwnLink(tx, ctx, member, link.id), member, input.publicUrl);
    }),
  );
};
