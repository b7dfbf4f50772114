import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Session } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useNow } from '#web/host/app/use-now.ts';
import { BackLink } from '#web/host/components/back-link.tsx';
import { buttonClass } from '#web/host/components/button.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { MoreButton } from '#web/host/components/more-button.tsx';
import { Card, PageHeader } from '#web/host/components/page.tsx';
import { EmptyState, ErrorState, Note, Skeleton } from '#web/host/components/states.tsx';
import { BookingRow } from '#web/host/features/booking/booking-row.tsx';
import { rosterQuery, sessionQuery } from '#web/host/queries/session.ts';

const route = getRouteApi('/member/sessions/$sessionId');

const Roster = ({ sessionId }: { sessionId: string }): ReactElement => {
  const { sessions: texts } = useMessages();
  const now = useNow();
  const list = useInfiniteQuery(rosterQuery(sessionId));
  if (list.isPending) return <Skeleton />;
  if (list.isError)
    return (
      <Card>
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      </Card>
    );
  const guests = list.data.pages.flatMap((page) => page.items);
  return (
    <>
      <Card className="overflow-hidden">
        {guests.length === 0 ? (
          <EmptyState body={texts.empty.body} icon="people" title={texts.empty.title} />
        ) : (
          <ul className="divide-y divide-line">
            {guests.map((booking) => (
              <BookingRow booking={booking} key={booking.id} now={now} />
            ))}
          </ul>
        )}
      </Card>
      <MoreButton list={list} />
    </>
  );
};

const Head = ({ session }: { session: Session }): ReactElement => {
  const { sessions: texts } = useMessages();
  const formats = useFormats();
  return (
    <PageHeader
      actions={
        session.workflowUrl !== null && (
          <a
            className={buttonClass('secondary', 'small')}
            href={session.workflowUrl}
            rel="noreferrer"
            target="_blank"
          >
            <Icon className="size-4" name="external" />
            {texts.workflow}
          </a>
        )
      }
      lead={
        <>
          {formats.longDate(session.start)}, {formats.range(session.start, session.end)} ·{' '}
          {texts.places(session.taken, session.capacity)}
        </>
      }
      title={session.title}
    />
  );
};

/** A time that guests share: who comes, and what can be done for each of them. */
export const SessionPage = (): ReactElement => {
  const { sessions: texts } = useMessages();
  const { sessionId } = route.useParams();
  const query = useQuery(sessionQuery(sessionId));
  return (
    <div className="@container grid gap-4">
      <div>
        <BackLink to="/bookings">{texts.back}</BackLink>
      </div>
      {query.isPending && <Skeleton rows={2} />}
      {query.isError && query.data === undefined && (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      )}
      {query.data !== undefined && (
        <>
          <Head session={query.data} />
          {query.data.status === 'closed' && (
            <Note icon="clock" tone="info">
              {texts.closed}
            </Note>
          )}
          <h2 className="font-semibold">{texts.guests}</h2>
          <Roster sessionId={sessionId} />
        </>
      )}
    </div>
  );
};
