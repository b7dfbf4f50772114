import type { DomainMailData } from '#services/domain/read-domain-mail.ts';
import { toMember } from '../member/to-member.ts';
import type { MailDeps, SubjectMails } from '../notification.ts';

/** What the admins of an organisation are told about one of its domains, as long as it is so. */
export const domainMails = (deps: MailDeps, data: DomainMailData): SubjectMails => ({
  tenantName: data.tenantName,
  isOvertaken: ({ template }) => template !== `domain_${data.state}`,
  recipientsOf: () => data.people.map((person) => ({ audience: 'host', ...person })),
  contentOf: (row, recipient) => ({
    ...toMember(row, recipient, data.tenantName),
    domain: { name: data.name, domainsUrl: `${deps.appUrl}/domains` },
  }),
  icsOf: () => undefined,
});
