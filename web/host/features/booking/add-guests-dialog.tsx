import { type FormEvent, type ReactElement, useState } from 'react';
import type { Booking } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from '#web/host/components/button.tsx';
import { FormDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { addressesIn } from '#web/ui/addresses-in.ts';
import { wrongFields } from './create/draft.ts';
import { useBookingAction } from './use-booking-action.ts';

/** Adds people to a booking. */
export const AddGuestsDialog = ({
  booking,
  onClose,
}: {
  booking: Booking;
  onClose: () => void;
}): ReactElement => {
  const { bookings, shell } = useMessages();
  const texts = bookings.addGuests;
  const [typed, setTyped] = useState('');
  const act = useBookingAction(booking.id, { quietErrors: true, onDone: onClose });
  const isWrong = wrongFields(act.error).has('emails');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!act.isPending) act.mutate({ kind: 'add-guests', emails: addressesIn(typed) });
  };
  return (
    <FormDialog
      body={<p>{texts.body(booking.guest?.name ?? bookings.actors.guest)}</p>}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.title}
    >
      <form className="grid gap-4" noValidate onSubmit={submit}>
        <Field
          error={isWrong ? texts.error : undefined}
          hint={texts.hint(booking.guestsLeft)}
          label={texts.label}
        >
          {(control) => (
            <textarea
              {...control}
              className="control"
              maxLength={2000}
              onChange={(event) => setTyped(event.target.value)}
              rows={2}
              value={typed}
            />
          )}
        </Field>
        {!isWrong && <ProblemNote error={act.error} />}
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>{shell.actions.cancel}</Button>
          <Button busy={act.isPending} tone="primary" type="submit">
            {texts.confirm}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
};
