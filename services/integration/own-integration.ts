import { and, eq, isNull, ne, or } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { integrations } from '#db/schema/integration.ts';
import { AppError } from '#domain/errors.ts';
import { actsForAll, requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';

/** Locks an integration of the member who asks, or one of the tenant for its owners and admins; else `not_found`. */
export const lockOwnIntegration = async (
  tx: Transaction,
  ctx: ServiceContext,
  integrationId: string,
): Promise<typeof integrations.$inferSelect> => {
  const member = requirePermission(ctx, 'integrations.write');
  const isOwn = eq(integrations.memberId, member.memberId);
  const [row] = await tx
    .select()
    .from(integrations)
    .where(
      and(
        eq(integrations.tenantId, ctx.tenantId),
        eq(integrations.id, integrationId),
        actsForAll(member) ? or(isOwn, isNull(integrations.memberId)) : isOwn,
        ne(integrations.status, 'disconnected'),
      ),
    )
    .for('update');
  if (row === undefined) throw new AppError('not_found', 'There is no such integration.');
  return row;
};
