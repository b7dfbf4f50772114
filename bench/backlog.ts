import { setTimeout as delay } from 'node:timers/promises';
import { and, eq, lte, sql } from 'drizzle-orm';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { countBehind } from '#db/wakeups.ts';
import type { BenchLab } from './lab.ts';

const patienceMs = 300_000;

const dueNotifications = async (lab: BenchLab, tenantId: string): Promise<number> =>
  withTenant(lab.db, tenantId, async (tx) => {
    const [row] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(notifications)
      .where(
        and(
          eq(notifications.tenantId, tenantId),
          eq(notifications.state, 'due'),
          lte(notifications.dueAt, sql`now()`),
        ),
      );
    return row?.count ?? 0;
  });

/** Resolves when `isDone` says so; rejects after five minutes. */
export const until = async (isDone: () => Promise<boolean>): Promise<void> => {
  const started = performance.now();
  while (!(await isDone())) {
    if (performance.now() - started > patienceMs)
      throw new Error('what is owed was not done in five minutes');
    await delay(200);
  }
};

/** Resolves when no follower has to look any more and these tenants have no notification due: everything owed is done. */
export const untilNothingIsOwed = async (lab: BenchLab, tenantIds: readonly string[]): Promise<void> =>
  until(async () => {
    const behind = await countBehind(lab.db, 0);
    if (behind.count > 0) return false;
    for (const tenantId of tenantIds) if ((await dueNotifications(lab, tenantId)) > 0) return false;
    return true;
  });
