import { type ReactElement, useId } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { ToggleRow } from '#web/host/components/inputs/toggle.tsx';
import { ZoneSelect } from '#web/host/components/inputs/zone-select.tsx';
import { Section } from '#web/host/components/page.tsx';
import { DateInput, TextInput } from '#web/host/editor/controls.tsx';
import { Editor } from '#web/host/editor/editor.tsx';
import { useFieldError } from '#web/host/editor/issue-texts.ts';
import type { Editing } from '#web/host/editor/use-editing.ts';
import { textOf } from '#web/ui/text-of.ts';
import { OverridesSection } from './overrides-section.tsx';
import type { ScheduleValues } from './schedule-values.ts';
import { WeeklySection } from './weekly-section.tsx';

const ZoneInput = (): ReactElement => {
  const { fields } = useMessages().schedules;
  const { control } = useFormContext<ScheduleValues>();
  const { field } = useController({ control, name: 'timeZone' });
  return (
    <Field error={useFieldError('timeZone')} hint={fields.zoneHint} label={fields.zone}>
      {(ids) => <ZoneSelect control={ids} onChange={field.onChange} value={field.value} />}
    </Field>
  );
};

const DefaultToggle = ({ locked }: { locked: boolean }): ReactElement => {
  const { fields } = useMessages().schedules;
  const { control } = useFormContext<ScheduleValues>();
  const { field } = useController({ control, name: 'isDefault' });
  return (
    <div>
      <ToggleRow
        checked={field.value}
        disabled={locked}
        id={useId()}
        label={fields.isDefault}
        onChange={field.onChange}
      />
      {locked && <p className="mt-1 text-sm text-soft">{fields.isDefaultLocked}</p>}
    </div>
  );
};

/** The form of a schedule, new or existing. A default stays one until another schedule becomes it. */
export const ScheduleEditor = ({
  editing,
  isDefault,
  readOnly = false,
}: {
  editing: Editing<ScheduleValues>;
  isDefault: boolean;
  readOnly?: boolean;
}): ReactElement => {
  const { schedules: texts, shell } = useMessages();
  return (
    <Editor
      editing={editing}
      issueText={(code) => textOf(texts.issues, code, shell.refused)}
      readOnly={readOnly}
    >
      <Section title={texts.general}>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextInput<ScheduleValues> label={texts.fields.name} maxLength={100} name="name" />
          <ZoneInput />
        </div>
        <DefaultToggle locked={isDefault} />
        <div className="grid grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))] gap-4 sm:max-w-md">
          <DateInput<ScheduleValues> label={texts.fields.validFrom} name="validFrom" />
          <DateInput<ScheduleValues> label={texts.fields.validUntil} name="validUntil" />
          <p className="col-span-full -mt-2 text-sm text-soft">{texts.fields.validHint}</p>
        </div>
      </Section>
      <WeeklySection />
      <OverridesSection />
    </Editor>
  );
};
