import type { DomainMailData } from '#services/domain/read-domain-mail.ts';
import type { MailDeps, SubjectMails } from '../notification.ts';

/** What the admins of an organisation are told about one of its domains, as long as it is so. */
export const domainMails = (deps: MailDeps, data: DomainMailData): SubjectMails => ({
  tenantName: data.tenantName,
  isOvertaken: ({ template }) => template !== `domain_${data.state}`,
  recipientsOf: () => data.people.map((person) => ({ audience: 'host', ...person })),
  contentOf: (row, recipient) => ({
    template: row.template,
    audience: 'host',
    locale: recipient.locale,
    timeZone: recipient.timeZone,
    ...(recipient.clock === null ? {} : { clock: recipient.clock }),
    tenantName: data.tenantName,
    recipientName: recipient.name,
    domain: { name: data.name, domainsUrl: `${deps.appUrl}/domains` },
  }),
  icsOf: () => undefined,
});
