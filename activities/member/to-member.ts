import type { EmailContent } from '#providers/email/port.ts';
import type { NotificationRow } from '#services/notification/due-notifications.ts';
import type { Recipient } from '../notification.ts';

/** What every mail to somebody of an organisation begins with, whatever it is about. */
export const toMember = (
  { template }: Pick<NotificationRow, 'template'>,
  recipient: Recipient,
  tenantName: string,
): EmailContent => ({
  template,
  audience: 'host',
  locale: recipient.locale,
  timeZone: recipient.timeZone,
  ...(recipient.clock === null ? {} : { clock: recipient.clock }),
  tenantName,
  recipientName: recipient.name,
});
