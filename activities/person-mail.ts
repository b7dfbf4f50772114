import { isResetOpen, resetMinutes, sealReset } from '#services/account/password/reset-token.ts';
import type { PersonMailData } from '#services/account/read-person-mail.ts';
import type { NotificationRow } from '#services/notification/due-notifications.ts';
import type { MailDeps, SubjectMails } from './notification.ts';

const resetOf = (deps: MailDeps, row: NotificationRow) => ({
  resetUrl: `${deps.appUrl}/new-password#${sealReset(deps.signer, {
    tenantId: row.tenantId,
    personId: row.subjectId,
    askedAt: row.dueAt,
  })}`,
  minutes: resetMinutes,
});

const signInOf = (deps: MailDeps, { details, dueAt }: NotificationRow) => ({
  browser: details?.browser ?? null,
  system: details?.system ?? null,
  addressPrefix: details?.addressPrefix ?? '',
  at: dueAt,
  securityUrl: `${deps.appUrl}/security`,
});

/** What somebody who signs in is told about that: the link to choose a new password as long as it works, and where else they signed in. */
export const personMails = (deps: MailDeps, { person, tenantName }: PersonMailData): SubjectMails => ({
  tenantName,
  isOvertaken: (row, now) =>
    row.template === 'password_reset' && !isResetOpen(row.dueAt, person.passwordSetAt, now),
  recipientsOf: () => {
    const { id, name, email, locale, timeZone, clock } = person;
    return [{ audience: 'host', id, name, email, locale, timeZone, clock }];
  },
  contentOf: (row, recipient) => ({
    template: row.template,
    audience: 'host',
    locale: recipient.locale,
    timeZone: recipient.timeZone,
    ...(recipient.clock === null ? {} : { clock: recipient.clock }),
    tenantName,
    recipientName: recipient.name,
    ...(row.template === 'new_sign_in' ? { signIn: signInOf(deps, row) } : { password: resetOf(deps, row) }),
  }),
  icsOf: () => undefined,
});
