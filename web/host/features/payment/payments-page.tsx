import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Payment } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useFormats } from '#web/host/app/use-formats.ts';
import { Badge } from '#web/host/components/badge.tsx';
import { buttonClass } from '#web/host/components/button.tsx';
import { PageHeader } from '#web/host/components/page.tsx';
import { PagedList } from '#web/host/components/paged-list.tsx';
import { EmptyState } from '#web/host/components/states.tsx';
import { paymentListQuery } from '#web/host/queries/payment.ts';
import { isDisputed, isFailing, toneOfState, useMoney } from './money.ts';
import { PaymentFilterBar, usePaymentFilters } from './payment-filters.tsx';

/** What about a payment a host should know at once. */
const Badges = ({ payment }: { payment: Payment }): ReactElement => {
  const { payments: texts } = useMessages();
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <Badge tone={toneOfState[payment.state]}>{texts.states[payment.state]}</Badge>
      {payment.purpose === 'move' && <Badge tone="plain">{texts.forMove}</Badge>}
      {payment.mode === null && <Badge tone="plain">{texts.outside.badge}</Badge>}
      {payment.mode === 'test' && <Badge tone="plain">{texts.test}</Badge>}
      {payment.refunds.some(({ state }) => state === 'failed') && (
        <Badge icon="alert" tone="bad">
          {texts.concerns.refund_failed}
        </Badge>
      )}
      {isDisputed(payment) && (
        <Badge icon="alert" tone="bad">
          {texts.concerns.disputed}
        </Badge>
      )}
      {isFailing(payment) && (
        <Badge icon="alert" tone="warn">
          {texts.concerns.failing}
        </Badge>
      )}
    </div>
  );
};

const Row = ({ payment }: { payment: Payment }): ReactElement => {
  const { bookings, payments: texts } = useMessages();
  const formats = useFormats();
  const money = useMoney(payment.currency);
  return (
    <li className="relative grid gap-x-5 gap-y-1.5 px-5 py-3 hover:bg-sunken/60 @2xl:grid-cols-[minmax(0,1fr)_auto_9rem] @2xl:items-center">
      <div className="min-w-0">
        <Link
          className="font-medium wrap-anywhere after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          params={{ paymentId: payment.id }}
          to="/payments/$paymentId"
        >
          {payment.booking.guestName ?? bookings.anonymous}
        </Link>
        <p className="text-sm wrap-anywhere text-soft">
          {payment.booking.title} · {payment.booking.code} · {formats.dateTime(payment.createdAt)}
        </p>
      </div>
      <Badges payment={payment} />
      <p className="tabular-nums @2xl:text-end">
        <span className="font-semibold">{money(payment.amountMinor)}</span>
        {payment.refundedMinor > 0 && (
          <span className="block text-sm text-soft">{texts.refundedOf(money(payment.refundedMinor))}</span>
        )}
      </p>
    </li>
  );
};

/** What guests have paid, the newest first. */
export const PaymentsPage = (): ReactElement => {
  const { payments: texts } = useMessages();
  const may = useMay();
  const [filters] = usePaymentFilters();
  const { zone } = useFormats();
  const list = useInfiniteQuery(paymentListQuery({ ...filters, timeZone: zone }));
  const count = list.data?.pages.reduce((sum, page) => sum + page.items.length, 0);
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const words = isFiltered ? texts.nothingFound : texts.empty;
  return (
    <div className="@container">
      <PageHeader
        actions={
          may('tenant_integrations.read') ? (
            <Link className={buttonClass('secondary')} to="/payments/reconciliation">
              {texts.reconciliation.open}
            </Link>
          ) : undefined
        }
        lead={texts.lead}
        title={texts.title}
      />
      <PaymentFilterBar />
      <div className="grid gap-4">
        <p className="sr-only" role="status">
          {count !== undefined && texts.listCount(count, list.hasNextPage)}
        </p>
        <PagedList
          empty={<EmptyState body={words.body} icon="card" title={words.title} />}
          list={list}
          rows={5}
        >
          {(payment) => <Row key={payment.id} payment={payment} />}
        </PagedList>
      </div>
    </div>
  );
};
