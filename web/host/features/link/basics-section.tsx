import { type ReactElement, useRef, useState } from 'react';
import { Controller, useFormContext } from 'react-hook-form';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button, IconButton } from '#web/host/components/button.tsx';
import { FieldGroup } from '#web/host/components/field.tsx';
import { Section } from '#web/host/components/page.tsx';
import { CheckInput, TextArea, TextInput, useFieldError } from './form-controls.tsx';
import { type LinkForm, slugOf } from './link-form-values.ts';

const offered = [15, 30, 45, 60];

const Durations = ({
  value,
  onChange,
}: {
  value: number[];
  onChange: (next: number[]) => void;
}): ReactElement => {
  const { links, shell } = useMessages();
  const error = useFieldError('durations');
  const [extra, setExtra] = useState('');
  const all = [...new Set([...offered, ...value])].sort((a, b) => a - b);
  const add = (): void => {
    const minutes = Number(extra);
    if (!Number.isInteger(minutes) || minutes < 5 || minutes > 480 || value.length >= 8) return;
    if (!value.includes(minutes)) onChange([...value, minutes]);
    setExtra('');
  };
  return (
    <FieldGroup error={error} hint={links.fields.durationsHint} legend={links.fields.durations}>
      <div className="flex flex-wrap gap-2">
        {all.map((minutes) => (
          <label
            className="flex min-h-10 items-center rounded-full border border-edge px-4 font-medium hover:bg-sunken has-checked:border-accent has-checked:bg-accent-wash has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
            key={minutes}
          >
            <input
              checked={value.includes(minutes)}
              className="sr-only"
              onChange={(event) =>
                onChange(
                  event.target.checked ? [...value, minutes] : value.filter((item) => item !== minutes),
                )
              }
              type="checkbox"
            />
            {shell.units.minutes(minutes)}
          </label>
        ))}
        <span className="flex gap-2">
          <input
            aria-label={links.fields.addDuration}
            className="control !w-24"
            max={480}
            min={5}
            onChange={(event) => setExtra(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              add();
            }}
            placeholder="90"
            type="number"
            value={extra}
          />
          <Button onClick={add}>{links.fields.add}</Button>
        </span>
      </div>
    </FieldGroup>
  );
};

export const BasicsSection = ({
  addressPrefix,
  isNew,
}: {
  addressPrefix: string;
  isNew: boolean;
}): ReactElement => {
  const { links } = useMessages();
  const { control, setValue, getFieldState, formState } = useFormContext<LinkForm>();
  const followsTitle = useRef(isNew);
  return (
    <Section hint={links.sections.basicsHint} title={links.sections.basics}>
      <TextInput
        label={links.fields.title}
        maxLength={120}
        name="title"
        onTyped={(title) => {
          if (followsTitle.current && !getFieldState('slug', formState).isTouched) {
            setValue('slug', slugOf(title), { shouldDirty: true });
          }
        }}
      />
      <TextInput
        hint={links.fields.slugHint}
        label={links.fields.slug}
        maxLength={64}
        name="slug"
        onTyped={() => {
          followsTitle.current = false;
        }}
        prefix={addressPrefix}
      />
      <TextArea
        hint={links.fields.descriptionHint}
        label={links.fields.description}
        maxLength={2000}
        name="description"
      />
      <Controller
        control={control}
        name="durations"
        render={({ field }) => <Durations onChange={field.onChange} value={field.value} />}
      />
      <CheckInput label={links.fields.isActive} name="isActive" />
    </Section>
  );
};

const spanUnits = ['minutes', 'hours', 'days'] as const;

export const Reminders = ({
  value,
  onChange,
}: {
  value: number[];
  onChange: (next: number[]) => void;
}): ReactElement => {
  const { links, shell } = useMessages();
  const error = useFieldError('reminders');
  const [amount, setAmount] = useState('1');
  const [unit, setUnit] = useState<(typeof spanUnits)[number]>('hours');
  const text = (minutes: number): string => {
    if (minutes % 1440 === 0) return shell.units.days(minutes / 1440);
    return minutes % 60 === 0 ? shell.units.hours(minutes / 60) : shell.units.minutes(minutes);
  };
  const add = (): void => {
    const minutes = Number(amount) * { minutes: 1, hours: 60, days: 1440 }[unit];
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > 43_200 || value.length >= 10) return;
    if (!value.includes(minutes)) onChange([...value, minutes].sort((a, b) => b - a));
  };
  return (
    <FieldGroup error={error} legend={links.fields.reminders}>
      {value.length === 0 ? (
        <p className="mb-3 text-soft">{links.fields.noReminders}</p>
      ) : (
        <ul className="mb-3 flex flex-wrap gap-2">
          {value.map((minutes) => (
            <li
              className="flex items-center gap-1 rounded-full bg-accent-wash ps-4 pe-1 font-medium text-accent-ink"
              key={minutes}
            >
              {links.before(text(minutes))}
              <IconButton
                icon="close"
                label={links.removeItem(links.before(text(minutes)))}
                onClick={() => onChange(value.filter((item) => item !== minutes))}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <input
          aria-label={links.fields.amount}
          className="control !w-20"
          min={1}
          onChange={(event) => setAmount(event.target.value)}
          type="number"
          value={amount}
        />
        <select
          aria-label={links.fields.unit}
          className="control !w-32"
          onChange={(event) => setUnit(spanUnits.find((name) => name === event.target.value) ?? 'hours')}
          value={unit}
        >
          {spanUnits.map((name) => (
            <option key={name} value={name}>
              {links.fields.unitNames[name]}
            </option>
          ))}
        </select>
        <Button icon="plus" onClick={add}>
          {links.fields.addReminder}
        </Button>
      </div>
    </FieldGroup>
  );
};
