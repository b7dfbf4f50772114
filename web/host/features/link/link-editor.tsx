import { type ReactElement, type ReactNode, useEffect } from 'react';
import { Controller, FormProvider, type UseFormReturn, useFormContext, useWatch } from 'react-hook-form';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Card, Section } from '#web/host/components/page.tsx';
import { SaveBar } from '#web/host/components/save-bar.tsx';
import { BasicsSection, Reminders } from './basics-section.tsx';
import { CheckInput, NumberInput, SelectInput, TextInput } from './form-controls.tsx';
import type { LinkForm } from './link-form-values.ts';
import { PeopleSection } from './people-section.tsx';
import { QuestionsSection } from './questions-section.tsx';
import { RulesSection } from './rules-section.tsx';

const locationKinds = ['video_meeting', 'phone', 'in_person', 'custom_url'] as const;

const LocationSection = (): ReactElement => {
  const { links } = useMessages();
  const { control } = useFormContext<LinkForm>();
  const kind = useWatch({ control, name: 'locationKind' });
  return (
    <Section hint={links.sections.locationHint} title={links.sections.location}>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectInput
          hint={links.fields.locationHints[kind]}
          label={links.fields.locationKind}
          name="locationKind"
          options={locationKinds.map((name) => [name, links.fields.locations[name]] as const)}
        />
        <TextInput
          label={links.fields.locationValue[kind]}
          maxLength={500}
          name="locationValue"
          type={kind === 'custom_url' ? 'url' : 'text'}
        />
      </div>
    </Section>
  );
};

const ApprovalSection = (): ReactElement => {
  const { links } = useMessages();
  const { control } = useFormContext<LinkForm>();
  const requiresApproval = useWatch({ control, name: 'requiresApproval' });
  return (
    <Section hint={links.sections.approvalHint} title={links.sections.approval}>
      <CheckInput label={links.fields.requiresApproval} name="requiresApproval" />
      {requiresApproval && (
        <NumberInput
          className="sm:max-w-64"
          hint={links.fields.approvalDeadlineHint}
          label={links.fields.approvalDeadline}
          max={720}
          min={1}
          name="approvalDeadline"
        />
      )}
    </Section>
  );
};

/** The form of a link, new or existing, with its bar for saving. */
export const LinkEditor = ({
  form,
  addressPrefix,
  isNew,
  busy,
  onSave,
  notice,
}: {
  form: UseFormReturn<LinkForm>;
  addressPrefix: string;
  isNew: boolean;
  busy: boolean;
  onSave: (values: LinkForm) => void;
  /** Shown above the save bar: what went wrong. */
  notice: ReactNode;
}): ReactElement => {
  const { links } = useMessages();
  const { isDirty, errors, submitCount } = form.formState;
  const invalid = submitCount > 0 && Object.keys(errors).length > 0;
  useEffect(() => {
    if (isNew) form.setFocus('title');
  }, [isNew, form]);
  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={(event) => void form.handleSubmit(onSave)(event)}>
        <Card>
          <BasicsSection addressPrefix={addressPrefix} isNew={isNew} />
          <PeopleSection />
          <LocationSection />
          <RulesSection />
          <ApprovalSection />
          <Section hint={links.sections.remindersHint} title={links.sections.reminders}>
            <Controller
              control={form.control}
              name="reminders"
              render={({ field }) => <Reminders onChange={field.onChange} value={field.value} />}
            />
          </Section>
          <QuestionsSection />
        </Card>
        <SaveBar
          busy={busy}
          dirty={isDirty || isNew}
          notice={notice}
          onDiscard={isNew ? undefined : () => form.reset()}
          warning={invalid ? links.errors.summary : undefined}
        />
      </form>
    </FormProvider>
  );
};
