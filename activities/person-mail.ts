import type { NotificationTemplate } from '#domain/notification/types.ts';
import { monthOf } from '#domain/plan/month.ts';
import { isResetOpen, type LinkUse, linkMinutes, sealReset } from '#services/account/password/reset-token.ts';
import type { PersonMailData } from '#services/account/read-person-mail.ts';
import type { PlanMailData } from '#services/plan/read-plan-mail.ts';
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

/** What the admins of an organisation are told about its plan, within the month that it is about. */
export const planMails = (deps: MailDeps, { tenantName, allowed, people }: PlanMailData): SubjectMails => ({
  tenantName,
  isOvertaken: ({ key }, now) => allowed === null || !key.endsWith(`/${monthOf(now).name}`),
  recipientsOf: () => people.map((person) => ({ audience: 'host', ...person })),
  contentOf: (row, recipient) => ({
    template: row.template,
    audience: 'host',
    locale: recipient.locale,
    timeZone: recipient.timeZone,
    tenantName,
    recipientName: recipient.name,
    plan: { allowed: allowed ?? 0, usageUrl: `${deps.appUrl}/usage` },
  }),
  icsOf: () => undefined,
});
