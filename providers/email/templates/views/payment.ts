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
  return refund?.amount ?? amount;
};

const messageOf = (
  template: PaymentTemplate,
  { isHost, isOfMove }: { isHost: boolean; isOfMove: boolean },
  { payment }: Texts,
): Message => {
  if (template === 'payment_unpaid' && isOfMove) return payment.moveUnpaid;
  if (isHost && template === 'payment_refund_failed') return payment.hostRefundFailed;
  return isHost && template === 'payment_not_taken' ? payment.hostNotTaken : payment[template];
};

/** Nothing was taken: there is nothing to show as paid. */
const isUnpaid = (template: PaymentTemplate): boolean =>
  ['payment_unpaid', 'payment_reserved', 'payment_released', 'payment_not_taken'].includes(template);

/** Its time is free again, so that its guest can choose another one. */
const isToBookAgain = (
  template: PaymentTemplate,
  { isHost, isOfMove }: { isHost: boolean; isOfMove: boolean },
): boolean => (template === 'payment_unpaid' && !isOfMove) || (template === 'payment_not_taken' && !isHost);

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
  const paid = isUnpaid(template)
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
  const who = { isHost: audience === 'host', isOfMove: payment.moveTo !== undefined };
  const again = isToBookAgain(template, who);
  return {
    ...say(messageOf(template, who, words), {
      ...emptyWords,
      tenant,
      title: cleanLine(payment.title, 120),
      when: describeInstant(payment.start, content),
      amount: formatMoney(amountOf(template, payment), locale),
      refundReason: payment.refund?.reason ?? null,
      isOutside: payment.isOutside ?? false,
      movedWhen: payment.moveTo === undefined ? '' : describeInstant(payment.moveTo, content),
    }),
    facts: factsOf(template, content, payment, words),
    answers: [],
    buttons: buttons([
      [words.buttons.bookAgain, again ? payment.bookAgainUrl : undefined],
      [words.buttons.openBooking, again ? undefined : payment.bookingUrl],
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
