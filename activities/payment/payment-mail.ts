import { isErasedAddress } from '#domain/erased.ts';
import { taxIn } from '#domain/money/money.ts';
import { plainName } from '#domain/notification/inert-text.ts';
import type { NotificationTemplate } from '#domain/notification/types.ts';
import type { PaymentMailData } from '#services/booking/payment/read-payment-mail.ts';
import { manageUrls } from '#services/booking/read/manage-token.ts';
import type { NotificationRow } from '#services/notification/due-notifications.ts';
import type { MailDeps, Recipient, SubjectMails } from '../notification.ts';

/** What their guest does not hear of. */
const forAdmins: readonly NotificationTemplate[] = ['payment_disputed', 'payment_warned'];

/** What the guest is told, and what those are who have to see to it. */
const audiencesOf = (row: NotificationRow): { guest: boolean; hosts: boolean; admins: boolean } => ({
  guest: !forAdmins.includes(row.template),
  hosts: row.template === 'payment_not_taken',
  admins: forAdmins.includes(row.template) || row.template === 'payment_refund_failed',
});

const recipientsOf = ({ booking, hosts, admins }: PaymentMailData, row: NotificationRow): Recipient[] => {
  const to = audiencesOf(row);
  const guest: Recipient[] =
    booking.guestEmail === null || isErasedAddress(booking.guestEmail)
      ? []
      : [
          {
            audience: 'guest',
            id: 'guest',
            name: plainName(booking.guestName ?? ''),
            email: booking.guestEmail,
            locale: booking.locale,
            timeZone: booking.guestTimeZone,
            clock: null,
            replyTo: hosts[0]?.email,
          },
        ];
  const others = to.hosts ? hosts : to.admins ? admins : [];
  return [
    ...(to.guest ? guest : []),
    ...others.map((member): Recipient => ({ audience: 'host', ...member })),
  ];
};

/** What is told of the money of a booking, and to whom. */
export const paymentMails = (deps: MailDeps & { publicUrl: string }, data: PaymentMailData): SubjectMails => {
  const { booking, link, payment } = data;
  const amount = { amountMinor: payment.amountMinor, currency: payment.currency };
  return {
    tenantName: data.tenantName,
    isOvertaken: () => false,
    recipientsOf: (row) => recipientsOf(data, row),
    contentOf: (row, recipient) => {
      const refund = data.refunds.find(({ id }) => id === row.details?.refundId);
      const dispute = data.disputes.find(({ externalId }) => externalId === row.details?.disputeId);
      const isGuest = recipient.audience === 'guest';
      return {
        template: row.template,
        audience: recipient.audience,
        locale: recipient.locale,
        timeZone: recipient.timeZone,
        ...(recipient.clock === null ? {} : { clock: recipient.clock }),
        tenantName: data.tenantName,
        recipientName: recipient.name,
        payment: {
          title: booking.terms.title,
          code: booking.code,
          start: booking.startsAt,
          amount,
          taxMinor: taxIn(payment.amountMinor, payment.taxBasisPoints),
          isOutside: payment.vendor === null,
          ...(payment.moveTo === null ? {} : { moveTo: payment.moveTo }),
          ...(payment.method === null ? {} : { method: payment.method }),
          ...(refund === undefined
            ? {}
            : { refund: { amount: { ...amount, amountMinor: refund.amountMinor }, reason: refund.reason } }),
          ...(dispute === undefined
            ? {}
            : {
                dispute: {
                  amount: { ...amount, amountMinor: dispute.amountMinor },
                  respondBy: dispute.respondBy,
                },
              }),
          ...(payment.receiptUrl === null || !isGuest ? {} : { receiptUrl: payment.receiptUrl }),
          bookingUrl: isGuest
            ? manageUrls(deps.signer, deps.publicUrl, booking).manage
            : `${deps.appUrl}/bookings/${booking.id}`,
          bookAgainUrl: `${deps.publicUrl}/${link.username}/${link.slug}`,
        },
      };
    },
    icsOf: () => undefined,
  };
};
