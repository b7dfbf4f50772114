import { eq } from 'drizzle-orm';
import { persons } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import type { SignedText } from '#services/signed-text.ts';
import { tellSignInChange } from '../sign-in/tell-sign-in-change.ts';
import { findResetPerson, requireResetClaims, requireResetOpen } from './check-reset.ts';

type Deps = Pick<ServiceContext, 'db' | 'now' | 'newId'> & { signed: SignedText; requestId?: string };

/** Whose password a link sets; what others know of them must not be in it. */
export type Owner = { userId: string; email: string; name: string };

/**
 * Uses a link to choose a new password up, and answers whose it is: of two that do so at once one succeeds. `judge` may
 * refuse what was chosen, and then the link stays good. `link_expired` for one that was used, is over or was overtaken by another
 * new password, `not_found` for anything else.
 */
export const redeemReset = async (
  deps: Deps,
  token: string,
  judge: (owner: Owner) => Promise<void>,
): Promise<Owner> => {
  const claims = requireResetClaims(deps.signed, token);
  const { tenantId, personId } = claims;
  return withTenant(deps.db, tenantId, async (tx) => {
    const [person] = await findResetPerson(tx, claims).for('update');
    const now = deps.now();
    const { userId, email, name } = requireResetOpen(claims, person, now);
    await judge({ userId, email, name });
    await tx.update(persons).set({ passwordSetAt: now }).where(eq(persons.id, personId));
    await audit(
      tx,
      { ...deps, tenantId, actor: { kind: 'system' } },
      { action: 'person.reset_password', targetKind: 'person', targetId: personId },
    );
    await tellSignInChange(tx, deps, { tenantId, personId, change: 'reset_password' });
    return { userId, email, name };
  });
};
