import type { IntegrationMailData } from '#services/integration/read-integration-mail.ts';
import type { MailDeps, SubjectMails } from './notification.ts';

/** What those are told whose integration it is: that its access is lost and how to give it again, or that payments do not match. */
export const integrationMails = (deps: MailDeps, data: IntegrationMailData): SubjectMails => {
  const { integration, people, tenantName } = data;
  return {
    tenantName,
    isOvertaken: (row) =>
      row.template === 'integration_reconnect' &&
      (integration.status !== 'needs_reconnection' ||
        row.key !== `integration_reconnect/${integration.connectedAt}`),
    recipientsOf: () => people.map((person) => ({ audience: 'host', ...person })),
    contentOf: (row, recipient) => ({
      template: row.template,
      audience: 'host',
      locale: recipient.locale,
      timeZone: recipient.timeZone,
      tenantName,
      recipientName: recipient.name,
      ...(row.template === 'payments_differ'
        ? {
            reconciliation: {
              differences: row.details?.differences ?? 0,
              accountLabel: integration.accountLabel,
              url: `${deps.appUrl}/payments/reconciliation`,
            },
          }
        : {
            integration: {
              capability: integration.capability,
              accountLabel: integration.accountLabel,
              reconnectUrl: `${deps.appUrl}/integrations`,
            },
          }),
    }),
    icsOf: () => undefined,
  };
};
