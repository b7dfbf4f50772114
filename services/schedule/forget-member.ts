import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { scheduleOverrides, schedules } from '#db/schema/schedule.ts';

/** Schedules of a member who is erased: links may still name one, so it stays, without what they wrote and when they were away. */
export const forgetSchedules = async (
  tx: Transaction,
  { tenantId, memberId }: { tenantId: string; memberId: string },
): Promise<void> => {
  const theirs = and(eq(schedules.tenantId, tenantId), eq(schedules.memberId, memberId));
  await tx
    .delete(scheduleOverrides)
    .where(
      and(
        eq(scheduleOverrides.tenantId, tenantId),
        inArray(scheduleOverrides.scheduleId, tx.select({ id: schedules.id }).from(schedules).where(theirs)),
      ),
    );
  await tx.update(schedules).set({ name: '' }).where(theirs);
};
