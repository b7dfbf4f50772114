import { type ReactElement, useState } from 'react';
import type { Booking } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useIsFrozen, useMay } from '#web/host/app/may.ts';
import { Button } from '#web/host/components/button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { useBookingAction } from './use-booking-action.ts';

/** The people whom a booking's guest brings; whoever should not come is taken out here. */
export const FurtherGuests = ({ booking }: { booking: Booking }): ReactElement => {
  const texts = useMessages().bookings.removeGuest;
  const [asked, setAsked] = useState<string>();
  const close = (): void => setAsked(undefined);
  const may = useMay();
  const isFrozen = useIsFrozen();
  const act = useBookingAction(booking.id, { quietErrors: true, onDone: close });
  return (
    <>
      {booking.furtherGuests.map((email) => (
        <span className="flex flex-wrap items-center justify-between gap-x-3" key={email}>
          <a className="text-accent-ink underline underline-offset-3 wrap-anywhere" href={`mailto:${email}`}>
            {email}
          </a>
          {booking.canRemoveGuests && may('bookings.write') && !isFrozen && (
            <Button aria-label={`${texts.action} ${email}`} onClick={() => setAsked(email)} size="small">
              {texts.action}
            </Button>
          )}
        </span>
      ))}
      {asked !== undefined && (
        <ConfirmDialog
          body={texts.body(asked)}
          busy={act.isPending}
          confirm={texts.confirm}
          error={act.error}
          onConfirm={() => act.mutate({ kind: 'remove-guest', email: asked })}
          onOpenChange={(open) => {
            if (!open) close();
          }}
          open
          title={texts.title}
        />
      )}
    </>
  );
};
