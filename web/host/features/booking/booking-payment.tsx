import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { HostPayment, UnpaidMove } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useFormats } from '#web/host/app/use-formats.ts';
import { Badge } from '#web/host/components/badge.tsx';
import { Note } from '#web/host/components/states.tsx';
import { toneOfState, useMoney } from '#web/host/features/payment/money.ts';
import { OutsideButton } from '#web/host/features/payment/outside-dialog.tsx';

/** What was paid for a booking, and what its guest has agreed to get back. */
export const BookingPayment = ({ payment }: { payment: HostPayment }): ReactElement => {
  const { payments: texts } = useMessages();
  const { section } = texts;
  const formats = useFormats();
  const money = useMoney(payment.currency);
  const may = useMay();
  const amount = money(payment.amountMinor);
  const said = {
    open: () => section.toPay(amount, formats.dateTime(payment.payBy)),
    reserved: () =>
      payment.reservation === 'being_taken'
        ? section.taking(amount)
        : payment.reservation === 'being_released'
          ? section.releasing(amount)
          : section.reserved(amount),
    closed: () => (payment.reservation === 'released' ? section.released(amount) : section.notPaid(amount)),
    paid: () => section.received(money(payment.capturedMinor)),
  };
  return (
    <section aria-labelledby="payment-heading" className="grid gap-2 border-t border-line pt-5">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-semibold" id="payment-heading">
          {section.title}
        </h3>
        <Badge tone={toneOfState[payment.state]}>{texts.states[payment.state]}</Badge>
      </div>
      <p className="tabular-nums">
        {said[payment.state]()}
        {payment.refundedMinor > 0 && ` · ${texts.refundedOf(money(payment.refundedMinor))}`}
      </p>
      {payment.toGiveBackMinor > 0 && (
        <Note icon="alert" tone="warn">
          {texts.outside.toGiveBack(money(payment.toGiveBackMinor))}
        </Note>
      )}
      {payment.needsAttention && (
        <Note icon="alert" tone="warn">
          {section.attention}
        </Note>
      )}
      <p className="text-sm whitespace-pre-line text-soft">{payment.refundText}</p>
      {payment.state === 'open' && may('payments.write') && (
        <p>
          <OutsideButton amount={amount} paymentId={payment.id} />
        </p>
      )}
      {may('payments.read') && (
        <Link
          className="justify-self-start font-medium text-accent-ink underline underline-offset-3"
          params={{ paymentId: payment.id }}
          to="/payments/$paymentId"
        >
          {section.open}
        </Link>
      )}
    </section>
  );
};

/** A move that the guest has yet to pay for: nothing of it is the host's to decide. */
export const UnpaidMoveNote = ({ move }: { move: UnpaidMove }): ReactElement => {
  const { section } = useMessages().payments;
  const formats = useFormats();
  const amount = useMoney(move.currency)(move.amountMinor);
  return (
    <Note icon="clock" tone="warn">
      {section.unpaidMove(formats.dateTime(move.to), amount, formats.dateTime(move.payBy))}
    </Note>
  );
};
