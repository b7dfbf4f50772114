import { and, eq, ne } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { schedules } from '#db/schema/schedule.ts';
import type { ServiceContext } from '#services/context.ts';

/** A member has one default schedule: making another one the default takes the mark from the first. */
export const clearOtherDefaults = async (
  tx: Transaction,
  ctx: ServiceContext,
  memberId: string,
  keepId: string,
): Promise<void> => {
  await tx
    .update(schedules)
    .set({ isDefault: false })
    .where(
      and(
        eq(schedules.tenantId, ctx.tenantId),
        eq(schedules.memberId, memberId),
        eq(schedules.isDefault, true),
        ne(schedules.id, keepId),
      ),
    );
};
