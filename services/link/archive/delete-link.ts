import { and, eq } from 'drizzle-orm';
import { links } from '#db/schema/link.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockOwnLink } from '#services/link/load-links.ts';
import { type BasedOn, requireVersion } from '#services/version.ts';

/**
 * Deletes a link for good, live or archived: nobody sees it again, and its address is free. One that was ever booked is
 * `has_bookings`: what guests hold refers to it. Deleting it twice is `not_found`.
 */
export const deleteLink = async (
  ctx: ServiceContext,
  input: { linkId: string; basedOn: BasedOn },
): Promise<void> => {
  const member = requireAccess(ctx, 'links.write');
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const { link, bookingCount } = await lockOwnLink(tx, ctx, member, input.linkId);
    requireVersion(input.basedOn, link.version, 'link');
    if (bookingCount > 0)
      throw new AppError('has_bookings', `It has ${bookingCount} bookings; archive it instead.`);
    const now = ctx.now();
    // Times that guests held and let go still name it, so its row stays.
    await tx
      .update(links)
      .set({
        archivedAt: link.archivedAt ?? now,
        deletedAt: now,
        isActive: false,
        updatedAt: now,
        version: link.version + 1,
      })
      .where(and(eq(links.tenantId, ctx.tenantId), eq(links.id, link.id)));
    await audit(tx, ctx, {
      action: 'link.delete',
      targetKind: 'link',
      targetId: link.id,
      before: { slug: link.slug },
    });
  });
};
