import { isResetOpen, resetMinutes, sealReset } from '#services/account/password/reset-token.ts';
import type { PersonMailData } from '#services/account/read-person-mail.ts';
import type { MailDeps, SubjectMails } from './notification.ts';

/** What somebody who signs in is told about that: the link to choose a new password, as long as it works. */
export const personMails = (deps: MailDeps, { person, tenantName }: PersonMailData): SubjectMails => ({
  tenantName,
  isOvertaken: (row, now) => !isResetOpen(row.dueAt, person.passwordSetAt, now),
  recipientsOf: () => {
    const { id, name, email, locale, timeZone, clock } = person;
    return [{ audience: 'host', id, name, email, locale, timeZone, clock }];
  },
  contentOf: (row, recipient) => ({
    template: row.template,
    audience: 'host',
    locale: recipient.locale,
    timeZone: recipient.timeZone,
    tenantName,
    recipientName: recipient.name,
    password: {
      resetUrl: `${deps.appUrl}/new-password#${sealReset(deps.signer, {
        tenantId: row.tenantId,
        personId: person.id,
        askedAt: row.dueAt,
      })}`,
      minutes: resetMinutes,
    },
  }),
  icsOf: () => undefined,
});
