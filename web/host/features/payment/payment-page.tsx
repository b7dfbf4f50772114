import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { formatRate } from '#domain/money/amount.ts';
import { createAttempts } from '#web/api/attempt.ts';
import type { PaymentDetail } from '#web/api/schemas.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { BackLink } from '#web/host/components/back-link.tsx';
import { Badge } from '#web/host/components/badge.tsx';
import { Button } from '#web/host/components/button.tsx';
import { Card, PageHeader } from '#web/host/components/page.tsx';
import { ErrorState, Note, Skeleton } from '#web/host/components/states.tsx';
import { paymentQuery, paymentsKey, retryPayment } from '#web/host/queries/payment.ts';
import { textOf } from '#web/ui/text-of.ts';
import { isDisputed, isFailing, toneOfState, useMoney } from './money.ts';
import { OutsideButton } from './outside-dialog.tsx';
import { PaymentSections } from './payment-sections.tsx';
import { RefundDialog } from './refund-dialog.tsx';

const route = getRouteApi('/member/payments/$paymentId');

type Props = { payment: PaymentDetail };

const link = 'font-medium text-accent-ink underline underline-offset-3';

/** An address that a support view covers leads nowhere. */
const isAddress = (url: string | null): url is string => url?.startsWith('https://') === true;

