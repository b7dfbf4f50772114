import { and, eq, gt, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { sessions } from '#db/schema/session.ts';
import type { ServiceContext } from '#services/context.ts';
import { groupCapacity } from './seats.ts';

/** Gives the sessions of a group that are yet to come as many places as its link has now, and never fewer than are taken. */
export const resizeSessions = async (
  tx: Transaction,
  ctx: Pick<ServiceContext, 'tenantId' | 'now'>,
  { linkId, capacity }: { linkId: string; capacity: number },
): Promise<void> => {
  const now = ctx.now();
  await tx
    .update(sessions)
    .set({ capacity: groupCapacity(sql`${capacity}::int`, sql`${sessions.taken}`), updatedAt: now })
    .where(
      and(
        eq(sessions.tenantId, ctx.tenantId),
        eq(sessions.linkId, linkId),
        eq(sessions.status, 'open'),
        gt(sessions.startsAt, now),
        gt(sessions.capacity, 1),
      ),
    );
};
