import { type Permission, permissionsOf } from '#domain/member/permissions.ts';
import { memberRoles } from '#domain/member/types.ts';
import { freshMinutes } from '#domain/sign-in/freshness.ts';
import type { Access, Endpoint, MemberAccess } from '../endpoint.ts';

/** What a permission lets a member do, for readers of the API's documentation. */
const permissionTexts: Readonly<Record<Permission, string>> = {
  'account.read': 'see who is signed in and where',
  'account.write': "change one's profile and choose the organisation to act in",
  'handle.write': "give one's public page another address",
  'members.read': 'see who belongs to the organisation',
  'members.write': 'invite members, change their roles, deactivate and remove them',
  'sign_in_policy.write': 'say how members must sign in',
  'changes.read': 'follow what changes in the organisation',
  'bookings.read': 'see bookings',
  'bookings.write': 'approve, decline, move and cancel bookings',
  'payments.read': 'see what guests have paid and what went back',
  'payments.write': 'give money back, and have what fails tried again',
  'contacts.read': 'see guests and what they have booked',
  'contacts.erase': 'download all that is kept of a guest, and have it erased',
  'attention.read': 'see what fails',
  'attention.write': 'retry or dismiss what fails, and correct addresses',
  'suppressions.read': 'see the addresses that nothing is sent to',
  'suppressions.write': 'send to a suppressed address again',
  'links.read': 'see booking links',
  'links.write': 'create, change, order, archive and delete booking links',
  'schedules.read': 'see schedules',
  'schedules.write': 'create, change and delete schedules',
  'integrations.read': 'see calendar connections',
  'integrations.write': 'connect, change and disconnect calendars',
  'tenant_integrations.read': 'see which accounts the organisation and its members have connected',
  'tenant_integrations.write': 'connect and test accounts of the organisation',
  'audit.read': 'see who did what in the organisation',
  'domains.read': "see the organisation's own domains",
  'domains.write': "add, check and remove domains of the organisation's own",
  'branding.read': "see the organisation's branding",
  'branding.write': 'change name, logo, colours and language of pages and mails',
  'usage.read': 'see what the organisation has used of its plan',
  'billing.read': 'see what the organisation pays for its plan',
  'billing.write': 'buy, change and cancel the plan of the organisation',
  'api_keys.read': "see one's API keys",
  'api_keys.write': "create, rename, rotate and revoke one's API keys",
  'tenant_api_keys.read': 'see the API keys of the organisation',
  'tenant_api_keys.write': 'create, rename, rotate and revoke API keys of the organisation',
  'others.write': 'see and change what belongs to other members as well',
};

const rolesWith = (permission: Permission): readonly string[] =>
  memberRoles.filter((role) => permissionsOf[role].includes(permission));

const describeKeys = ({ keys, permission }: MemberAccess): string => {
  if (keys === undefined) return 'No API key may call it: it needs a person who has signed in.';
  const whose = keys === 'all' ? 'API keys' : 'API keys of members, not of organisations,';
  return `${whose} with the scope \`${permission}\` may call it.`;
};

/** Who may call, or undefined when everybody may. */
const describeAccess = (access: Access): string | undefined => {
  switch (access.kind) {
    case 'public':
      return undefined;
    case 'operator':
      return 'Only for those who operate the installation.';
    case 'capability':
      return `The \`token\` of the path must have been made for one of: ${access.purposes.map((purpose) => `\`${purpose}\``).join(', ')}.`;
    case 'member': {
      const { permission } = access;
      return `Needs the permission \`${permission}\` (to ${permissionTexts[permission]}), which these roles have: ${rolesWith(permission).join(', ')}. ${describeKeys(access)}`;
    }
  }
};

const freshText = `Needs a sign-in that was made or confirmed within the last ${freshMinutes} minutes. Where it is refused with \`fresh_sign_in_required\`, confirm it with \`POST /api/auth/confirm\`, which takes \`password\`, a one-time \`code\` or a \`passkey\`, and send the request again.`;

/** The operation's own description, followed by who may call it. */
export const describeOperation = ({ access, description, fresh }: Endpoint): string | undefined => {
  const parts = [description, describeAccess(access), fresh === true ? freshText : undefined].filter(
    (part) => part !== undefined,
  );
  return parts.length === 0 ? undefined : parts.join('\n\n');
};

/**
 * Security requirements of an operation: a sign-in in one of two forms, with the permission, or an API key with that scope; a
 * token stands in the path.
 */
export const securityOf = ({ access }: Endpoint): Record<string, string[]>[] => {
  if (access.kind !== 'member' && access.kind !== 'operator') return [];
  const needed = access.kind === 'member' ? [access.permission] : [];
  const takesKeys = access.kind === 'member' && access.keys !== undefined;
  return [{ session: needed }, { bearer: needed }, ...(takesKeys ? [{ apiKey: needed }] : [])];
};
