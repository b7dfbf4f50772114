import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { Button } from '#web/host/components/button.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { TimeInput } from '#web/host/components/inputs/time-input.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { linkSlotsQuery } from '#web/host/queries/link.ts';
import { parseTimeOfDay } from '#web/time/time-of-day.ts';
import { instantOfWall } from '#web/time/wall.ts';

/** A day of the host's clock, and on it an offered time or any other. */
export type TimeDraft = { date: string; slot: string | null; other: string | null };

/** The instant that was chosen; undefined while none is, or where the clock shows no such time on that day. */
export const startOf = ({ date, slot, other }: TimeDraft, zone: string): string | undefined => {
  if (other === null) return slot ?? undefined;
  const instant = instantOfWall(date, parseTimeOfDay(other) ?? '', zone);
  return instant === undefined ? undefined : new Date(instant).toISOString();
};

const chip =
  'flex min-h-10 items-center rounded-full border border-edge px-4 font-medium tabular-nums hover:bg-sunken has-checked:border-accent has-checked:bg-accent-wash has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent';

const Offered = ({
  linkId,
  durationMinutes,
  value,
  onChange,
}: {
  linkId: string;
  durationMinutes: number;
  value: TimeDraft;
  onChange: (next: TimeDraft) => void;
}): ReactElement => {
  const { create } = useMessages().bookings;
  const formats = useFormats();
  const query = useQuery({
    ...linkSlotsQuery({ linkId, durationMinutes, date: value.date, timeZone: formats.zone }),
    enabled: value.date !== '',
  });
  const slots = query.data?.days.flatMap((day) => day.slots) ?? [];
  const next = query.data?.nextAvailableDate ?? null;
  const other = value.other !== null;
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 text-sm font-medium">{create.offered}</legend>
      {query.isLoading && <div aria-hidden="true" className="skeleton h-10" />}
      {query.isError && <ProblemNote error={query.error} />}
      {query.isSuccess && slots.length === 0 && (
        <div className="flex flex-wrap items-center gap-3 text-soft">
          {create.noneOffered}
          {next !== null && (
            <Button onClick={() => onChange({ date: next, slot: null, other: null })} size="small">
              {create.nextOffered(formats.localDate(next))}
            </Button>
          )}
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        {slots.map(({ start }) => (
          <label className={chip} key={start}>
            <input
              checked={!other && value.slot === start}
              className="sr-only"
              name="offered-start"
              onChange={() => onChange({ ...value, slot: start, other: null })}
              type="radio"
            />
            {formats.time(start)}
          </label>
        ))}
        <label className={chip}>
          <input
            checked={other}
            className="sr-only"
            name="offered-start"
            onChange={() => onChange({ ...value, slot: null, other: '' })}
            type="radio"
          />
          {create.other}
        </label>
      </div>
    </fieldset>
  );
};

/** A time of a link: one that guests are offered, or any other by the host's own decision. */
export const TimeChoice = ({
  linkId,
  durationMinutes,
  value,
  onChange,
  missing,
}: {
  linkId: string;
  durationMinutes: number;
  value: TimeDraft;
  onChange: (next: TimeDraft) => void;
  /** Asked to book before a time was chosen. */
  missing: boolean;
}): ReactElement => {
  const { create, reschedule } = useMessages().bookings;
  const formats = useFormats();
  const zone = reschedule.zone(formats.zoneName(new Date().toISOString()));
  return (
    <div className="grid gap-4">
      <Field
        className="sm:max-w-56"
        error={missing && value.other === null ? reschedule.choose : undefined}
        hint={zone}
        label={reschedule.date}
      >
        {(control) => (
          <input
            {...control}
            className="control"
            onChange={(event) => onChange({ ...value, date: event.target.value, slot: null })}
            type="date"
            value={value.date}
          />
        )}
      </Field>
      <Offered durationMinutes={durationMinutes} linkId={linkId} onChange={onChange} value={value} />
      {value.other !== null && (
        <Field
          className="sm:max-w-56"
          error={missing ? reschedule.choose : undefined}
          hint={create.otherHint}
          label={reschedule.time}
        >
          {(control) => (
            <TimeInput
              {...control}
              onChange={(other) => onChange({ ...value, other })}
              value={value.other ?? ''}
            />
          )}
        </Field>
      )}
    </div>
  );
};
