import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { BackLink } from '#web/host/components/back-link.tsx';
import { Card } from '#web/host/components/page.tsx';
import { ErrorState, Note, Skeleton } from '#web/host/components/states.tsx';

/** A page about one item: a link back to the list, then the item once it has been read. */
export const LoadedPage = <Data,>({
  back,
  list,
  query,
  children,
}: {
  back: '/links' | '/schedules';
  list: string;
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}): ReactElement => (
  <>
    <BackLink to={back}>{list}</BackLink>
    {query.isPending && <Skeleton rows={6} />}
    {query.isError && query.data === undefined && (
      <Card>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </Card>
    )}
    {query.data !== undefined && children(query.data)}
  </>
);

/** Why the form of somebody who may only look cannot be changed. */
export const ReadOnlyNote = (): ReactElement => {
  const { shell } = useMessages();
  return (
    <div className="mb-5">
      <Note icon="lock" role="status" tone="info">
        {shell.readOnly}
      </Note>
    </div>
  );
};
