import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { links } from '#db/schema/link.ts';

/** Archived links let go of a schedule that is about to be deleted; live ones must not use it any more. */
export const forgetSchedule = async (
  tx: Transaction,
  tenantId: string,
  scheduleId: string,
): Promise<void> => {
  await tx
    .update(links)
    .set({ scheduleId: null })
    .where(and(eq(links.tenantId, tenantId), eq(links.scheduleId, scheduleId)));
};
