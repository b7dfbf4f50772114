import { eq } from 'drizzle-orm';
import { members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import type { Identity } from '../identity.ts';
import { listMemberships } from '../memberships.ts';

/** Asking again within this time sends no second mail. */
const onceInMs = 2 * 60_000;

type Deps = Pick<ServiceContext, 'db' | 'now' | 'newId'> & {
  identity: Pick<Identity, 'findUser'>;
  requestId?: string;
};

/**
 * Has a link to choose a new password mailed to an address, through the tenant its owner was in last. Says nothing about
 * whether anybody has the address.
 */
export const askReset = async (deps: Deps, email: string): Promise<void> => {
  const userId = await deps.identity.findUser(email);
  if (userId === null) return;
  const [membership] = await listMemberships(deps.db, userId);
  if (membership === undefined) return;
  const { tenantId, memberId } = membership;
  await withTenant(deps.db, tenantId, async (tx) => {
    const [member] = await tx
      .select({ personId: members.personId })
      .from(members)
      .where(eq(members.id, memberId));
    if (member === undefined) return;
    const { personId } = member;
    const now = deps.now();
    const owed = await oweNotifications(tx, [
      {
        tenantId,
        subjectKind: 'person',
        subjectId: personId,
        template: 'password_reset',
        key: `password_reset/${Math.floor(now / onceInMs)}`,
        dueAt: now,
        createdAt: now,
      },
    ]);
    if (owed.length === 0) return;
    await audit(
      tx,
      { ...deps, tenantId, actor: { kind: 'system' } },
      { action: 'person.ask_password_reset', targetKind: 'person', targetId: personId },
    );
    wake(tx, { tenantId, kind: 'notify', subjectId: personId });
  });
};
