import { and, asc, eq, isNull } from 'drizzle-orm';
import { links } from '#db/schema/link.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';

/**
 * Puts the caller's live links in the order given, as their public page shows them; those that are not named follow in the
 * order they had. `invalid_request` names an id that is no live link of the caller. A link's version stays: its place is no
 * field of it.
 */
export const orderLinks = async (ctx: ServiceContext, linkIds: readonly string[]): Promise<void> => {
  const { memberId } = requirePermission(ctx, 'links.write');
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const rows = await tx
      .select({ id: links.id, position: links.position })
      .from(links)
      .where(and(eq(links.tenantId, ctx.tenantId), eq(links.ownerId, memberId), isNull(links.archivedAt)))
      .orderBy(asc(links.id))
      .for('update');
    const mine = new Map(rows.map((row) => [row.id, row.position]));
    const errors = linkIds.flatMap((id, index) =>
      mine.has(id) ? [] : [{ pointer: `/linkIds/${index}`, message: 'is not a link of yours' }],
    );
    if (errors.length > 0)
      throw new AppError('invalid_request', 'Some of these links cannot be ordered.', { errors });
    const rest = rows.filter(({ id }) => !linkIds.includes(id)).toSorted((a, b) => a.position - b.position);
    const order = [...linkIds, ...rest.map(({ id }) => id)];
    for (const [index, id] of order.entries()) {
      if (mine.get(id) === index + 1) continue;
      await tx
        .update(links)
        .set({ position: index + 1 })
        .where(and(eq(links.tenantId, ctx.tenantId), eq(links.id, id)));
    }
    await audit(tx, ctx, { action: 'link.order', targetKind: 'member', targetId: memberId });
  });
};
