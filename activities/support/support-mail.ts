import type { DeletionMailData } from '#services/tenant-deletion/read-deletion-mail.ts';
import { toMember } from '../member/to-member.ts';
import type { MailDeps, SubjectMails } from '../notification.ts';

/** What the owners of an organisation are told when an operator looks at it: also afterwards, should mail have been away. */
export const supportMails = (
  deps: MailDeps,
  { tenantName, people }: Pick<DeletionMailData, 'tenantName' | 'people'>,
): SubjectMails => ({
  tenantName,
  // Whoever looks has no account any more: nobody is left to be named.
  isOvertaken: ({ details }) => details?.support === undefined,
  recipientsOf: () => people.map((person) => ({ audience: 'host', ...person })),
  contentOf: ({ template, details }, recipient) => ({
    ...toMember({ template }, recipient, tenantName),
    ...(details?.support === undefined
      ? {}
      : {
          supportView: {
            operator: details.support.email,
            reason: details.support.reason,
            endsAt: details.support.endsAt,
            auditUrl: `${deps.appUrl}/audit`,
          },
        }),
  }),
  icsOf: () => undefined,
});
