import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useId, useState } from 'react';
import type { Suppression } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { Button } from '#web/host/components/button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { ToggleRow } from '#web/host/components/inputs/toggle.tsx';
import { Card } from '#web/host/components/page.tsx';
import { ErrorState, Skeleton } from '#web/host/components/states.tsx';
import { suppressionListQuery } from '#web/host/queries/attention.ts';
import { useAttend } from './use-attend.ts';

const LiftDialog = ({ row, onClose }: { row: Suppression; onClose: () => void }): ReactElement => {
  const { suppressions: texts } = useMessages().attention;
  const [retry, setRetry] = useState(row.waiting > 0);
  const act = useAttend({ quietErrors: true, onDone: onClose });
  const id = useId();
  return (
    <ConfirmDialog
      body={texts.liftBody(row.address)}
      busy={act.isPending}
      confirm={texts.confirm}
      danger={false}
      error={act.error}
      onConfirm={() => act.mutate({ kind: 'lift', suppressionId: row.id, retry })}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.liftTitle}
    >
      {row.waiting > 0 && (
        <ToggleRow checked={retry} id={id} label={texts.sendMissed(row.waiting)} onChange={setRetry} />
      )}
    </ConfirmDialog>
  );
};

const Row = ({ row, mayLift }: { row: Suppression; mayLift: boolean }): ReactElement => {
  const { suppressions: texts } = useMessages().attention;
  const formats = useFormats();
  const [isOpen, setIsOpen] = useState(false);
  const facts = [
    texts.reasons[row.reason],
    texts.since(formats.dateTime(row.since)),
    ...(row.waiting > 0 ? [texts.waiting(row.waiting)] : []),
  ];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium wrap-anywhere">{row.address}</p>
        <p className="text-sm text-soft">{facts.join(' · ')}</p>
      </div>
      {mayLift && (
        <Button aria-label={texts.liftLabel(row.address)} onClick={() => setIsOpen(true)} size="small">
          {texts.lift}
        </Button>
      )}
      {isOpen && <LiftDialog onClose={() => setIsOpen(false)} row={row} />}
    </li>
  );
};

/** The addresses that nothing is sent to, each to be lifted. */
export const SuppressionsSection = ({ mayLift }: { mayLift: boolean }): ReactElement => {
  const { attention, shell } = useMessages();
  const { suppressions: texts } = attention;
  const list = useInfiniteQuery(suppressionListQuery);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="suppressions-heading" className="grid gap-3">
      <div>
        <h2 className="text-lg font-semibold" id="suppressions-heading">
          {texts.title}
        </h2>
        <p className="text-soft">{texts.lead}</p>
      </div>
      {list.isPending && <Skeleton rows={1} />}
      {list.isError && list.data === undefined && (
        <Card>
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        </Card>
      )}
      {list.data !== undefined && rows.length === 0 && <p className="text-soft">{texts.none}</p>}
      {rows.length > 0 && (
        <Card className="overflow-hidden">
          <ul className="divide-y divide-line">
            {rows.map((row) => (
              <Row key={row.id} mayLift={mayLift} row={row} />
            ))}
          </ul>
        </Card>
      )}
      {list.hasNextPage && (
        <Button
          busy={list.isFetchingNextPage}
          className="justify-self-center"
          onClick={() => void list.fetchNextPage()}
        >
          {shell.actions.more}
        </Button>
      )}
    </section>
  );
};
