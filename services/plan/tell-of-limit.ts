import type { Transaction } from '#db/client.ts';
import { wake } from '#db/wakeups.ts';
import { noticeAt } from '#domain/plan/limits.ts';
import { monthOf } from '#domain/plan/month.ts';
import type { ServiceContext } from '#services/context.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';

/**
 * Has the admins told, once a month each, that most of the bookings of their plan are made and that all are; `used` includes the
 * booking that is being made.
 */
export const tellOfLimit = async (
  tx: Transaction,
  { tenantId, now }: Pick<ServiceContext, 'tenantId' | 'now'>,
  { allowed, used }: { allowed: number; used: number },
): Promise<void> => {
  const template = noticeAt(allowed, used);
  if (template === null) return;
  const at = now();
  const owed = await oweNotifications(tx, [
    {
      tenantId,
      subjectKind: 'tenant',
      subjectId: tenantId,
      template,
      key: `${template}/${monthOf(at).name}`,
      dueAt: at,
      createdAt: at,
    },
  ]);
  if (owed.length > 0) wake(tx, { tenantId, kind: 'notify', subjectId: tenantId });
};
