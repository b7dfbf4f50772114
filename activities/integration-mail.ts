import type { IntegrationMailData } from '#services/integration/read-integration-mail.ts';
import type { MailDeps, SubjectMails } from './notification.ts';

/** What those who can renew an integration are told: that its access is lost and how to give it again. */
export const integrationMails = (deps: MailDeps, data: IntegrationMailData): SubjectMails => {
  const { integration, people, tenantName } = data;
  return {
    tenantName,
    isOvertaken: (row) =>
      integration.status !== 'needs_reconnection' ||
      row.key !== `integration_reconnect/${integration.connectedAt}`,
    recipientsOf: () => people.map((person) => ({ audience: 'host', ...person })),
    contentOf: (row, recipient) => ({
      template: row.template,
      audience: 'host',
      locale: recipient.locale,
      timeZone: recipient.timeZone,
      tenantName,
      recipientName: recipient.name,
      integration: {
        capability: integration.capability,
        accountLabel: integration.accountLabel,
        reconnectUrl: `${deps.appUrl}/integrations`,
      },
    }),
    icsOf: () => undefined,
  };
};
