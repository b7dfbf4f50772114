import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { supportViews } from '#db/schema/installation.ts';
import { withTenant } from '#db/tenant.ts';
import { putOff, wakeupVersion } from '#db/wakeups.ts';
import type { Wakeup } from '#domain/follower.ts';
import { planSupport, type SupportFollowed } from '#domain/support/follow.ts';
import { endView } from './end-support-view.ts';

/** `now`: the workflow's clock, epoch milliseconds. */
export type SupportInput = { tenantId: string; supportViewId: string; now: number };

/**
 * What the follower of a support view sees now, or null when there is none; with it the moment is written down at which it has
 * to look again, so that a lost one is started again.
 */
export const lookAtSupportView = async (
  db: Database,
  { tenantId, supportViewId, now }: SupportInput,
): Promise<SupportFollowed | null> =>
  withTenant(db, tenantId, async (tx) => {
    const wakeup: Wakeup = { tenantId, kind: 'support', subjectId: supportViewId };
    const version = await wakeupVersion(tx, wakeup);
    const [view] = await tx
      .select({ endsAt: supportViews.endsAt, ended: supportViews.ended })
      .from(supportViews)
      .where(and(eq(supportViews.tenantId, tenantId), eq(supportViews.id, supportViewId)));
    const plan = view === undefined ? null : planSupport(view, now);
    await putOff(tx, wakeup, {
      version,
      until: plan === null ? null : plan.due.length > 0 ? now : (plan.next?.at ?? null),
    });
    return view ?? null;
  });

/** Records that a view has come to its end; one that has ended otherwise stays as it was. */
export const endSupportView = async (
  db: Database,
  { tenantId, supportViewId, now }: SupportInput,
): Promise<void> =>
  withTenant(db, tenantId, (tx) =>
    endView(
      tx,
      { tenantId, actor: { kind: 'system' }, now: () => now, newId },
      { id: supportViewId, how: 'time_over' },
    ),
  );
