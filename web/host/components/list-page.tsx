import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { type Permission, useMay } from '#web/host/app/may.ts';
import { cx } from '#web/ui/class-names.ts';
import { buttonClass } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import { Card, PageHeader } from './page.tsx';
import { EmptyState, ErrorState, Skeleton } from './states.tsx';

/** A page that lists everything of one kind as cards and leads to a new one. */
export const ListPage = <Item,>({
  texts,
  icon,
  newPage,
  creates,
  query,
  columns,
  children,
}: {
  texts: { title: string; lead: string; create: string; empty: { title: string; body: string } };
  icon: IconName;
  newPage: '/links/new' | '/schedules/new';
  /** What whoever makes a new one needs. */
  creates: Permission;
  query: UseQueryResult<Item[]>;
  /** Class names for the number of columns. */
  columns: string;
  children: (item: Item) => ReactNode;
}): ReactElement => {
  const create = useMay()(creates) && (
    <Link className={buttonClass('primary')} to={newPage}>
      <Icon name="plus" />
      {texts.create}
    </Link>
  );
  return (
    <>
      <PageHeader actions={create} lead={texts.lead} title={texts.title} />
      {query.isPending && <Skeleton rows={4} />}
      {query.isError && query.data === undefined && (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      )}
      {query.data?.length === 0 && (
        <Card>
          <EmptyState body={texts.empty.body} icon={icon} title={texts.empty.title}>
            {create}
          </EmptyState>
        </Card>
      )}
      {query.data !== undefined && query.data.length > 0 && (
        <ul className={cx('grid gap-4', columns)}>{query.data.map(children)}</ul>
      )}
    </>
  );
};
