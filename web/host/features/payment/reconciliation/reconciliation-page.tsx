import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatMoney } from '#domain/money/amount.ts';
import type { ReconciliationDetail } from '#web/api/schemas.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { BackLink } from '#web/host/components/back-link.tsx';
import { Badge } from '#web/host/components/badge.tsx';
import { Card, PageHeader } from '#web/host/components/page.tsx';
import { EmptyState, ErrorState, Note, Skeleton } from '#web/host/components/states.tsx';
import { reconciliationQuery } from '#web/host/queries/reconciliation.ts';
import { FindingList } from './finding-list.tsx';
import { RunState, useFailureOf } from './run-state.tsx';

const route = getRouteApi('/member/payments/reconciliation/$reconciliationId');

type Props = { run: ReconciliationDetail };
type Total = ReconciliationDetail['totals'][number];

const cell = 'px-3 py-2 text-end tabular-nums whitespace-nowrap';
const heading = 'px-3 py-2 text-end text-sm font-medium text-soft';

const TotalRow = ({ total }: { total: Total }): ReactElement => {
  const { language, messages } = useLanguage();
  const { reconciliation: texts } = messages.payments;
  const formats = useFormats();
  const { ours, theirs, currency } = total;
  const money = (amountMinor: number): string => formatMoney({ amountMinor, currency }, language);
  const apart = theirs.netMinor - ours.netMinor;
  return (
    <tr>
      <th className="px-5 py-2 text-start font-medium whitespace-nowrap" scope="row">
        {formats.localDate(total.day)} <span className="text-sm font-normal text-soft">{currency}</span>
      </th>
      <td className={cell}>{money(theirs.capturedMinor)}</td>
      <td className={cell}>{money(theirs.refundedMinor)}</td>
      <td className={cell}>{money(theirs.lostMinor)}</td>
      <td className={cell}>{money(theirs.netMinor)}</td>
      <td className={cell}>{money(ours.netMinor)}</td>
      <td className={cell}>
        {apart === 0 ? (
          <Badge tone="good">{texts.same}</Badge>
        ) : (
          <Badge icon="alert" tone="warn">
            {money(apart)}
          </Badge>
        )}
      </td>
    </tr>
  );
};

const Totals = ({ run }: Props): ReactElement | null => {
  const { reconciliation: texts } = useMessages().payments;
  if (run.state !== 'done') return null;
  if (run.totals.length === 0)
    return (
      <Card>
        <EmptyState body={texts.noTotals.body} icon="card" title={texts.noTotals.title} />
      </Card>
    );
  return (
    <section className="grid min-w-0 gap-3">
      <h2 className="text-lg font-semibold">{texts.totals}</h2>
      <p className="text-sm text-soft">{texts.totalsHint}</p>
      <Card className="min-w-0">
        {/* A wide table is moved through by keyboard as well. */}
        <section aria-label={texts.totals} className="overflow-x-auto" tabIndex={0}>
          <table className="w-full">
            <thead>
              <tr>
                <th className="px-5 py-2 text-start text-sm font-medium text-soft" scope="col">
                  {texts.day}
                </th>
                {[texts.captured, texts.refunded, texts.lost, texts.theirs, texts.ours, texts.apart].map(
                  (name) => (
                    <th className={heading} key={name} scope="col">
                      {name}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {run.totals.map((total) => (
                <TotalRow key={`${total.day}/${total.currency}`} total={total} />
              ))}
            </tbody>
          </table>
        </section>
      </Card>
    </section>
  );
};

const FailureNote = ({ run }: Props): ReactElement | null => {
  const { reconciliation: texts } = useMessages().payments;
  const failure = useFailureOf(run);
  if (failure === null) return null;
  return (
    <Note icon="alert" tone="warn">
      {run.state === 'failed' ? texts.failed(failure) : texts.waiting(failure)}
    </Note>
  );
};

const Shown = ({ run }: Props): ReactElement => {
  const { reconciliation: texts } = useMessages().payments;
  const formats = useFormats();
  return (
    <div className="@container grid gap-6">
      <PageHeader
        lead={
          <span className="grid gap-2">
            <RunState run={run} />
            <span>
              {texts.compared(
                run.account.label,
                formats.dateTime(run.from),
                formats.dateTime(run.to),
                run.read,
              )}
            </span>
          </span>
        }
        title={texts.runTitle(formats.dateTime(run.startedAt))}
      />
      <FailureNote run={run} />
      <FindingList reconciliationId={run.id} />
      <Totals run={run} />
    </div>
  );
};

/** One comparison with a vendor: what differs, and the money of each day. */
export const ReconciliationPage = (): ReactElement => {
  const { reconciliation: texts } = useMessages().payments;
  const { reconciliationId } = route.useParams();
  const query = useQuery(reconciliationQuery(reconciliationId));
  return (
    <>
      <BackLink to="/payments/reconciliation">{texts.all}</BackLink>
      {query.isPending && <Skeleton rows={5} />}
      {query.isError && query.data === undefined && (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      )}
      {query.data !== undefined && <Shown run={query.data} />}
    </>
  );
};
