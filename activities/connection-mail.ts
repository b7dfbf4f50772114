import type { ConnectionMailData } from '#services/connection/read-connection-mail.ts';
import type { MailDeps, SubjectMails } from './notification.ts';

/** What the owner of a connection is told: that its access is lost and how to give it again. */
export const connectionMails = (deps: MailDeps, data: ConnectionMailData): SubjectMails => {
  const { connection, member, tenantName } = data;
  return {
    tenantName,
    isOvertaken: (row) =>
      connection.status !== 'needs_reconnection' ||
      row.key !== `calendar_reconnect/${connection.connectedAt}`,
    recipientsOf: () => [
      {
        audience: 'host',
        id: member.id,
        name: member.name,
        email: member.email,
        locale: member.locale,
        timeZone: member.timeZone,
      },
    ],
    contentOf: (row, recipient) => ({
      template: row.template,
      audience: 'host',
      locale: recipient.locale,
      timeZone: recipient.timeZone,
      tenantName,
      recipientName: recipient.name,
      connection: { accountEmail: connection.accountEmail, reconnectUrl: `${deps.appUrl}/connections` },
    }),
    icsOf: () => undefined,
  };
};
