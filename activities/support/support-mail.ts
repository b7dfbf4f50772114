import type { DeletionMailData } from '#services/tenant-deletion/read-deletion-mail.ts';
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
    template,
    audience: 'host',
    locale: recipient.locale,
    timeZone: recipient.timeZone,
    ...(recipient.clock === null ? {} : { clock: recipient.clock }),
    tenantName,
    recipientName: recipient.name,
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
