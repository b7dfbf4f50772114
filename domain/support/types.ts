import { isAllowed, type Permission, permissions } from '../member/permissions.ts';

/** How long an operator may look before they have to ask again. */
export const supportViewMs = 30 * 60_000;

/** What has ended a support view: its operator, the clock, the end of their sign-in, or that they are no operator any more. */
export const supportEnds = ['left', 'time_over', 'signed_out', 'withdrawn'] as const;
export type SupportEnd = (typeof supportEnds)[number];

/** Stands where the id of a member and of a person does for whoever is none. */
export const nobodysMemberId = 'mbr_00000000000000000000000000';
export const nobodysPersonId = 'per_00000000000000000000000000';

/** Keys are no business of support. */
const hidden: readonly Permission[] = ['api_keys.read', 'tenant_api_keys.read'];
/** What they let an admin see: whose things, and who was invited and who goes. */
const seenBy: readonly Permission[] = ['others.write', 'members.write'];

/**
 * What a support view shows: all that an admin may read, of everybody. That nothing is changed follows from the rows of the
 * contracts (`isViewable`), whatever the permission.
 */
export const mayView = (permission: Permission): boolean =>
  isAllowed('admin', permission) &&
  (seenBy.includes(permission) || (permission.endsWith('.read') && !hidden.includes(permission)));

/** What whoever looks is told that they may: to read. What lets them see as an admin does lets them do nothing. */
export const offeredInView: readonly Permission[] = permissions.filter(
  (permission) => mayView(permission) && !seenBy.includes(permission),
);
