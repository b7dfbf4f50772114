import { type Permission, permissions } from '#domain/member/permissions.ts';

/** What needs a person: no key has it. */
const personal: ReadonlySet<Permission> = new Set<Permission>([
  'account.write',
  'contacts.erase',
  'handle.write',
  'members.write',
  'sign_in_policy.write',
  'domains.read',
  'domains.write',
  'branding.read',
  'branding.write',
  'billing.read',
  'billing.write',
  'api_keys.read',
  'api_keys.write',
  'tenant_api_keys.read',
  'tenant_api_keys.write',
]);

/** What an API key can be allowed: the permissions of members, but for those that need a person. */
export const keyScopes: readonly Permission[] = permissions.filter((each) => !personal.has(each));

/** Everything of an organisation belongs to one of its members: a key that is none of them reaches over all or to nothing. */
export const tenantKeyScope: Permission = 'others.write';

/** Keys that a member, or the organisation, has at a time. */
export const mostKeys = 50;

/** Both keys of one that was rotated are good for so long at most. */
export const mostOverlapHours = 24;

export const keyOwners = ['me', 'tenant'] as const;
