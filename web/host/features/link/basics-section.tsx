import { type ReactElement, useRef, useState } from 'react';
import { Controller, useFormContext } from 'react-hook-form';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from '#web/host/components/button.tsx';
import { FieldGroup } from '#web/host/components/inputs/field.tsx';
import { NumberBox } from '#web/host/components/inputs/number-box.tsx';
import { Section } from '#web/host/components/page.tsx';
import { CheckInput, TextArea, TextInput } from '#web/host/editor/controls.tsx';
import { useFieldError } from '#web/host/editor/issue-texts.ts';
import { type LinkValues, mostDurations, type Refused, refusalOfEntry, slugOf } from './link-values.ts';

const offered = [15, 30, 45, 60];

const Durations = ({
  value,
  onChange,
}: {
  value: number[];
  onChange: (next: number[]) => void;
}): ReactElement => {
  const { links, shell } = useMessages();
  const error = useFieldError('durationsMinutes');
  const [extra, setExtra] = useState(Number.NaN);
  const all = [...new Set([...offered, ...value])].sort((a, b) => a - b);
  const choose = (minutes: number[]): void => onChange(minutes.toSorted((a, b) => a - b));
  const [refused, setRefused] = useState<Refused>();
  const isRefused = refused !== undefined;
  const add = (): void => {
    const why = refusalOfEntry(value, extra, { min: 5, max: 480, most: mostDurations });
    setRefused(why);
    if (why !== undefined) return;
    choose([...value, extra]);
    setExtra(Number.NaN);
  };
  return (
    <FieldGroup
      error={refused === undefined ? error : links.errors.durationEntry[refused]}
      hint={links.fields.durationsHint}
      legend={links.fields.durations}
    >
      <div className="flex flex-wrap gap-2">
        {all.map((minutes) => (
          <label
            className="flex min-h-10 items-center rounded-full border border-edge px-4 font-medium hover:bg-sunken has-checked:border-accent has-checked:bg-accent-wash has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
            key={minutes}
          >
            <input
              aria-invalid={error === undefined ? undefined : true}
              checked={value.includes(minutes)}
              className="sr-only"
              onChange={(event) =>
                choose(event.target.checked ? [...value, minutes] : value.filter((item) => item !== minutes))
              }
              type="checkbox"
            />
            {shell.units.minutes(minutes)}
          </label>
        ))}
        <span className="flex gap-2">
          <NumberBox
            aria-invalid={isRefused ? true : undefined}
            aria-label={links.fields.addDuration}
            className="control !w-24"
            max={480}
            min={5}
            onChange={(minutes) => {
              setRefused(undefined);
              setExtra(minutes);
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              add();
            }}
            placeholder="90"
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
  const { control, setValue, getFieldState, formState } = useFormContext<LinkValues>();
  const followsTitle = useRef(isNew);
  return (
    <Section hint={links.sections.basicsHint} title={links.sections.basics}>
      <TextInput<LinkValues>
        label={links.fields.title}
        maxLength={120}
        name="title"
        onTyped={(title) => {
          if (followsTitle.current && !getFieldState('slug', formState).isTouched) {
            setValue('slug', slugOf(title), { shouldDirty: true });
          }
        }}
      />
      <TextInput<LinkValues>
        hint={links.fields.slugHint}
        label={links.fields.slug}
        maxLength={64}
        name="slug"
        onTyped={() => {
          followsTitle.current = false;
        }}
        prefix={addressPrefix}
      />
      <TextArea<LinkValues>
        hint={links.fields.descriptionHint}
        label={links.fields.description}
        maxLength={2000}
        name="description"
      />
      <Controller
        control={control}
        name="durationsMinutes"
        render={({ field }) => <Durations onChange={field.onChange} value={field.value} />}
      />
      <div className="grid gap-1">
        <CheckInput<LinkValues> label={links.fields.isActive} name="isActive" />
        <CheckInput<LinkValues> label={links.fields.isHidden} name="isHidden" />
        <p className="text-sm text-soft">{links.fields.isHiddenHint}</p>
      </div>
    </Section>
  );
};
