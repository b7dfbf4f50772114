import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { formatMoney } from '#domain/money/amount.ts';
import type { FindingState } from '#domain/payment/types.ts';
import { createAttempts } from '#web/api/attempt.ts';
import type { PaymentFinding } from '#web/api/schemas.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { Badge, type BadgeTone } from '#web/host/components/badge.tsx';
import { Button } from '#web/host/components/button.tsx';
import { PagedList } from '#web/host/components/paged-list.tsx';
import { EmptyState } from '#web/host/components/states.tsx';
import { attentionKey } from '#web/host/queries/attention.ts';
import { dismissFinding, findingListQuery, reconciliationsKey } from '#web/host/queries/reconciliation.ts';

const toneOf: Record<FindingState, BadgeTone> = { open: 'warn', dismissed: 'plain', healed: 'good' };

const link = 'font-medium text-accent-ink underline underline-offset-3';

const DismissButton = ({ finding, what }: { finding: PaymentFinding; what: string }): ReactElement => {
  const { reconciliation: texts } = useMessages().payments;
  const queryClient = useQueryClient();
  const showProblem = useProblemToast();
  const [attempts] = useState(createAttempts);
  const act = useMutationOnce({
    mutationFn: () => dismissFinding(attempts, finding.id),
    onSuccess: () => toast.success(texts.dismissed),
    onError: showProblem,
    onSettled: () =>
      Promise.all(
        [reconciliationsKey, attentionKey].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      ),
  });
  return (
    <Button
      aria-label={`${texts.dismiss}: ${what}`}
      busy={act.isPending}
      onClick={() => act.mutate()}
      size="small"
    >
      {texts.dismiss}
    </Button>
  );
};

/** What differs and by how much, as far as it can be said. */
const Amounts = ({ finding }: { finding: PaymentFinding }): ReactElement | null => {
  const { language, messages } = useLanguage();
  const { reconciliation: texts } = messages.payments;
  const { currency, oursMinor, theirsMinor, kind } = finding;
  if (currency === null) return null;
  const money = (amountMinor: number): string => formatMoney({ amountMinor, currency }, language);
  return (
    <p className="text-sm tabular-nums">
      {kind !== 'unknown_payment' && <span>{texts.oursIs(money(oursMinor))} · </span>}
      {theirsMinor === null ? texts.theirsNone : texts.theirsIs(money(theirsMinor))}
    </p>
  );
};

const Row = ({ finding }: { finding: PaymentFinding }): ReactElement => {
  const { reconciliation: texts } = useMessages().payments;
  const formats = useFormats();
  const may = useMay();
  const { payment, dismissedBy } = finding;
  const what = texts.kinds[finding.kind];
  return (
    <li className="grid gap-3 px-5 py-3.5 @2xl:grid-cols-[minmax(0,1fr)_auto] @2xl:items-center">
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-center gap-2 font-medium wrap-anywhere">
          {what}
          <Badge tone={toneOf[finding.state]}>{texts.findingStates[finding.state]}</Badge>
        </p>
        <Amounts finding={finding} />
        <p className="text-sm wrap-anywhere text-soft">
          {texts.taken(formats.dateTime(finding.takenAt))} · {finding.externalId}
        </p>
        {payment !== null && (
          <p className="text-sm">
            <Link className={link} params={{ paymentId: payment.id }} to="/payments/$paymentId">
              {texts.openPayment(payment.code)}
            </Link>
          </p>
        )}
        {finding.dismissedAt !== null && dismissedBy !== null && (
          <p className="text-sm text-soft">
            {texts.dismissedBy(dismissedBy.name ?? texts.former, formats.dateTime(finding.dismissedAt))}
          </p>
        )}
      </div>
      {finding.state === 'open' && may('payments.write') && <DismissButton finding={finding} what={what} />}
    </li>
  );
};

/** What a vendor says otherwise than we do: all that stands open, or what one comparison ended with. */
export const FindingList = ({
  reconciliationId,
}: {
  reconciliationId?: string | undefined;
}): ReactElement => {
  const { reconciliation: texts } = useMessages().payments;
  const list = useInfiniteQuery(
    findingListQuery(reconciliationId === undefined ? { state: 'open' } : { reconciliationId }),
  );
  return (
    <section className="grid gap-3">
      <h2 className="text-lg font-semibold">{texts.differences}</h2>
      <PagedList
        empty={<EmptyState body={texts.noDifferences.body} icon="check" title={texts.noDifferences.title} />}
        list={list}
        rows={2}
      >
        {(finding) => <Row finding={finding} key={finding.id} />}
      </PagedList>
    </section>
  );
};
