import { withTenant } from '#db/tenant.ts';
import type { IdentityVendor } from '#domain/vendors.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { listMemberships } from '../memberships.ts';
import { personOf } from '../person-of.ts';
import { tellSignInChange } from '../sign-in/tell-sign-in-change.ts';

/** Writes down that somebody signs in with a vendor from now on, where they are a member of anything, and has them told of it. */
export const recordConnection = async (
  deps: Pick<ServiceContext, 'db' | 'now' | 'newId' | 'requestId'>,
  userId: string,
  vendor: IdentityVendor,
): Promise<void> => {
  const [membership] = await listMemberships(deps.db, userId);
  if (membership === undefined) return;
  const { tenantId, memberId } = membership;
  await withTenant(deps.db, tenantId, async (tx) => {
    const targetId = await personOf(tx, tenantId, memberId);
    await audit(
      tx,
      { ...deps, tenantId, actor: { kind: 'system' } },
      { action: 'person.connect_sign_in', targetKind: 'person', targetId, after: { vendor } },
    );
    await tellSignInChange(tx, deps, { tenantId, personId: targetId, change: 'connect_sign_in' });
  });
};
