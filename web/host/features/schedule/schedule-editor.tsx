import { type Dispatch, type FormEvent, type ReactElement, type ReactNode, useId, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Field } from '#web/host/components/field.tsx';
import { Card, Section } from '#web/host/components/page.tsx';
import { SaveBar } from '#web/host/components/save-bar.tsx';
import { ToggleRow } from '#web/host/components/toggle.tsx';
import { ZoneSelect } from '#web/host/components/zone-select.tsx';
import { OverridesSection } from './overrides-section.tsx';
import { hasIssues, type ScheduleForm, scheduleIssues } from './schedule-form.ts';
import type { ScheduleAction } from './schedule-reducer.ts';
import { WeeklySection } from './weekly-section.tsx';

const General = ({
  form,
  nameError,
  validityError,
  lockDefault,
  dispatch,
}: {
  form: ScheduleForm;
  nameError: string | undefined;
  validityError: string | undefined;
  lockDefault: boolean;
  dispatch: Dispatch<ScheduleAction>;
}): ReactElement => {
  const texts = useMessages().schedules;
  const toggleId = useId();
  return (
    <Section title={texts.general}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field error={nameError} label={texts.fields.name}>
          {(control) => (
            <input
              {...control}
              className="control"
              maxLength={100}
              onChange={(event) => dispatch({ type: 'set', fields: { name: event.target.value } })}
              value={form.name}
            />
          )}
        </Field>
        <Field hint={texts.fields.zoneHint} label={texts.fields.zone}>
          {(control) => (
            <ZoneSelect
              control={control}
              onChange={(timeZone) => dispatch({ type: 'set', fields: { timeZone } })}
              value={form.timeZone}
            />
          )}
        </Field>
      </div>
      <div>
        <ToggleRow
          checked={form.isDefault}
          disabled={lockDefault}
          id={toggleId}
          label={texts.fields.isDefault}
          onChange={(isDefault) => dispatch({ type: 'set', fields: { isDefault } })}
        />
        {lockDefault && <p className="mt-1 text-sm text-soft">{texts.fields.isDefaultLocked}</p>}
      </div>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))] gap-4 sm:max-w-md">
        <Field label={texts.fields.validFrom}>
          {(control) => (
            <input
              {...control}
              className="control"
              onChange={(event) => dispatch({ type: 'set', fields: { validFrom: event.target.value } })}
              type="date"
              value={form.validFrom}
            />
          )}
        </Field>
        <Field error={validityError} label={texts.fields.validUntil}>
          {(control) => (
            <input
              {...control}
              className="control"
              onChange={(event) => dispatch({ type: 'set', fields: { validUntil: event.target.value } })}
              type="date"
              value={form.validUntil}
            />
          )}
        </Field>
        <p className="col-span-full -mt-2 text-sm text-soft">{texts.fields.validHint}</p>
      </div>
    </Section>
  );
};

/** The form of a schedule, new or existing, with its bar for saving. */
export const ScheduleEditor = ({
  form,
  dispatch,
  dirty,
  busy,
  lockDefault,
  onSave,
  onDiscard,
  notice,
}: {
  form: ScheduleForm;
  dispatch: Dispatch<ScheduleAction>;
  dirty: boolean;
  busy: boolean;
  lockDefault: boolean;
  onSave: () => void;
  onDiscard: (() => void) | undefined;
  notice: ReactNode;
}): ReactElement => {
  const texts = useMessages().schedules;
  const [tried, setTried] = useState(false);
  const issues = scheduleIssues(form);
  const invalid = hasIssues(issues);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const element = event.currentTarget;
    setTried(true);
    if (!invalid) {
      if (!busy) onSave();
      return;
    }
    requestAnimationFrame(() => element.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <form noValidate onSubmit={submit}>
      <Card>
        <General
          dispatch={dispatch}
          form={form}
          lockDefault={lockDefault}
          nameError={tried && issues.name ? texts.issues.name : undefined}
          validityError={issues.validity ? texts.issues.validity : undefined}
        />
        <WeeklySection dispatch={dispatch} form={form} issues={issues.days} />
        <OverridesSection dispatch={dispatch} form={form} issues={issues.overrides} />
      </Card>
      <SaveBar
        busy={busy}
        dirty={dirty}
        notice={notice}
        onDiscard={onDiscard}
        warning={tried && invalid ? texts.issues.summary : undefined}
      />
    </form>
  );
};
