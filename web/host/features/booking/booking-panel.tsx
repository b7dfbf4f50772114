import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { BookingDetail } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useIsFrozen, useMay } from '#web/host/app/may.ts';
import { useNow } from '#web/host/app/use-now.ts';
import { Badge } from '#web/host/components/badge.tsx';
import { Button, buttonClass } from '#web/host/components/button.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { Card } from '#web/host/components/page.tsx';
import { ErrorState, Skeleton } from '#web/host/components/states.tsx';
import { BookingAttention } from '#web/host/features/attention/booking-attention.tsx';
import { bookingQuery } from '#web/host/queries/booking.ts';
import { type BookingDialogKind, BookingDialogs } from './booking-dialogs.tsx';
import { BookingFacts } from './booking-facts.tsx';
import { BookingDeliveries, BookingTimeline } from './booking-history.tsx';
import { BookingPayment, UnpaidMoveNote } from './booking-payment.tsx';
import { actionsOf, iconOfSync, timeToApprove, toneOfStatus, toneOfSync } from './status.ts';
import { useBookingAction } from './use-booking-action.ts';

const route = getRouteApi('/member/bookings/$bookingId');

const SyncState = ({ booking }: { booking: BookingDetail }): ReactElement => {
  const { bookings: texts } = useMessages();
  const act = useBookingAction(booking.id);
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        {(['calendar', 'conference', 'email'] as const).map((name) => {
          const state = booking[`${name}Sync`];
          // Most organisations have no conference account.
          if (name === 'conference' && state === 'off') return null;
          return (
            <Badge icon={iconOfSync[state]} key={name} tone={toneOfSync[state]}>
              {texts.sync[name]}: {texts.sync.states[state]}
            </Badge>
          );
        })}
      </div>
      <BookingAttention
        bookingId={booking.id}
        retryAll={{ busy: act.isPending, start: () => act.mutate({ kind: 'retry-sync' }) }}
      />
    </div>
  );
};

const Actions = ({
  booking,
  onOpen,
}: {
  booking: BookingDetail;
  onOpen: (dialog: BookingDialogKind) => void;
}): ReactElement | null => {
  const { bookings: texts } = useMessages();
  const act = useBookingAction(booking.id);
  const mayWrite = useMay()('bookings.write');
  const isFrozen = useIsFrozen();
  const actions = actionsOf(booking, useNow(), isFrozen);
  const takesGuests = booking.guestsLeft > 0 && !isFrozen;
  // Shown until it is answered: another button in its place would get the second press of a double click.
  const isApproving = act.isPending && act.variables.kind === 'approve';
  if (!mayWrite || (actions.length === 0 && !takesGuests)) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {(actions.includes('approve') || isApproving) && (
        <Button
          busy={act.isPending}
          icon="check"
          onClick={() => act.mutate({ kind: 'approve', start: timeToApprove(booking) })}
          tone="primary"
        >
          {texts.act.approve}
        </Button>
      )}
      {actions.includes('reschedule') && (
        <Button icon="calendar" onClick={() => onOpen('reschedule')}>
          {texts.act.reschedule}
        </Button>
      )}
      {actions.includes('reassign') && (
        <Button icon="user" onClick={() => onOpen('reassign')}>
          {texts.act.reassign}
        </Button>
      )}
      {takesGuests && (
        <Button icon="people" onClick={() => onOpen('add-guests')}>
          {texts.act.addGuests}
        </Button>
      )}
      {actions.includes('no-show') && (
        <Button icon="user" onClick={() => onOpen('no-show')}>
          {texts.act.noShow}
        </Button>
      )}
      {actions.includes('decline') && (
        <Button icon="close" onClick={() => onOpen('decline')}>
          {texts.act.decline}
        </Button>
      )}
      {actions.includes('cancel') && (
        <Button icon="close" onClick={() => onOpen('cancel')}>
          {texts.act.cancel}
        </Button>
      )}
    </div>
  );
};

const Detail = ({ booking }: { booking: BookingDetail }): ReactElement => {
  const { bookings: texts } = useMessages();
  const [dialog, setDialog] = useState<BookingDialogKind>();
  return (
    <Card>
      <article className="grid gap-6 p-5 sm:p-6">
        <header className="grid gap-4">
          <div className="flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <p className="text-sm text-soft">{booking.linkTitle}</p>
              <h2 className="text-xl font-semibold wrap-anywhere">
                {booking.guest?.name ?? texts.anonymous}
              </h2>
            </div>
            <Badge tone={toneOfStatus[booking.status]}>{texts.status[booking.status]}</Badge>
          </div>
          <Actions booking={booking} onOpen={setDialog} />
        </header>
        <BookingFacts booking={booking} />
        {booking.unpaidMove !== null && <UnpaidMoveNote move={booking.unpaidMove} />}
        {booking.payment !== null && <BookingPayment payment={booking.payment} />}
        <section aria-labelledby="sync-heading" className="grid gap-2 border-t border-line pt-5">
          <h3 className="font-semibold" id="sync-heading">
            {texts.detail.sync}
          </h3>
          <SyncState booking={booking} />
        </section>
        <BookingTimeline booking={booking} />
        <BookingDeliveries booking={booking} />
        {booking.workflowUrl !== null && (
          <a
            className={buttonClass('secondary', 'small')}
            href={booking.workflowUrl}
            rel="noreferrer"
            target="_blank"
          >
            <Icon className="size-4" name="external" />
            {texts.detail.workflow}
          </a>
        )}
      </article>
      <BookingDialogs booking={booking} dialog={dialog} onClose={() => setDialog(undefined)} />
    </Card>
  );
};

export const BookingPanel = (): ReactElement => {
  const { bookings: texts } = useMessages();
  const { bookingId } = route.useParams();
  const query = useQuery(bookingQuery(bookingId));
  return (
    <div className="grid gap-3">
      <Link
        className="inline-flex min-h-9 items-center gap-2 justify-self-start rounded-lg pe-2 text-sm font-medium text-soft hover:text-ink"
        search={(previous) => previous}
        to="/bookings"
      >
        <Icon name="arrowLeft" />
        {texts.detail.back}
      </Link>
      {query.isPending && <Skeleton rows={5} />}
      {query.isError && query.data === undefined && (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      )}
      {query.data !== undefined && <Detail booking={query.data} key={query.data.id} />}
    </div>
  );
};
