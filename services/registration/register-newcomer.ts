import { installationId } from '#domain/audit/types.ts';
import type { Plan } from '#domain/plan/types.ts';
import type { Known } from '#services/account/identity.ts';
import { endNewcomer, readNewcomer } from '#services/account/vendor-sign-in/newcomer.ts';
import { audit } from '#services/audit.ts';
import { requireOwnHandle } from '#services/tenant/write-tenant.ts';
import type { Applicant } from './ask-registration.ts';
import { inInstallation, type RegistrationDeps, recordedBy } from './load-registration.ts';
import { makeOwner } from './make-owner.ts';

/**
 * Makes the account and the organisation of somebody whose address a vendor has verified: no mail is needed. `handle_taken`, with the
 * token as good as before, for a public name that cannot be the organisation's; `account_exists` for an address that has an
 * account by now.
 */
export const registerNewcomer = async (
  deps: RegistrationDeps & { plan: Plan },
  { token, ...given }: Omit<Applicant, 'email'> & { token: string },
): Promise<Known> => {
  const { userId, email, vendor, subject } = await readNewcomer(deps.authDb, token, deps.now());
  await requireOwnHandle(deps.db, given.handle, '/handle');
  await inInstallation(deps.db, async (tx) => {
    const { tenantId } = await makeOwner(tx, deps, {
      ...given,
      email,
      userId,
      way: { vendor, subject, label: email },
    });
    await audit(
      tx,
      { ...recordedBy(deps), tenantId: installationId },
      { action: 'registration.confirm', targetKind: 'tenant', targetId: tenantId, after: { vendor } },
    );
  });
  await endNewcomer(deps.authDb, token, deps.now());
  return { userId, email, name: given.name };
};
