import { type ReactElement, useState } from 'react';
import type { RefundChoice } from '#domain/payment/types.ts';
import type { Booking } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { RefundChoiceField } from '#web/host/features/payment/refund-choice.tsx';
import { AddGuestsDialog } from './add-guests-dialog.tsx';
import { ReassignDialog } from './reassign-dialog.tsx';
import { RescheduleDialog } from './reschedule-dialog.tsx';
import { useBookingAction } from './use-booking-action.ts';

export type BookingDialogKind = 'decline' | 'cancel' | 'no-show' | 'reschedule' | 'reassign' | 'add-guests';

const ReasonField = ({
  label,
  hint,
  value,
  onChange,
}: {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
}): ReactElement => (
  <Field hint={hint} label={label}>
    {(control) => (
      <textarea
        {...control}
        className="control"
        maxLength={500}
        onChange={(event) => onChange(event.target.value)}
        rows={3}
        value={value}
      />
    )}
  </Field>
);

const RefusalDialog = ({
  booking,
  kind,
  onClose,
}: {
  booking: Booking;
  kind: 'decline' | 'cancel';
  onClose: () => void;
}): ReactElement => {
  const { bookings: texts } = useMessages();
  const formats = useFormats();
  const [reason, setReason] = useState('');
  const [refund, setRefund] = useState<RefundChoice>();
  const act = useBookingAction(booking.id, { quietErrors: true, onDone: onClose });
  const guest = booking.guest?.name ?? texts.actors.guest;
  const words = texts[kind];
  return (
    <ConfirmDialog
      body={
        kind === 'cancel'
          ? texts.cancel.body(guest, formats.dateTime(booking.start))
          : booking.moveTo === null
            ? texts.decline.body(guest)
            : texts.decline.moveBody(guest)
      }
      busy={act.isPending}
      confirm={words.confirm}
      error={act.error}
      onConfirm={() =>
        act.mutate(
          kind === 'cancel' ? { kind, reason, refund } : { kind, reason, ofMove: booking.moveTo !== null },
        )
      }
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={words.title}
    >
      {kind === 'cancel' && <RefundChoiceField bookingId={booking.id} onChange={setRefund} value={refund} />}
      <ReasonField hint={words.reasonHint} label={words.reason} onChange={setReason} value={reason} />
    </ConfirmDialog>
  );
};

const NoShowDialog = ({ booking, onClose }: { booking: Booking; onClose: () => void }): ReactElement => {
  const { bookings: texts } = useMessages();
  const act = useBookingAction(booking.id, { quietErrors: true, onDone: onClose });
  return (
    <ConfirmDialog
      body={texts.noShow.body}
      busy={act.isPending}
      confirm={texts.noShow.confirm}
      error={act.error}
      onConfirm={() => act.mutate({ kind: 'no-show' })}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.noShow.title}
    />
  );
};

/** The dialog that is open for a booking, if any. */
export const BookingDialogs = ({
  booking,
  dialog,
  onClose,
}: {
  booking: Booking;
  dialog: BookingDialogKind | undefined;
  onClose: () => void;
}): ReactElement | null => {
  switch (dialog) {
    case undefined:
      return null;
    case 'reschedule':
      return <RescheduleDialog booking={booking} onClose={onClose} />;
    case 'reassign':
      return <ReassignDialog booking={booking} onClose={onClose} />;
    case 'add-guests':
      return <AddGuestsDialog booking={booking} onClose={onClose} />;
    case 'no-show':
      return <NoShowDialog booking={booking} onClose={onClose} />;
    default:
      return <RefusalDialog booking={booking} kind={dialog} onClose={onClose} />;
  }
};
