import type { Transaction } from '#db/client.ts';
import { wake } from '#db/wakeups.ts';
import { personOf } from '#services/account/person-of.ts';
import type { ServiceContext } from '#services/context.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';

/** Has somebody told by mail, in the caller's transaction, that their membership was ended by others. */
export const tellRemoved = async (
  tx: Transaction,
  { tenantId, now }: Pick<ServiceContext, 'tenantId' | 'now'>,
  { memberId, departureId }: { memberId: string; departureId: string },
): Promise<void> => {
  const personId = await personOf(tx, tenantId, memberId);
  await oweNotifications(tx, [
    {
      tenantId,
      subjectKind: 'person',
      subjectId: personId,
      template: 'member_removed',
      // Somebody may come back and go again.
      key: `member_removed/${departureId}`,
      dueAt: now(),
      createdAt: now(),
    },
  ]);
  wake(tx, { tenantId, kind: 'notify', subjectId: personId });
};
