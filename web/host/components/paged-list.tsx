import type { ReactElement, ReactNode } from 'react';
import { MoreButton } from './more-button.tsx';
import { Card } from './page.tsx';
import { ErrorState, Skeleton } from './states.tsx';

/** A list that is read page by page, as its library hands it over. */
export type Paged<Item> = {
  data: { pages: { items: Item[] }[] } | undefined;
  isPending: boolean;
  error: unknown;
  refetch: () => Promise<unknown>;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
};

/** Its rows on a card, or what there is instead: still loading, failed, or nothing found. */
export const PagedList = <Item extends { id: string }>({
  list,
  rows,
  empty,
  before = [],
  children,
}: {
  list: Paged<Item>;
  /** How many rows are hinted at while it loads. */
  rows: number;
  empty: ReactNode;
  /** Rows that stand before those of the first page. */
  before?: readonly ReactElement[];
  children: (item: Item) => ReactNode;
}): ReactElement => {
  if (list.isPending) return <Skeleton rows={rows} />;
  if (list.data === undefined)
    return (
      <Card>
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      </Card>
    );
  const found = list.data.pages.flatMap((page) => page.items);
  if (before.length + found.length === 0) return <Card>{empty}</Card>;
  return (
    <>
      <Card className="overflow-hidden">
        <ul className="divide-y divide-line">
          {before}
          {found.map((item) => children(item))}
        </ul>
      </Card>
      <MoreButton list={list} />
    </>
  );
};
