import type { Transaction } from '#db/client.ts';
import { withinTenant } from '#db/tenant.ts';
import { installationId } from '#domain/audit/types.ts';
import { AppError } from '#domain/errors.ts';
import type { Plan } from '#domain/plan/types.ts';
import type { NewUser } from '#services/account/identity.ts';
import { freeUsername, handleTaken, isHandleConflict, writeTenant } from '#services/tenant/write-tenant.ts';
import type { Applicant } from './ask-registration.ts';
import { type RegistrationDeps, recordedBy } from './load-registration.ts';

/**
 * Makes an organisation and its owner, whose address is proved, in a transaction of the installation's. The identity lies behind
 * another role and is made last: where the transaction fails after it, the next try with the same `userId` finds it.
 */
export const makeOwner = async (
  tx: Transaction,
  deps: RegistrationDeps & { plan: Plan },
  input: Applicant & Pick<NewUser, 'userId' | 'way'>,
): Promise<{ tenantId: string }> => {
  const { userId, email, name, tenantName, handle, locale, timeZone, way } = input;
  const username = await freeUsername(deps.db, email, handle);
  const tenantId = deps.newId('tenant');
  const ctx = { ...recordedBy(deps), tenantId };
  await withinTenant(tx, { tenantId, from: installationId }, () =>
    writeTenant(
      tx,
      ctx,
      { name: tenantName, handle, locale, timeZone, plan: deps.plan },
      { person: { userId, name, email, timeZone, locale }, username },
    ),
  ).catch((error: unknown) => {
    throw isHandleConflict(error) ? handleTaken('/handle') : error;
  });
  if ((await deps.identity.addProven({ userId, email, name, way })) !== userId)
    throw new AppError('account_exists', 'This address has an account by now: sign in.');
  return { tenantId };
};