const Amounts = ({ payment }: Props): ReactElement => {
  const { language, messages } = useLanguage();
  const { amounts: texts } = messages.payments;
  const formats = useFormats();
  const money = useMoney(payment.currency);
  const isPaid = payment.state === 'paid';
  const facts: readonly (readonly [string, ReactElement | string])[] = [
    [
      texts.amount,
      <>
        {money(payment.amountMinor)}
        {payment.taxBasisPoints > 0 && (
          <span className="block text-sm font-normal text-soft">
            {texts.tax(formatRate(payment.taxBasisPoints, language))}
          </span>
        )}
      </>,
    ],
    ...(payment.captures === 'at_once'
      ? []
      : ([[texts.captures, messages.payments.captures[payment.captures]]] as const)),
    ...(payment.reservedMinor > 0 ? ([[texts.reserved, money(payment.reservedMinor)]] as const) : []),
    ...(payment.state === 'reserved' && payment.captureBefore !== null
      ? ([[texts.captureBefore, formats.dateTime(payment.captureBefore)]] as const)
      : []),
    [texts.captured, money(payment.capturedMinor)],
    [texts.refunded, money(payment.refundedMinor)],
    ...(payment.lostMinor > 0 ? ([[texts.lost, money(payment.lostMinor)]] as const) : []),
    [texts.kept, money(payment.keptMinor)],
    ...(isPaid ? ([[texts.refundable, money(payment.refundableMinor)]] as const) : []),
    ...(payment.method === null ? [] : ([[texts.method, payment.method]] as const)),
    ...(payment.capturedAt !== null
      ? ([[texts.paidAt, formats.dateTime(payment.capturedAt)]] as const)
      : payment.reservation === null
        ? ([[texts.payBy, formats.dateTime(payment.payBy)]] as const)
        : []),
  ];
  return (
    <Card>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 p-5 sm:grid-cols-3 lg:grid-cols-4">
        {facts.map(([label, value]) => (
          <div className="min-w-0" key={label}>
            <dt className="text-sm text-soft">{label}</dt>
            <dd className="font-medium tabular-nums wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      {isAddress(payment.receiptUrl) && (
        <p className="px-5 pb-5">
          <a className={link} href={payment.receiptUrl} rel="noreferrer" target="_blank">
            {texts.receipt}
          </a>
        </p>
      )}
    </Card>
  );
};

/** That the vendor cannot be asked at present, and why. */
const FailingNote = ({ payment }: Props): ReactElement | null => {
  const { bookings, payments: texts } = useMessages();
  const formats = useFormats();
  const { failure, failingSince } = payment;
  if (failure === null || failingSince === null) return null;
  const why = textOf(bookings.sync.failures, failure, bookings.sync.failures['unknown'] ?? '');
  return (
    <Note icon="alert" tone="warn">
      {texts.failing(why, formats.dateTime(failingSince))}
    </Note>
  );
};

/** That the guest's bank takes it for fraud, while there is something to give back. */
const WarningNote = ({ payment }: Props): ReactElement | null => {
  const { warning: texts } = useMessages().payments;
  const formats = useFormats();
  if (payment.warnedAt === null || payment.refundableMinor === 0) return null;
  return (
    <Note icon="alert" tone="bad">
      {texts.body(formats.dateTime(payment.warnedAt))}
    </Note>
  );
};

const RetryButton = ({ payment }: Props): ReactElement => {
  const { payments: texts } = useMessages();
  const queryClient = useQueryClient();
  const showProblem = useProblemToast();
  const [attempts] = useState(createAttempts);
  const act = useMutationOnce({
    mutationFn: () => retryPayment(attempts, payment.id),
    onSuccess: () => toast.success(texts.retried),
    onError: showProblem,
    onSettled: () => queryClient.invalidateQueries({ queryKey: paymentsKey }),
  });
  return (
    <Button busy={act.isPending} icon="refresh" onClick={() => act.mutate()}>
      {texts.retry}
    </Button>
  );
};

const Actions = ({ payment }: Props): ReactElement | null => {
  const { payments: texts } = useMessages();
  const [isRefunding, setIsRefunding] = useState(false);
  const may = useMay();
  const amount = useMoney(payment.currency)(payment.amountMinor);
  if (!may('payments.write')) return null;
  return (
    <>
      {payment.state === 'open' && <OutsideButton amount={amount} paymentId={payment.id} />}
      {isFailing(payment) && <RetryButton payment={payment} />}
      {payment.refundableMinor > 0 && !isDisputed(payment) && (
        <Button onClick={() => setIsRefunding(true)} tone="primary">
          {texts.refund.action}
        </Button>
      )}
      {isRefunding && <RefundDialog onClose={() => setIsRefunding(false)} payment={payment} />}
    </>
  );
};

const Shown = ({ payment }: Props): ReactElement => {
  const { bookings, payments: texts } = useMessages();
  const formats = useFormats();
  const money = useMoney(payment.currency);
  const { booking } = payment;
  return (
    <>
      <PageHeader
        actions={<Actions payment={payment} />}
        lead={
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Badge tone={toneOfState[payment.state]}>{texts.states[payment.state]}</Badge>
            {payment.purpose === 'move' && <Badge tone="plain">{texts.forMove}</Badge>}
            {payment.mode === null && <Badge tone="plain">{texts.outside.badge}</Badge>}
            {payment.mode === 'test' && <Badge tone="plain">{texts.test}</Badge>}
            <Link className={link} params={{ bookingId: booking.id }} to="/bookings/$bookingId">
              {booking.title}, {formats.dateTime(booking.start)}
            </Link>
          </span>
        }
        title={`${money(payment.amountMinor)} · ${booking.guestName ?? bookings.anonymous}`}
      />
      <div className="grid gap-4">
        {payment.mode === 'test' && <p className="text-sm text-soft">{texts.testHint}</p>}
        {payment.reservation !== null && (
          <p className="text-sm text-soft">{texts.reservations[payment.reservation]}</p>
        )}
        <FailingNote payment={payment} />
        <WarningNote payment={payment} />
        <Amounts payment={payment} />
        <PaymentSections payment={payment} />
      </div>
    </>
  );
};

/** One payment: its amounts, what went back, and what can be done about it. */
export const PaymentPage = (): ReactElement => {
  const { payments: texts } = useMessages();
  const { paymentId } = route.useParams();
  const query = useQuery(paymentQuery(paymentId));
  return (
    <>
      <BackLink to="/payments">{texts.back}</BackLink>
      {query.isPending && <Skeleton rows={5} />}
      {query.isError && query.data === undefined && (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      )}
      {query.data !== undefined && <Shown key={query.data.id} payment={query.data} />}
    </>
  );
};
