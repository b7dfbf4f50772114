import type { ReactElement } from 'react';
import { Field } from './field.tsx';
import { TimeInput } from './time-input.tsx';

/** Date and time of day on the clock of one zone. */
export const WallTimeFields = ({
  date,
  time,
  onChange,
  dateLabel,
  timeLabel,
  hint,
}: {
  date: string;
  time: string;
  onChange: (next: { date: string; time: string }) => void;
  dateLabel: string;
  timeLabel: string;
  hint?: string;
}): ReactElement => (
  <div>
    <div className="grid grid-cols-[minmax(9.5rem,1fr)_minmax(5rem,1fr)] gap-3">
      <Field label={dateLabel}>
        {(control) => (
          <input
            {...control}
            className="control"
            onChange={(event) => onChange({ date: event.target.value, time })}
            type="date"
            value={date}
          />
        )}
      </Field>
      <Field label={timeLabel}>
        {(control) => (
          <TimeInput {...control} onChange={(next) => onChange({ date, time: next })} value={time} />
        )}
      </Field>
    </div>
    {hint !== undefined && <p className="mt-1 text-sm text-soft">{hint}</p>}
  </div>
);
