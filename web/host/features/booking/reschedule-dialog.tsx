import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { firstByTime } from '#web/api/failure.ts';
import type { Booking } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { Button } from '#web/host/components/button.tsx';
import { FormDialog } from '#web/host/components/dialog.tsx';
import { ErrorText, Field } from '#web/host/components/inputs/field.tsx';
import { WallTimeFields } from '#web/host/components/inputs/wall-time-fields.tsx';
import { failureIn } from '#web/host/queries/api.ts';
import { alternativesQuery } from '#web/host/queries/booking.ts';
import { parseTimeOfDay } from '#web/time/time-of-day.ts';
import { instantOfWall, wallTime } from '#web/time/wall.ts';
import { RefusedTimeNote, rulesToDecide } from './set-aside-note.tsx';
import { useBookingAction } from './use-booking-action.ts';

type Choice = { start: string; kind: string };

const Option = ({
  checked,
  onSelect,
  label,
  note,
}: {
  checked: boolean;
  onSelect: () => void;
  label: string;
  note?: string;
}): ReactElement => (
  <label className="flex min-h-11 items-center gap-3 rounded-xl border border-line px-3 py-2 hover:bg-sunken has-checked:border-accent has-checked:bg-accent-wash">
    <input checked={checked} className="check" name="reschedule-start" onChange={onSelect} type="radio" />
    <span className="min-w-0 flex-1 font-medium">{label}</span>
    {note !== undefined && <span className="text-sm text-soft">{note}</span>}
  </label>
);

const useChoices = (bookingId: string, refused: unknown): { loading: boolean; choices: Choice[] } => {
  const query = useQuery(alternativesQuery(bookingId));
  const offered = refused == null ? [] : failureIn(refused).alternatives;
  const all = offered.length > 0 ? offered : (query.data?.alternatives ?? []);
  const seen = new Set<string>();
  return {
    loading: query.isPending,
    choices: firstByTime(all.filter(({ start }) => !seen.has(start) && seen.add(start))),
  };
};

/** The rules that the host was told of for this very time: asking again decides on them. */
const toldFor = (
  { error, variables }: ReturnType<typeof useBookingAction>,
  start: string | undefined,
): readonly string[] => {
  const rules = rulesToDecide(error);
  return rules.length > 0 && variables?.kind === 'reschedule' && variables.start === start
    ? [...new Set([...variables.setAside, ...rules])]
    : [];
};

/** Moves a booking to a suggested time or any other; `slot_taken` brings fresh suggestions. */
export const RescheduleDialog = ({
  booking,
  onClose,
}: {
  booking: Booking;
  onClose: () => void;
}): ReactElement => {
  const { bookings, shell } = useMessages();
  const texts = bookings.reschedule;
  const formats = useFormats();
  const act = useBookingAction(booking.id, { quietErrors: true, onDone: onClose });
  const { loading, choices } = useChoices(booking.id, act.error);
  const [picked, setPicked] = useState<string>();
  const [other, setOther] = useState(() => wallTime(Date.parse(booking.start), formats.zone));
  const [reason, setReason] = useState('');
  const [incomplete, setIncomplete] = useState(false);
  const isOther = picked === 'other' || (!loading && choices.length === 0);
  const typed = isOther
    ? instantOfWall(other.date, parseTimeOfDay(other.time) ?? '', formats.zone)
    : undefined;
  const start = isOther ? (typed === undefined ? undefined : new Date(typed).toISOString()) : picked;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (act.isPending) return;
    setIncomplete(start === undefined);
    if (start !== undefined) act.mutate({ kind: 'reschedule', start, reason, setAside: toldFor(act, start) });
  };

  return (
    <FormDialog
      body={
        <p>
          {booking.guest?.name ?? bookings.actors.guest} · {texts.now}: {formats.dateTime(booking.start)}
        </p>
      }
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.title}
    >
      <form className="grid gap-4" noValidate onSubmit={submit}>
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 text-sm font-medium">{texts.suggested}</legend>
          {loading && (
            <div aria-hidden="true" className="grid gap-2">
              <div className="skeleton h-11" />
              <div className="skeleton h-11" />
            </div>
          )}
          {!loading && choices.length === 0 && <p className="text-soft">{texts.none}</p>}
          {choices.map((choice) => (
            <Option
              checked={picked === choice.start}
              key={choice.start}
              label={formats.dateTime(choice.start)}
              note={texts.kinds[choice.kind] ?? ''}
              onSelect={() => setPicked(choice.start)}
            />
          ))}
          <Option checked={isOther} label={texts.other} onSelect={() => setPicked('other')} />
        </fieldset>
        {isOther && (
          <WallTimeFields
            date={other.date}
            dateLabel={texts.date}
            hint={`${texts.zone(formats.zoneName(booking.start))}. ${texts.hostRule}`}
            onChange={setOther}
            time={other.time}
            timeLabel={texts.time}
          />
        )}
        {incomplete && <ErrorText>{texts.choose}</ErrorText>}
        <Field hint={texts.reasonHint} label={texts.reason}>
          {(control) => (
            <textarea
              {...control}
              className="control"
              maxLength={500}
              onChange={(event) => setReason(event.target.value)}
              rows={2}
              value={reason}
            />
          )}
        </Field>
        <RefusedTimeNote error={act.error} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>{shell.actions.cancel}</Button>
          <Button busy={act.isPending} tone="primary" type="submit">
            {toldFor(act, start).length > 0 ? bookings.setAside.reschedule : texts.confirm}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
};
