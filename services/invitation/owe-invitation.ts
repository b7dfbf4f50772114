import type { Transaction } from '#db/client.ts';
import { wake } from '#db/wakeups.ts';
import { invitationDays } from '#domain/invitation/types.ts';
import type { ServiceContext } from '#services/context.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';

/** Until when a link that is sent now works. Epoch milliseconds. */
export const expiryFrom = (now: number): number => now + invitationDays * 24 * 60 * 60_000;

/** Has the link of this version mailed, once. */
export const oweInvitation = async (
  tx: Transaction,
  ctx: Pick<ServiceContext, 'tenantId' | 'now'>,
  { id, version }: { id: string; version: number },
): Promise<void> => {
  const { tenantId } = ctx;
  const now = ctx.now();
  await oweNotifications(tx, [
    {
      tenantId,
      subjectKind: 'invitation',
      subjectId: id,
      template: 'member_invited',
      key: `member_invited/${version}`,
      revision: version,
      dueAt: now,
      createdAt: now,
    },
  ]);
  wake(tx, { tenantId, kind: 'notify', subjectId: id });
};
