import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet, useMatchRoute } from '@tanstack/react-router';
import { type ReactElement, useMemo } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useIsFrozen, useMay } from '#web/host/app/may.ts';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useNow } from '#web/host/app/use-now.ts';
import { Button, buttonClass } from '#web/host/components/button.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { Card, PageHeader } from '#web/host/components/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/host/components/states.tsx';
import {
  approvalCountQuery,
  attentionCountQuery,
  type BookingView,
  bookingListQuery,
  bookingViews,
} from '#web/host/queries/booking.ts';
import { cx } from '#web/ui/class-names.ts';
import { BookingFilterBar } from './booking-filters.tsx';
import { BookingRow } from './booking-row.tsx';
import { groupByDay, nearDay } from './group-by-day.ts';

const route = getRouteApi('/member/bookings');

/** On a phone the row of views is wider than the screen. */
const bringIntoView = (tab: HTMLElement | null): void =>
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

const ViewTabs = ({ view }: { view: BookingView }): ReactElement => {
  const { bookings: texts } = useMessages();
  const counts: Partial<Record<BookingView, number>> = {
    needs_approval: useQuery(approvalCountQuery).data ?? 0,
    attention: useQuery(attentionCountQuery).data ?? 0,
  };
  return (
    <nav aria-label={texts.viewsLabel} className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex min-w-max gap-0.5 border-b border-line">
        {bookingViews.map((name) => (
          <li key={name} ref={name === view ? bringIntoView : undefined}>
            <Link
              aria-current={name === view ? 'page' : undefined}
              className={cx(
                '-mb-px flex min-h-11 items-center gap-1.5 border-b-2 px-2.5 font-medium transition-colors',
                name === view
                  ? 'border-accent text-accent-ink'
                  : 'border-transparent text-soft hover:text-ink',
              )}
              search={(previous) => ({ ...previous, view: name })}
              to="/bookings"
            >
              {texts.views[name]}
              {(counts[name] ?? 0) > 0 && (
                <span className="rounded-full bg-warn-wash px-1.5 text-xs font-semibold text-warn-ink">
                  {counts[name]}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const NoBookings = ({ view, filtered }: { view: BookingView; filtered: boolean }): ReactElement => {
  const { bookings: texts } = useMessages();
  if (filtered) {
    return (
      <EmptyState body={texts.emptyFiltered.body} icon="search" title={texts.emptyFiltered.title}>
        <Link className={buttonClass()} search={{ view }} to="/bookings">
          {texts.emptyFiltered.clear}
        </Link>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      body={texts.empty[view].body}
      icon={view === 'attention' ? 'check' : 'calendar'}
      title={texts.empty[view].title}
    >
      {view === 'upcoming' && (
        <Link className={buttonClass()} to="/links">
          {texts.toLinks}
        </Link>
      )}
    </EmptyState>
  );
};

const BookingList = (): ReactElement => {
  const { bookings: texts, shell } = useMessages();
  const { view = 'upcoming', search, linkId, from, to } = route.useSearch();
  const formats = useFormats();
  const now = useNow();
  const list = useInfiniteQuery(bookingListQuery({ view, search, linkId, from, to, timeZone: formats.zone }));
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const groups = useMemo(() => groupByDay(items, formats.zone), [items, formats.zone]);
  if (list.isPending) return <Skeleton />;
  if (list.isError && items.length === 0) {
    return (
      <Card>
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      </Card>
    );
  }
  if (items.length === 0) {
    return (
      <Card>
        <NoBookings
          filtered={[search, linkId, from, to].some((filter) => filter !== undefined)}
          view={view}
        />
      </Card>
    );
  }
  return (
    <div className="@container grid gap-6">
      <p className="sr-only" role="status">
        {texts.listCount(items.length, list.hasNextPage)}
      </p>
      {groups.map((group) => {
        const near = nearDay(group.date, now, formats.zone);
        const first = group.bookings[0];
        return (
          <section aria-labelledby={`day-${group.date}`} key={`${group.date}-${first?.id}`}>
            <h2 className="mb-2 flex items-baseline gap-2 text-sm font-semibold" id={`day-${group.date}`}>
              {near !== undefined && <span className="text-accent-ink">{texts[near]}</span>}
              <span className={near === undefined ? undefined : 'font-normal text-soft'}>
                {first !== undefined && formats.longDate(first.start)}
              </span>
            </h2>
            <Card className="overflow-hidden">
              <ul className="divide-y divide-line">
                {group.bookings.map((booking) => (
                  <BookingRow booking={booking} key={booking.id} now={now} />
                ))}
              </ul>
            </Card>
          </section>
        );
      })}
      {list.hasNextPage && (
        <Button
          busy={list.isFetchingNextPage}
          className="justify-self-center"
          onClick={() => void list.fetchNextPage()}
        >
          {list.isFetchingNextPage ? shell.actions.loadingMore : shell.actions.more}
        </Button>
      )}
    </div>
  );
};

export const BookingsPage = (): ReactElement => {
  const { bookings: texts } = useMessages();
  const { view = 'upcoming' } = route.useSearch();
  const may = useMay();
  const isFrozen = useIsFrozen();
  const isDetail = useMatchRoute()({ to: '/bookings/$bookingId' }) !== false;
  return (
    <div className={isDetail ? 'xl:grid xl:grid-cols-[minmax(0,5fr)_minmax(0,4fr)] xl:gap-8' : undefined}>
      <div className="min-w-0">
        <div className={isDetail ? 'max-xl:sr-only' : undefined}>
          <PageHeader
            actions={
              may('bookings.write') &&
              !isFrozen && (
                <Link className={buttonClass('primary')} to="/bookings/new">
                  <Icon name="plus" />
                  {texts.create.title}
                </Link>
              )
            }
            lead={texts.lead}
            title={texts.title}
          />
        </div>
        <div className={isDetail ? 'max-xl:hidden' : undefined}>
          <ViewTabs view={view} />
          <BookingFilterBar />
          <BookingList />
        </div>
      </div>
      {isDetail && (
        <div className="min-w-0 xl:sticky xl:top-9 xl:max-h-[calc(100dvh-4.5rem)] xl:self-start xl:overflow-y-auto xl:rounded-2xl">
          <Outlet />
        </div>
      )}
    </div>
  );
};
