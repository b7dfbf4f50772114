import { formatMoney } from '#domain/money/amount.ts';
import type { EmailContent } from '#providers/email/port.ts';
import { cleanLine } from '../sanitize.ts';
import { emptyWords, type Message, type PaymentTemplate, type Texts } from '../texts.ts';
import { describeInstant } from '../when.ts';
import { buttons, type Fact, type Said, say } from './said.ts';

type Payment = NonNullable<EmailContent['payment']>;

/** The amount that the mail is about: of the refund, of the dispute, or what was paid. */
const amountOf = (template: PaymentTemplate, { amount, refund, dispute }: Payment) => {
  if (template === 'payment_disputed') return dispute?.amount ?? amount;
  return template === 'payment_received' || template === 'payment_unpaid'
    ? amount
    : (refund?.amount ?? amount);
};

const messageOf = (template: PaymentTemplate, isHost: boolean, { payment }: Texts): Message =>
  template === 'payment_refund_failed' && isHost ? payment.hostRefundFailed : payment[template];

const factsOf = (
  template: PaymentTemplate,
  content: EmailContent,
  payment: Payment,
  { labels }: Texts,
): Fact[] => {
  const money = (amountMinor: number): string =>
    formatMoney({ amountMinor, currency: payment.amount.currency }, content.locale);
  const { dispute, refund, taxMinor = 0 } = payment;
  const method = payment.method === undefined ? '' : ` (${cleanLine(payment.method, 60)})`;
  const paid =
    template === 'payment_unpaid'
      ? []
      : [{ label: labels.paid, value: money(payment.amount.amountMinor) + method }];
  return [
    { label: labels.what, value: cleanLine(payment.title, 120) },
    { label: labels.when, value: describeInstant(payment.start, content) },
    { label: labels.code, value: payment.code },
    ...paid,
    ...(template === 'payment_received' && taxMinor > 0
      ? [{ label: labels.tax, value: money(taxMinor) }]
      : []),
    ...(refund === undefined ? [] : [{ label: labels.refund, value: money(refund.amount.amountMinor) }]),
    ...(dispute === undefined ? [] : [{ label: labels.disputed, value: money(dispute.amount.amountMinor) }]),
    ...(dispute === undefined || dispute.respondBy === null
      ? []
      : [{ label: labels.respondBy, value: describeInstant(dispute.respondBy, content) }]),
  ];
};

/** What is told of the money of a booking: to its guest, or to those of the organisation who have to see to it. */
export function ofPayment(
  content: EmailContent,
  template: PaymentTemplate,
  words: Texts,
  tenant: string,
): Said {
  const { payment, audience, locale } = content;
  if (payment === undefined) throw new Error(`${template} needs a payment`);
  return {
    ...say(messageOf(template, audience === 'host', words), {
      ...emptyWords,
      tenant,
      title: cleanLine(payment.title, 120),
      when: describeInstant(payment.start, content),
      amount: formatMoney(amountOf(template, payment), locale),
      refundReason: payment.refund?.reason ?? null,
    }),
    facts: factsOf(template, content, payment, words),
    answers: [],
    buttons: buttons([
      [words.buttons.bookAgain, template === 'payment_unpaid' ? payment.bookAgainUrl : undefined],
      [words.buttons.openBooking, template === 'payment_unpaid' ? undefined : payment.bookingUrl],
      [words.buttons.openReceipt, template === 'payment_received' ? payment.receiptUrl : undefined],
    ]),
  };
}

/** What is told to those who see to money of which a vendor says something else than we do. */
export function ofDifferences({ reconciliation }: EmailContent, words: Texts, tenant: string): Said {
  if (reconciliation === undefined) throw new Error('payments_differ needs a reconciliation');
  const account = cleanLine(reconciliation.accountLabel);
  const { differences, url } = reconciliation;
  return {
    ...say(words.paymentsDiffer, { ...emptyWords, tenant, account, differences }),
    facts: [{ label: words.labels.account, value: account }],
    answers: [],
    buttons: buttons([[words.buttons.openDifferences, url]]),
  };
}
