import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from '#web/host/components/button.tsx';
import { ErrorState, Skeleton } from '#web/host/components/states.tsx';
import { attentionListQuery } from '#web/host/queries/attention.ts';
import { AttentionItem } from './attention-item.tsx';

/** Everything that fails for one booking, each with its own actions; nothing when all is well. */
export const BookingAttention = ({
  bookingId,
  retryAll,
}: {
  bookingId: string;
  retryAll: { busy: boolean; start: () => void };
}): ReactElement | null => {
  const { attention: texts, shell } = useMessages();
  const list = useInfiniteQuery(attentionListQuery({ order: 'newest', bookingId }));
  if (list.isPending) return <Skeleton rows={1} />;
  if (list.data === undefined) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return null;
  const retryable = items.filter(({ actions }) => actions.includes('retry'));
  return (
    <div className="grid gap-3">
      <ul className="grid gap-3">
        {items.map((item) => (
          <li className="rounded-xl border border-line p-4" key={item.id}>
            <AttentionItem item={item} withSubject={false} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} size="small">
          {shell.actions.more}
        </Button>
      )}
      {retryable.length > 1 && (
        <Button
          busy={retryAll.busy}
          className="justify-self-start"
          icon="refresh"
          onClick={retryAll.start}
          size="small"
        >
          {texts.act.retryAll}
        </Button>
      )}
    </div>
  );
};
