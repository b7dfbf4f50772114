import { eq } from 'drizzle-orm';
import { persons } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { listMemberships } from '../memberships.ts';
import { tellSignInChange } from '../sign-in/tell-sign-in-change.ts';

/** Writes down that an identity has another password: links that were mailed to choose one lead nowhere from then on. */
export const recordPassword = async (
  deps: Pick<ServiceContext, 'db' | 'now' | 'newId'> & { requestId?: string },
  userId: string,
): Promise<void> => {
  const [membership] = await listMemberships(deps.db, userId);
  // Somebody who is a member of nothing has no person, and no such link.
  if (membership === undefined) return;
  const { tenantId } = membership;
  await withTenant(deps.db, tenantId, async (tx) => {
    const [person] = await tx
      .update(persons)
      .set({ passwordSetAt: deps.now() })
      .where(eq(persons.userId, userId))
      .returning({ id: persons.id });
    if (person === undefined) return;
    await audit(
      tx,
      { ...deps, tenantId, actor: { kind: 'system' } },
      { action: 'person.change_password', targetKind: 'person', targetId: person.id },
    );
    await tellSignInChange(tx, deps, { tenantId, personId: person.id, change: 'change_password' });
  });
};
