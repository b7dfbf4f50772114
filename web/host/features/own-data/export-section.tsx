import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { createAttempts } from '#web/api/attempt.ts';
import type { Export } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Badge } from '#web/host/components/badge.tsx';
import { Button, buttonClass } from '#web/host/components/button.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { MoreButton } from '#web/host/components/more-button.tsx';
import { Card, Section } from '#web/host/components/page.tsx';
import { ErrorState, ProblemNote, Skeleton } from '#web/host/components/states.tsx';
import { askExport, exportHref, exportsQuery } from '#web/host/queries/account/own-data.ts';

const toneOf = ({ state, failure }: Export) =>
  state === 'ready' ? 'good' : failure === null ? 'info' : 'warn';

const Row = ({ made }: { made: Export }): ReactElement => {
  const { exports: texts } = useMessages().ownData;
  const formats = useFormats();
  const asked = texts.asked(formats.dateTime(made.createdAt));
  const { expiresAt, failure } = made;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {asked}
          <Badge tone={toneOf(made)}>{failure === null ? texts.states[made.state] : texts.failing}</Badge>
        </p>
        <p className="text-sm text-soft wrap-anywhere">
          {expiresAt === null
            ? failure === null
              ? texts.beingMade
              : texts.triedAgain
            : texts.until(formats.dateTime(expiresAt))}
        </p>
      </div>
      {expiresAt !== null && (
        <a
          aria-label={texts.downloadLabel(asked)}
          className={buttonClass('secondary', 'small')}
          download
          href={exportHref(made.id)}
        >
          <Icon name="download" />
          {texts.download}
        </a>
      )}
    </li>
  );
};

/** Files of the host's data: those that are made or can be downloaded, and asking for another. */
export const ExportSection = (): ReactElement => {
  const { exports: texts } = useMessages().ownData;
  const queryClient = useQueryClient();
  const list = useInfiniteQuery(exportsQuery);
  const [attempt] = useState(() => createAttempts());
  const ask = useMutationOnce({
    mutationFn: () => askExport(attempt),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: exportsQuery.queryKey });
      toast.success(texts.begun);
    },
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isUnderWay = rows.some(({ state }) => state === 'open');
  return (
    <Card>
      <Section hint={texts.hint} title={texts.title}>
        {list.isPending && <Skeleton rows={1} />}
        {list.isError && list.data === undefined && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isSuccess && rows.length === 0 && <p className="text-soft">{texts.empty}</p>}
        {rows.length > 0 && (
          <ul aria-live="polite" className="divide-y divide-line">
            {rows.map((row) => (
              <Row key={row.id} made={row} />
            ))}
          </ul>
        )}
        <MoreButton list={list} />
        {ask.isError && <ProblemNote error={ask.error} />}
        <Button
          busy={ask.isPending}
          className="justify-self-start"
          disabled={isUnderWay}
          onClick={() => ask.mutate()}
        >
          {texts.ask}
        </Button>
      </Section>
    </Card>
  );
};
