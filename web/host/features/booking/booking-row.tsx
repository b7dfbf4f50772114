import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { Booking } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useIsFrozen, useMay } from '#web/host/app/may.ts';
import { useFormats } from '#web/host/app/use-formats.ts';
import { Badge } from '#web/host/components/badge.tsx';
import { Button, IconButton } from '#web/host/components/button.tsx';
import { Menu, MenuItem } from '#web/host/components/menu.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';
import { cx } from '#web/ui/class-names.ts';
import { type BookingDialogKind, BookingDialogs } from './booking-dialogs.tsx';
import { actionsOf, needsAttention, timeToApprove, toneOfStatus } from './status.ts';
import { useBookingAction } from './use-booking-action.ts';

const edge: Partial<Record<Booking['status'], string>> = {
  confirmed: 'bg-accent',
  pending_payment: 'bg-warn-ink',
  pending_approval: 'bg-warn-ink',
  no_show: 'bg-danger',
};

export const BookingRow = ({
  booking,
  now,
  showsDate = false,
}: {
  booking: Booking;
  now: number;
  /** In lists that are not grouped by day. */
  showsDate?: boolean;
}): ReactElement => {
  const { bookings: texts } = useMessages();
  const formats = useFormats();
  const [dialog, setDialog] = useState<BookingDialogKind>();
  const act = useBookingAction(booking.id);
  const mayWrite = useMay()('bookings.write');
  const isFrozen = useIsFrozen();
  const actions = mayWrite ? actionsOf(booking, now, isFrozen) : [];
  const guest = booking.guest?.name ?? texts.anonymous;
  const approvable = actions.includes('approve');
  // Shown until it is answered: another button in its place would get the second press of a double click.
  const isApproving = act.isPending && act.variables.kind === 'approve';
  const me = useQuery(meQuery).data?.member.id;
  const isMineAlone = booking.hosts.every((host) => host.id === me);
  return (
    <li className="group relative flex items-center gap-3 px-5 py-3 hover:bg-sunken/60 has-[a[aria-current]]:bg-accent-wash/60 @2xl:gap-4">
      <span
        aria-hidden="true"
        className={cx('absolute inset-y-3 start-0 w-1 rounded-e-full', edge[booking.status] ?? 'bg-line')}
      />
      <div className="grid min-w-0 flex-1 gap-x-5 gap-y-1 @2xl:grid-cols-[7.5rem_minmax(0,1fr)_auto] @2xl:items-center">
        <p className="text-sm font-medium tabular-nums">
          {showsDate && <span className="@2xl:block">{formats.date(booking.start)} </span>}
          {formats.range(booking.start, booking.end)}
        </p>
        <div className="min-w-0">
          <Link
            activeProps={{ 'aria-current': 'page' }}
            className="block truncate font-semibold after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-lg focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            params={{ bookingId: booking.id }}
            search={(previous) => previous}
            to="/bookings/$bookingId"
          >
            {guest}
          </Link>
          <p className="truncate text-sm text-soft">
            {booking.linkTitle}
            {!isMineAlone && ` ${texts.with(booking.hosts.map((host) => host.name).join(', '))}`}
          </p>
          {booking.moveTo !== null && (
            <p className="text-sm text-warn-ink">{texts.asksToMove(formats.dateTime(booking.moveTo))}</p>
          )}
        </div>
        <div className="flex flex-wrap gap-1.5">
          {needsAttention(booking) && (
            <Badge icon="alert" tone="warn">
              {texts.sync.states.attention}
            </Badge>
          )}
          <Badge tone={toneOfStatus[booking.status]}>{texts.status[booking.status]}</Badge>
        </div>
      </div>
      <div className="relative z-10 flex items-center gap-1">
        {(approvable || isApproving) && (
          <Button
            busy={act.isPending}
            onClick={() => act.mutate({ kind: 'approve', start: timeToApprove(booking) })}
            size="small"
            tone="primary"
          >
            {texts.act.approve}
          </Button>
        )}
        {actions.length > 0 && (
          <Menu trigger={<IconButton icon="more" label={texts.rowActions(guest)} />}>
            {approvable && (
              <MenuItem
                icon="check"
                onSelect={() => act.mutate({ kind: 'approve', start: timeToApprove(booking) })}
              >
                {texts.act.approve}
              </MenuItem>
            )}
            {actions.includes('reschedule') && (
              <MenuItem icon="calendar" onSelect={() => setDialog('reschedule')}>
                {texts.act.reschedule}
              </MenuItem>
            )}
            {actions.includes('no-show') && (
              <MenuItem icon="user" onSelect={() => setDialog('no-show')}>
                {texts.act.noShow}
              </MenuItem>
            )}
            {actions.includes('decline') && (
              <MenuItem danger icon="close" onSelect={() => setDialog('decline')}>
                {texts.act.decline}
              </MenuItem>
            )}
            {actions.includes('cancel') && (
              <MenuItem danger icon="close" onSelect={() => setDialog('cancel')}>
                {texts.act.cancel}
              </MenuItem>
            )}
          </Menu>
        )}
      </div>
      <BookingDialogs booking={booking} dialog={dialog} onClose={() => setDialog(undefined)} />
    </li>
  );
};
