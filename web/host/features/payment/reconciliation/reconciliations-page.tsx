import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { createAttempts } from '#web/api/attempt.ts';
import type { Reconciliation } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { BackLink } from '#web/host/components/back-link.tsx';
import { Button } from '#web/host/components/button.tsx';
import { PageHeader } from '#web/host/components/page.tsx';
import { PagedList } from '#web/host/components/paged-list.tsx';
import { EmptyState } from '#web/host/components/states.tsx';
import {
  reconcilePayments,
  reconciliationListQuery,
  reconciliationsKey,
} from '#web/host/queries/reconciliation.ts';
import { FindingList } from './finding-list.tsx';
import { RunState } from './run-state.tsx';

const ReconcileButton = (): ReactElement => {
  const { reconciliation: texts } = useMessages().payments;
  const queryClient = useQueryClient();
  const showProblem = useProblemToast();
  const [attempts] = useState(createAttempts);
  const act = useMutationOnce({
    mutationFn: () => reconcilePayments(attempts),
    onSuccess: () => toast.success(texts.begun),
    onError: showProblem,
    onSettled: () => queryClient.invalidateQueries({ queryKey: reconciliationsKey }),
  });
  return (
    <Button busy={act.isPending} icon="refresh" onClick={() => act.mutate()} tone="primary">
      {texts.now}
    </Button>
  );
};

const Row = ({ run }: { run: Reconciliation }): ReactElement => {
  const formats = useFormats();
  return (
    <li className="relative grid gap-x-5 gap-y-1.5 px-5 py-3 hover:bg-sunken/60 @2xl:grid-cols-[minmax(0,1fr)_auto] @2xl:items-center">
      <div className="min-w-0">
        <Link
          className="font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          params={{ reconciliationId: run.id }}
          to="/payments/reconciliation/$reconciliationId"
        >
          {formats.dateTime(run.startedAt)}
        </Link>
        <p className="text-sm wrap-anywhere text-soft">{run.account.label}</p>
      </div>
      <RunState run={run} />
    </li>
  );
};

/** Whether the books agree with the vendors: what differs now, and every comparison. */
export const ReconciliationsPage = (): ReactElement => {
  const { payments: messages } = useMessages();
  const { reconciliation: texts } = messages;
  const may = useMay();
  const list = useInfiniteQuery(reconciliationListQuery);
  return (
    <>
      <BackLink to="/payments">{messages.back}</BackLink>
      <div className="@container grid gap-6">
        <PageHeader
          actions={may('payments.write') ? <ReconcileButton /> : undefined}
          lead={texts.lead}
          title={texts.title}
        />
        <FindingList />
        <section className="grid gap-3">
          <h2 className="text-lg font-semibold">{texts.runs}</h2>
          <PagedList
            empty={<EmptyState body={texts.empty.body} icon="card" title={texts.empty.title} />}
            list={list}
            rows={3}
          >
            {(run) => <Row key={run.id} run={run} />}
          </PagedList>
        </section>
      </div>
    </>
  );
};
