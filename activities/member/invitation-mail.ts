import { endOf, invitationDays } from '#domain/invitation/types.ts';
import { guestMailCaps } from '#domain/notification/mail-cap.ts';
import { sealInvitation } from '#services/invitation/invitation-token.ts';
import type { InvitationMailData } from '#services/invitation/read-invitation-mail.ts';
import type { MailDeps, SubjectMails } from '../notification.ts';

/** What somebody is told who is invited to become a member: by whom, as what, and the link that works as long as it is the newest. */
export const invitationMails = (deps: MailDeps, data: InvitationMailData): SubjectMails => {
  const { invitation, invitedBy, tenantName, locale } = data;
  return {
    tenantName,
    isOvertaken: (row, now) => endOf(invitation, row.revision, now) !== null,
    recipientsOf: () => [
      {
        audience: 'host',
        id: invitation.id,
        name: '',
        email: invitation.email,
        locale,
        timeZone: 'UTC',
        clock: null,
        caps: guestMailCaps,
      },
    ],
    contentOf: (row, recipient) => ({
      template: row.template,
      audience: 'host',
      locale: recipient.locale,
      timeZone: recipient.timeZone,
      tenantName,
      recipientName: '',
      invitation: {
        invitedBy,
        role: invitation.role,
        // Behind the `#`: no server and no other page is told of it.
        acceptUrl: `${deps.appUrl}/invitation#${sealInvitation(deps.signer, {
          tenantId: row.tenantId,
          invitationId: invitation.id,
          version: row.revision,
        })}`,
        days: invitationDays,
      },
    }),
    icsOf: () => undefined,
  };
};
