import { type ReactElement, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button, IconButton } from '#web/host/components/button.tsx';
import { FieldGroup } from '#web/host/components/inputs/field.tsx';
import { SpanBox } from '#web/host/editor/controls.tsx';
import { useFieldError } from '#web/host/editor/issue-texts.ts';
import { spanParts } from '#web/time/span.ts';
import { type Refused, refusalOfEntry } from './link-values.ts';

const monthMinutes = 43_200;

/** When guests are reminded, in minutes before the start. */
export const Reminders = ({
  value,
  onChange,
}: {
  value: number[];
  onChange: (next: number[]) => void;
}): ReactElement => {
  const { links, shell } = useMessages();
  const error = useFieldError('reminderMinutes');
  const [extra, setExtra] = useState(60);
  const [refused, setRefused] = useState<Refused>();
  const text = (minutes: number): string => {
    const { amount, unit } = spanParts(minutes);
    return links.before(shell.units[unit](amount));
  };
  const add = (): void => {
    const why = refusalOfEntry(value, extra, { min: 1, max: monthMinutes, most: 10 });
    setRefused(why);
    if (why === undefined) onChange([...value, extra].toSorted((a, b) => b - a));
  };
  return (
    <FieldGroup
      error={refused === undefined ? error : links.errors.reminderEntry[refused]}
      legend={links.fields.reminders}
    >
      {value.length === 0 ? (
        <p className="mb-3 text-soft">{links.fields.noReminders}</p>
      ) : (
        <ul className="mb-3 flex flex-wrap gap-2">
          {value.map((minutes) => (
            <li
              className="flex items-center gap-1 rounded-full bg-accent-wash ps-4 pe-1 font-medium text-accent-ink"
              key={minutes}
            >
              {text(minutes)}
              <IconButton
                icon="close"
                label={links.removeItem(text(minutes))}
                onClick={() => {
                  setRefused(undefined);
                  onChange(value.filter((item) => item !== minutes));
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <SpanBox
          invalid={refused !== undefined}
          onChange={(minutes) => {
            setRefused(undefined);
            setExtra(minutes);
          }}
          value={extra}
        />
        <Button icon="plus" onClick={add}>
          {links.fields.addReminder}
        </Button>
      </div>
    </FieldGroup>
  );
};
