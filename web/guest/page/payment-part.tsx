import { formatMoney, formatRate } from '#domain/money/amount.ts';
import type { GuestBooking } from '#web/api/schemas.ts';
import type { ServerMessages } from '#web/i18n/guest/messages.ts';
import { type Clock, formatSpan, formatTime, styleOf } from '#web/time/format.ts';
import type { Voice } from '../booking/model.ts';
import type { CardMoment } from './booking-card.tsx';

export type Payment = NonNullable<GuestBooking['payment']>;

type Props = { voice: Voice<ServerMessages>; booking: GuestBooking; moment: CardMoment; clock: Clock };

type Heading = { title: string; text: string; good: boolean };

const moneyOf =
  ({ currency }: Pick<Payment, 'currency'>, voice: Voice<ServerMessages>) =>
  (amountMinor: number): string =>
    formatMoney({ amountMinor, currency }, voice.language);

const promised: readonly Payment['refunds'][number]['state'][] = ['owed', 'pending', 'succeeded'];

/** The guest has been to the page where they pay, or its time is over, and what became of that is not known yet. */
export const isConfirming = ({ status, payment, unpaidMove }: GuestBooking, moment: CardMoment): boolean => {
  const toPay = status === 'pending_payment' ? payment : unpaidMove;
  const isTaken = payment?.reservation === 'being_taken';
  return toPay !== null && !isTaken && (moment === 'paid' || !toPay.canPay);
};

/** What is to be paid now: for the booking, or for its move. */
const dueNow = ({ status, payment, unpaidMove }: GuestBooking) => {
  const due = status === 'pending_payment' ? payment : unpaidMove;
  return due?.canPay === true ? due : null;
};

/** What is said first of a move that waits for its payment, or for which that came too late. */
const moveHeading = ({ voice, booking, moment, clock }: Props): Heading | null => {
  const { payment, unpaidMove, status } = booking;
  const { payment: t, move } = voice.text;
  if (unpaidMove !== null) {
    const style = styleOf(voice.tag, booking.timeZone, clock);
    const lastsMs = Date.parse(booking.end) - Date.parse(booking.start);
    const end = new Date(Date.parse(unpaidMove.to) + lastsMs).toISOString();
    const { date, time } = formatSpan(unpaidMove.to, end, style);
    const say = moment === 'unpaid' ? move.unpaidText : move.payText;
    const text = say(`${date}, ${time}`, formatTime(unpaidMove.payBy, style));
    return { title: move.payTitle, text, good: false };
  }
  const lost = payment?.refunds.findLast(({ reason }) => reason === 'time_lost' || reason === 'late');
  if (moment !== 'paid' || status === 'expired' || lost === undefined) return null;
  return { title: t.lateTitle, text: move.lateText(moneyOf(lost, voice)(lost.amountMinor)), good: false };
};

/** What a booking's page says first while its payment decides on it; null when it does not. */
export const paymentHeading = (props: Props): Heading | null => {
  const { voice, booking, moment, clock } = props;
  const { payment } = booking;
  const t = voice.text.payment;
  if (isConfirming(booking, moment)) return { title: t.waitTitle, text: t.waitText, good: false };
  const move = moveHeading(props);
  if (move !== null) return move;
  if (payment === null) return null;
  const amount = moneyOf(payment, voice);
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

/** Leads to the page where the booking, or its move, is paid for; works without a script. */
export const PayForm = ({ voice, booking, path }: Pick<Props, 'voice' | 'booking'> & { path: string }) => {
  const due = dueNow(booking);
  if (due === null) return null;
  return (
    <form class="add" method="post" action={path}>
      {'captures' in due && due.captures === 'on_approval' ? <p>{voice.text.payment.reserveHint}</p> : null}
      <button type="submit" class="button">
        {voice.text.payment.pay(moneyOf(due, voice)(due.amountMinor))}
      </button>
    </form>
  );
};

/** Takes back a move that is not paid for: the booking keeps the time it has. */
export const StayForm = ({
  voice,
  booking,
  stay,
}: Pick<Props, 'voice' | 'booking'> & { stay: { path: string; key: string; start: string } }) =>
  booking.unpaidMove === null ? null : (
    <form method="post" action={stay.path}>
      <input type="hidden" name="key" value={stay.key} />
      <input type="hidden" name="start" value={stay.start} />
      <button type="submit" class="button button-quiet">
        {voice.text.move.keep}
      </button>
    </form>
  );

/** One line for each refund: that it is on its way, has arrived, or has not. */
const Refunds = ({ voice, payment }: { voice: Voice<ServerMessages>; payment: Payment }) => {
  const t = voice.text.payment;
  const lines = payment.refunds.flatMap(({ amountMinor, currency, state, isOutside, at }) => {
    if (state === 'cancelled') return [];
    const pending = isOutside ? t.refundOutside : t.refundPending;
    const say = state === 'succeeded' ? t.refunded : state === 'failed' ? t.refundFailed : pending;
    return [{ at, text: say(moneyOf({ currency }, voice)(amountMinor)) }];
  });
  return (
    <>
      {lines.map(({ at, text }) => (
        <p key={`${at} ${text}`}>{text}</p>
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
      {payment.refundText === '' ? null : (
        <p class="fine">
          {t.terms}: {payment.refundText}
        </p>
      )}
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
  const left = payment.refunds
    .filter(({ state, currency }) => promised.includes(state) && currency === payment.currency)
    .reduce((sum, refund) => sum - refund.amountMinor, payment.paidMinor);
  return (
    <div class="hint" id="refund-preview">
      <p>
        {amountMinor === 0
          ? t.backNothing
          : amountMinor === left
            ? t.backAll(amount(amountMinor))
            : t.backPart(amount(amountMinor), amount(left))}
      </p>
      <p class="fine">{payment.refundText}</p>
    </div>
  );
};

/** Between our form and the page of the payment provider, for browsers that do not go on by themselves. */
export const PayPage = ({ voice, booking, url }: Pick<Props, 'voice' | 'booking'> & { url: string }) => {
  const due = dueNow(booking);
  if (due === null) return null;
  const t = voice.text.payment;
  return (
    <div class="panel panel-narrow">
      <h1 class="title" id="page-title">
        {t.goTitle}
      </h1>
      <p class="lead">{t.goText(moneyOf(due, voice)(due.amountMinor))}</p>
      <p>
        <a class="button" href={url} rel="noreferrer noopener">
          {t.go}
        </a>
      </p>
    </div>
  );
};
