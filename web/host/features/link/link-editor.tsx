import { type ReactElement, useEffect } from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Section } from '#web/host/components/page.tsx';
import { CheckInput, NumberInput, SelectInput, TextInput } from '#web/host/editor/controls.tsx';
import { Editor } from '#web/host/editor/editor.tsx';
import type { Editing } from '#web/host/editor/use-editing.ts';
import { BasicsSection } from './basics-section.tsx';
import { linkIssueText } from './link-issues.ts';
import type { LinkValues } from './link-values.ts';
import { PeopleSection } from './people-section.tsx';
import { QuestionsSection } from './questions-section.tsx';
import { Reminders } from './reminders.tsx';
import { RulesSection } from './rules-section.tsx';

const locationKinds = ['video_meeting', 'phone', 'in_person', 'custom_url'] as const;

const LocationSection = (): ReactElement => {
  const { links } = useMessages();
  const { control } = useFormContext<LinkValues>();
  const kind = useWatch({ control, name: 'location.kind' });
  return (
    <Section hint={links.sections.locationHint} title={links.sections.location}>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectInput<LinkValues>
          hint={links.fields.locationHints[kind]}
          label={links.fields.locationKind}
          name="location.kind"
          options={locationKinds.map((name) => [name, links.fields.locations[name]] as const)}
        />
        <TextInput<LinkValues>
          label={links.fields.locationValue[kind]}
          maxLength={500}
          name="location.value"
          type={kind === 'custom_url' ? 'url' : 'text'}
        />
      </div>
    </Section>
  );
};

const ApprovalSection = (): ReactElement => {
  const { links } = useMessages();
  const { control } = useFormContext<LinkValues>();
  const requiresApproval = useWatch({ control, name: 'requiresApproval' });
  return (
    <Section hint={links.sections.approvalHint} title={links.sections.approval}>
      <CheckInput<LinkValues> label={links.fields.requiresApproval} name="requiresApproval" />
      {requiresApproval && (
        <NumberInput<LinkValues>
          className="sm:max-w-64"
          hint={links.fields.approvalDeadlineHint}
          label={links.fields.approvalDeadline}
          max={720}
          min={1}
          name="approvalDeadlineHours"
        />
      )}
    </Section>
  );
};

/** The form of a link, new or existing. */
export const LinkEditor = ({
  editing,
  profileUrl,
}: {
  editing: Editing<LinkValues>;
  profileUrl: string;
}): ReactElement => {
  const messages = useMessages();
  const { links } = messages;
  const { form, isNew } = editing;
  useEffect(() => {
    if (isNew) form.setFocus('title');
  }, [isNew, form]);
  return (
    <Editor editing={editing} issueText={(code) => linkIssueText(messages, code)}>
      <BasicsSection addressPrefix={`${profileUrl.replace(/^https?:\/\//, '')}/`} isNew={isNew} />
      <PeopleSection />
      <LocationSection />
      <RulesSection />
      <ApprovalSection />
      <Section hint={links.sections.remindersHint} title={links.sections.reminders}>
        <Controller
          control={form.control}
          name="reminderMinutes"
          render={({ field }) => <Reminders onChange={field.onChange} value={field.value} />}
        />
      </Section>
      <QuestionsSection />
    </Editor>
  );
};
