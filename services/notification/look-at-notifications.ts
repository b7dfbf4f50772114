import type { Database } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';
import { putOff, wakeupVersion } from '#db/wakeups.ts';
import type { Failure } from '#domain/failure.ts';
import type { Wakeup } from '#domain/follower.ts';
import { subjectKindOf } from '#domain/notification/types.ts';
import { nextNotification } from './due-notifications.ts';

export type NotificationsView = { notifyAt: number; failure: Failure | null };

/**
 * When the next notification of a subject without a workflow of its own is due, null when none is; with it that moment is
 * written down, so that a lost follower is started anew.
 */
export const lookAtNotifications = async (
  db: Database,
  input: { tenantId: string; subjectId: string },
): Promise<NotificationsView | null> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { tenantId, subjectId } = input;
    const wakeup: Wakeup = { tenantId, kind: 'notify', subjectId };
    const version = await wakeupVersion(tx, wakeup);
    const next = await nextNotification(tx, { tenantId, kind: subjectKindOf(subjectId), id: subjectId });
    await putOff(tx, wakeup, { version, until: next?.at ?? null });
    return next === null ? null : { notifyAt: next.at, failure: next.failure };
  });
