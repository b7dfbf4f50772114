import type { HostMailData } from '#services/link/hosting/read-host-mail.ts';
import type { MailDeps, SubjectMails } from './notification.ts';

/** In which state of the request each of them is worth telling. */
const newsWhile: Partial<Record<string, HostMailData['request']['state']>> = {
  host_requested: 'asked',
  host_named: 'named',
};

/** What a member is told who is asked to host somebody's link, or was named by an admin. */
export const hostMails = (deps: MailDeps, data: HostMailData): SubjectMails => ({
  tenantName: data.tenantName,
  isOvertaken: (row) => data.archivedAt !== null || newsWhile[row.template] !== data.request.state,
  recipientsOf: () => [{ audience: 'host', clock: null, ...data.member }],
  contentOf: (row, recipient) => ({
    template: row.template,
    audience: 'host',
    locale: recipient.locale,
    timeZone: recipient.timeZone,
    tenantName: data.tenantName,
    recipientName: recipient.name,
    hosting: { title: data.title, askedBy: data.askedBy, linksUrl: `${deps.appUrl}/links` },
  }),
  icsOf: () => undefined,
});
