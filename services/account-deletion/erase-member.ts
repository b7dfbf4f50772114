import type { Transaction } from '#db/client.ts';
import { erasedAddress } from '#domain/erased.ts';
import { eraseMembership } from '#services/account/erase-person.ts';
import { forgetKeys } from '#services/api-key/forget-member.ts';
import { forgetCalendarsOf } from '#services/calendar/forget-calendar.ts';
import { forgetExports } from '#services/export/forget-person.ts';
import { forgetAccounts } from '#services/integration/disconnect-integration.ts';
import { forgetInvited } from '#services/invitation/forget-address.ts';
import { forgetMails } from '#services/notification/forget-member.ts';
import { forgetSchedules } from '#services/schedule/forget-member.ts';

export type GoneMember = { tenantId: string; memberId: string };
export type GonePerson = { id: string; name: string; email: string };

/**
 * Takes away what one organisation keeps of a person who has left it: words and addresses of theirs, mails in which they are
 * named, what their accounts were known by. Ids stay, and with them what was done by whom. What a new table keeps about a member
 * belongs here.
 */
export const eraseMember = async (
  tx: Transaction,
  member: GoneMember,
  { person, now }: { person: GonePerson; now: number },
): Promise<void> => {
  const { id: personId, name, email } = person;
  const address = erasedAddress(personId);
  await eraseMembership(tx, member);
  await forgetKeys(tx, { ...member, now });
  await forgetSchedules(tx, member);
  await forgetCalendarsOf(tx, member);
  await forgetAccounts(tx, { ...member, now });
  await forgetInvited(tx, { tenantId: member.tenantId, email, address, now });
  await forgetExports(tx, { tenantId: member.tenantId, personId });
  await forgetMails(tx, { ...member, personId, name, email, address });
};
