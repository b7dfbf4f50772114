import type { MemberRole } from './types.ts';

/** Everything a member can be allowed. A contract row names the one it needs, and so does the verb behind it. */
export const permissions = [
  'account.read',
  'account.write',
  'handle.write',
  'members.read',
  'members.write',
  /** How members must sign in. */
  'sign_in_policy.write',
  'changes.read',
  'bookings.read',
  'bookings.write',
  /** What guests have paid, and what went back. */
  'payments.read',
  /** To give money back. */
  'payments.write',
  'contacts.read',
  /** All that is kept of a guest, as a file, and to have it erased. */
  'contacts.erase',
  'attention.read',
  'attention.write',
  'suppressions.read',
  'suppressions.write',
  'links.read',
  'links.write',
  'schedules.read',
  'schedules.write',
  'integrations.read',
  'integrations.write',
  /** Accounts of the organisation at vendors, and whose accounts its members have connected. */
  'tenant_integrations.read',
  'tenant_integrations.write',
  /** Who did what in the organisation. */
  'audit.read',
  /** Domains of the organisation's own for its pages. */
  'domains.read',
  'domains.write',
  /** Name, logo, colours and language of the organisation's pages and mails. */
  'branding.read',
  'branding.write',
  /** How much of its plan the organisation has used. */
  'usage.read',
  /** What the organisation pays for its plan. */
  'billing.read',
  'billing.write',
  /** One's own API keys. */
  'api_keys.read',
  'api_keys.write',
  /** Keys of the organisation, which act as nobody. */
  'tenant_api_keys.read',
  'tenant_api_keys.write',
  /** To see and change what belongs to other members as well; without it, members have their own. */
  'others.write',
] as const;
export type Permission = (typeof permissions)[number];

const looking: readonly Permission[] = [
  'account.read',
  'account.write',
  'members.read',
  'changes.read',
  'bookings.read',
  'payments.read',
  'contacts.read',
  'attention.read',
  'suppressions.read',
  'links.read',
  'schedules.read',
  'integrations.read',
  'api_keys.read',
  'api_keys.write',
];

const hosting: readonly Permission[] = [
  ...looking,
  'handle.write',
  'bookings.write',
  'attention.write',
  'suppressions.write',
  'links.write',
  'schedules.write',
  'integrations.write',
];

/** Whether it is about whoever acts, and not about anything of the organisation. */
export const isOfAccount = (permission: Permission): boolean =>
  permission === 'account.read' || permission === 'account.write';

/** What is offered to somebody whom the plan has frozen: to look, to settle what is booked, and their own account. */
export const staysWhileFrozen = (permission: Permission): boolean =>
  permission.endsWith('.read') ||
  permission === 'account.write' ||
  permission === 'bookings.write' ||
  permission === 'others.write';

/** What each role is allowed: the only declaration of it. */
export const permissionsOf: Readonly<Record<MemberRole, readonly Permission[]>> = {
  owner: permissions,
  // What is paid for is the owners' to decide.
  admin: permissions.filter((each) => each !== 'billing.read' && each !== 'billing.write'),
  host: hosting,
  viewer: looking,
};

export const isAllowed = (role: MemberRole, permission: Permission): boolean =>
  permissionsOf[role].includes(permission);
