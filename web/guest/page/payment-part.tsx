import { formatMoney, formatRate } from '#domain/money/amount.ts';
import type { GuestBooking } from '#web/api/schemas.ts';
import type { ServerMessages } from '#web/i18n/guest/messages.ts';
import { type Clock, formatTime, styleOf } from '#web/time/format.ts';
import type { Voice } from '../booking/model.ts';
import type { CardMoment } from './booking-card.tsx';

export type Payment = NonNullable<GuestBooking['payment']>;

type Props = { voice: Voice<ServerMessages>; booking: GuestBooking; moment: CardMoment; clock: Clock };

const moneyOf =
  ({ currency }: Payment, voice: Voice<ServerMessages>) =>
  (amountMinor: number): string =>
    formatMoney({ amountMinor, currency }, voice.language);

const promised: readonly Payment['refunds'][number]['state'][] = ['owed', 'pending', 'succeeded'];

/** The guest has been to the page where they pay, or its time is over, and what became of that is not known yet. */
export const isConfirming = (booking: GuestBooking, moment: CardMoment): boolean =>
  booking.status === 'pending_payment' &&
  booking.payment?.reservation !== 'being_taken' &&
  (moment === 'paid' || booking.payment?.canPay === false);

/** What a booking's page says first while its payment decides on it; null when it does not. */
export const paymentHeading = ({
  voice,
  booking,
  moment,
  clock,
}: Props): { title: string; text: string; good: boolean } | null => {
  const { payment } = booking;
  if (payment === null) return null;
  const t = voice.text.payment;
  const amount = moneyOf(payment, voice);
  if (isConfirming(booking, moment)) return { title: t.waitTitle, text: t.waitText, good: false };
  if (booking.status === 'pending_payment' && payment.reservation === 'being_taken')
    return { title: t.takingTitle, text: t.takingText, good: true };
  if (booking.status === 'pending_payment') {
    const until = formatTime(payment.payBy, styleOf(voice.tag, booking.timeZone, clock));
    const say = moment === 'unpaid' ? t.unpaidText : t.payText;
    const title = payment.captures === 'on_approval' ? t.payRequestTitle : t.payTitle;
    return { title, text: say(until), good: false };
  }
  if (booking.status !== 'expired') return null;
  const late = payment.refunds.find(({ reason, state }) => reason === 'late' && promised.includes(state));
  if (late !== undefined)
    return { title: t.lateTitle, text: t.lateText(amount(late.amountMinor)), good: false };
  return payment.state === 'closed' && payment.reservation === null
    ? { title: t.closedTitle, text: t.closedText, good: false }
    : null;
};

/** Leads to the page where the booking is paid for; works without a script. */
export const PayForm = ({ voice, booking, path }: Pick<Props, 'voice' | 'booking'> & { path: string }) => {
  const { payment } = booking;
  if (booking.status !== 'pending_payment' || payment === null || !payment.canPay) return null;
  return (
    <form class="add" method="post" action={path}>
      {payment.captures === 'on_approval' ? <p>{voice.text.payment.reserveHint}</p> : null}
      <button type="submit" class="button">
        {voice.text.payment.pay(moneyOf(payment, voice)(payment.amountMinor))}
      </button>
    </form>
  );
};

/** One line for each refund: that it is on its way, has arrived, or has not. */
const Refunds = ({ voice, payment }: { voice: Voice<ServerMessages>; payment: Payment }) => {
  const t = voice.text.payment;
  const amount = moneyOf(payment, voice);
  const lines = payment.refunds.flatMap(({ amountMinor, state, at }) => {
    if (state === 'cancelled') return [];
    const say = state === 'succeeded' ? t.refunded : state === 'failed' ? t.refundFailed : t.refundPending;
    return [{ at, text: say(amount(amountMinor)) }];
  });
  return (
    <>
      {lines.map(({ at, text }) => (
        <p key={at}>{text}</p>
      ))}
    </>
  );
};

/** What it costs, what was paid and given back, and what its guest gets back. */
export const PaymentPart = ({ voice, booking }: Pick<Props, 'voice' | 'booking'>) => {
  const { payment } = booking;
  if (payment === null) return null;
  const t = voice.text.payment;
  const amount = moneyOf(payment, voice);
  const isPaid = payment.state === 'paid';
  const tax =
    payment.taxBasisPoints === 0 ? '' : ` (${t.tax(formatRate(payment.taxBasisPoints, voice.language))})`;
  const method = payment.method === null ? '' : `, ${payment.method}`;
  const isReserved = payment.reservation === 'held' || payment.reservation === 'being_taken';
  const isReleased = payment.reservation === 'being_released' || payment.reservation === 'released';
  return (
    <section class="add" aria-labelledby="payment-title">
      <h2 id="payment-title" class="small-title">
        {t.title}
      </h2>
      <p>
        {isPaid ? t.paid : isReserved ? t.reserved : t.price}:{' '}
        <strong>{amount(isPaid ? payment.paidMinor : payment.amountMinor)}</strong>
        {tax}
        {isPaid || isReserved ? method : ''}
        {payment.receiptUrl?.startsWith('https://') === true ? (
          <>
            {' · '}
            <a href={payment.receiptUrl} rel="noreferrer noopener">
              {t.receipt}
            </a>
          </>
        ) : null}
      </p>
      {payment.reservation === 'held' ? <p>{t.reservedText(amount(payment.amountMinor))}</p> : null}
      {isReleased ? <p>{t.notCharged(amount(payment.amountMinor))}</p> : null}
      <Refunds voice={voice} payment={payment} />
      <p class="fine">
        {t.terms}: {payment.refundText}
      </p>
    </section>
  );
};

/** What the guest gets back if they cancel now, before they do. */
export const RefundPreview = ({ voice, booking }: Pick<Props, 'voice' | 'booking'>) => {
  const { payment } = booking;
  if (payment === null) return null;
  const t = voice.text.payment;
  const amount = moneyOf(payment, voice);
  if (payment.state === 'reserved')
    return (
      <div class="hint" id="refund-preview">
        <p>{t.releaseIfCancelled(amount(payment.amountMinor))}</p>
      </div>
    );
  if (payment.ifCancelled === null) return null;
  const { amountMinor } = payment.ifCancelled;
  return (
    <div class="hint" id="refund-preview">
      <p>
        {amountMinor === 0
          ? t.backNothing
          : amountMinor === payment.paidMinor
            ? t.backAll(amount(amountMinor))
            : t.backPart(amount(amountMinor), amount(payment.paidMinor))}
      </p>
      <p class="fine">{payment.refundText}</p>
    </div>
  );
};

/** Between our form and the page of the payment provider, for browsers that do not go on by themselves. */
export const PayPage = ({ voice, booking, url }: Pick<Props, 'voice' | 'booking'> & { url: string }) => {
  const { payment } = booking;
  if (payment === null) return null;
  const t = voice.text.payment;
  return (
    <div class="panel panel-narrow">
      <h1 class="title" id="page-title">
        {t.goTitle}
      </h1>
      <p class="lead">{t.goText(moneyOf(payment, voice)(payment.amountMinor))}</p>
      <p>
        <a class="button" href={url} rel="noreferrer noopener">
          {t.go}
        </a>
      </p>
    </div>
  );
};
