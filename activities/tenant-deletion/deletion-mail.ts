import type { DeletionMailData } from '#services/tenant-deletion/read-deletion-mail.ts';
import { toMember } from '../member/to-member.ts';
import type { MailDeps, SubjectMails } from '../notification.ts';

/** What the owners of an organisation are told about its deletion, as long as it is so. */
export const deletionMails = (deps: MailDeps, data: DeletionMailData): SubjectMails => ({
  tenantName: data.tenantName,
  isOvertaken: ({ template }) => (template === 'tenant_deletion_asked') === (data.dueAt === null),
  recipientsOf: () => data.people.map((person) => ({ audience: 'host', ...person })),
  contentOf: (row, recipient) => ({
    ...toMember(row, recipient, data.tenantName),
    appUrl: deps.appUrl,
    ...(data.dueAt === null ? {} : { deletion: { dueAt: data.dueAt, reason: data.reason ?? '' } }),
  }),
  icsOf: () => undefined,
});
