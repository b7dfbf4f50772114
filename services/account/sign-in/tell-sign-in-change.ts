import type { Transaction } from '#db/client.ts';
import { wake } from '#db/wakeups.ts';
import type { SignInChange } from '#domain/sign-in/changes.ts';
import type { ServiceContext } from '#services/context.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';

type Of = { tenantId: string; personId: string; change: SignInChange };

/** Has a person told by mail, in the caller's transaction, that they sign in by something else from now on. */
export const tellSignInChange = async (
  tx: Transaction,
  { now, newId }: Pick<ServiceContext, 'now' | 'newId'>,
  { tenantId, personId, change }: Of,
): Promise<void> => {
  await oweNotifications(tx, [
    {
      tenantId,
      subjectKind: 'person',
      subjectId: personId,
      template: 'sign_in_changed',
      // Each is told of, also the second of its kind.
      key: `sign_in_changed/${newId('audit')}`,
      details: { change },
      dueAt: now(),
      createdAt: now(),
    },
  ]);
  wake(tx, { tenantId, kind: 'notify', subjectId: personId });
};
