import type { NotificationTemplate } from '#domain/notification/types.ts';
import { isResetOpen, type LinkUse, linkMinutes, sealReset } from '#services/account/password/reset-token.ts';
import type { PersonMailData } from '#services/account/read-person-mail.ts';
import type { MailDeps, SubjectMails } from './notification.ts';

/** The link that a mail carries, if it does. */
const useOf: Partial<Record<NotificationTemplate, LinkUse>> = {
  password_reset: 'password',
  tenant_activation: 'activation',
};

/** What somebody who signs in is told about that: a link to choose a password, as long as it works, or what has become theirs. */
export const personMails = (deps: MailDeps, { person, tenantName }: PersonMailData): SubjectMails => ({
  tenantName,
  isOvertaken: ({ template, dueAt: askedAt }, now) => {
    const use = useOf[template];
    return use !== undefined && !isResetOpen({ use, askedAt }, person.passwordSetAt, now);
  },
  recipientsOf: () => {
    const { id, name, email, locale, timeZone, clock } = person;
    return [{ audience: 'host', id, name, email, locale, timeZone, clock }];
  },
  contentOf: (row, recipient) => {
    const use = useOf[row.template];
    const claims = { tenantId: row.tenantId, personId: person.id, askedAt: row.dueAt };
    return {
      template: row.template,
      audience: 'host',
      locale: recipient.locale,
      timeZone: recipient.timeZone,
      tenantName,
      recipientName: recipient.name,
      ...(use === undefined
        ? { appUrl: deps.appUrl }
        : {
            password: {
              resetUrl: `${deps.appUrl}/new-password#${sealReset(deps.signer, { use, ...claims })}`,
              minutes: linkMinutes[use],
            },
          }),
    };
  },
  icsOf: () => undefined,
});
