import type { ReactElement } from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { FieldGroup } from '#web/host/components/inputs/field.tsx';
import { Section } from '#web/host/components/page.tsx';
import { NumberInput, SpanBox } from '#web/host/editor/controls.tsx';
import { useFieldError } from '#web/host/editor/issue-texts.ts';
import type { LinkValues } from './link-values.ts';

const NoticeField = ({ name }: { name: 'cancelNoticeMinutes' | 'rescheduleNoticeMinutes' }): ReactElement => {
  const { fields } = useMessages().links;
  const { control } = useFormContext<LinkValues>();
  const error = useFieldError(name);
  return (
    <FieldGroup error={error} legend={fields[name]}>
      <Controller
        control={control}
        name={name}
        render={({ field }) => (
          <SpanBox invalid={error !== undefined} onChange={field.onChange} value={field.value} />
        )}
      />
    </FieldGroup>
  );
};

/** What guests may do with a booking of theirs. */
export const GuestRightsSection = (): ReactElement => {
  const { links } = useMessages();
  const { control } = useFormContext<LinkValues>();
  const kind = useWatch({ control, name: 'kind' });
  return (
    <Section hint={links.sections.guestRightsHint} title={links.sections.guestRights}>
      <div className="grid gap-4 sm:grid-cols-2">
        <NoticeField name="rescheduleNoticeMinutes" />
        <NoticeField name="cancelNoticeMinutes" />
      </div>
      {kind !== 'group' && (
        <NumberInput<LinkValues>
          className="sm:max-w-64"
          hint={links.fields.mostFurtherGuestsHint}
          label={links.fields.mostFurtherGuests}
          max={20}
          min={0}
          name="mostFurtherGuests"
        />
      )}
    </Section>
  );
};
