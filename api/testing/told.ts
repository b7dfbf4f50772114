import { and, eq } from 'drizzle-orm';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import type { Api } from './harness.ts';

/** The changes of how somebody signs in that they are told of by mail, in no order. */
export const signInChangesTold = async (api: Api, personId: string): Promise<string[]> => {
  const told = await withTenant(api.db, api.tenant.tenantId, (tx) =>
    tx
      .select({ details: notifications.details })
      .from(notifications)
      .where(and(eq(notifications.subjectId, personId), eq(notifications.template, 'sign_in_changed'))),
  );
  return told.map(({ details }) => details?.change ?? '').toSorted();
};
