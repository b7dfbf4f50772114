import { and, eq } from 'drizzle-orm';
import { links } from '#db/schema/link.ts';
import { withTenant } from '#db/tenant.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { type BasedOn, requireVersion } from '#services/version.ts';
import { loadOwnLink } from './load-links.ts';

/** Archives a link: its address is free again, its bookings stay. Archiving it twice is `not_found`. */
export const deleteLink = async (
  ctx: ServiceContext,
  input: { linkId: string; basedOn: BasedOn },
): Promise<void> => {
  const member = requirePermission(ctx, 'links.write');
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const mine = and(eq(links.tenantId, ctx.tenantId), eq(links.id, input.linkId));
    await tx.select({ id: links.id }).from(links).where(mine).for('update');
    const { link } = await loadOwnLink(tx, ctx, member, input.linkId);
    requireVersion(input.basedOn, link.version, 'link');
    const now = ctx.now();
    await tx
      .update(links)
      .set({ archivedAt: now, isActive: false, updatedAt: now, version: link.version + 1 })
      .where(mine);
    await audit(tx, ctx, {
      action: 'link.delete',
      targetKind: 'link',
      targetId: link.id,
      before: { slug: link.slug },
    });
  });
};
