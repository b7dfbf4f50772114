import { and, eq, ne } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { sessions } from '#db/schema/auth.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import type { ServiceContext } from '#services/context.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import type { SignInFrom } from '../identity.ts';
import { listMemberships } from '../memberships.ts';
import { personOf } from '../person-of.ts';
import { deviceOf } from './device.ts';

/** Whether somebody has been signed in otherwise: the first sign-in of all is no news to its owner. */
const hasOthers = async (authDb: Database, userId: string, signInId: string): Promise<boolean> => {
  const [other] = await authDb
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), ne(sessions.id, signInId)))
    .limit(1);
  return other !== undefined;
};

/** Has its owner told by mail that somebody signed in from a device that was not used before. */
export const tellNewSignIn = async (
  { db, authDb }: Pick<ServiceContext, 'db'> & { authDb: Database },
  { userId, signInId }: { userId: string; signInId: string },
  { userAgent, addressPrefix, now }: SignInFrom,
): Promise<void> => {
  if (!(await hasOthers(authDb, userId, signInId))) return;
  const [membership] = await listMemberships(db, userId);
  if (membership === undefined) return;
  const { tenantId, memberId } = membership;
  await withTenant(db, tenantId, async (tx) => {
    const personId = await personOf(tx, tenantId, memberId);
    await oweNotifications(tx, [
      {
        tenantId,
        subjectKind: 'person',
        subjectId: personId,
        template: 'new_sign_in',
        key: `new_sign_in/${signInId}`,
        details: { ...deviceOf(userAgent), addressPrefix },
        dueAt: now,
        createdAt: now,
      },
    ]);
    wake(tx, { tenantId, kind: 'notify', subjectId: personId });
  });
};
