import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect } from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';
import type { Link } from '#web/api/schemas.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { Section } from '#web/host/components/page.tsx';
import { Note } from '#web/host/components/states.tsx';
import { CheckInput, NumberInput, SelectInput, TextInput } from '#web/host/editor/controls.tsx';
import { Editor } from '#web/host/editor/editor.tsx';
import type { Editing } from '#web/host/editor/use-editing.ts';
import { membersQuery, meQuery } from '#web/host/queries/account/account.ts';
import { withoutScheme } from '#web/ui/address.ts';
import { textOf } from '#web/ui/text-of.ts';
import { BasicsSection } from './basics-section.tsx';
import { GuestRightsSection } from './guest-rights-section.tsx';
import { linkIssueText } from './link-issues.ts';
import type { LinkValues } from './link-values.ts';
import { lostHostsOf } from './lost-hosts.ts';
import { meetingGapOf } from './meeting-gap.ts';
import { PeopleSection } from './people-section.tsx';
import { PriceSection } from './price/price-section.tsx';
import { QuestionsSection } from './questions-section.tsx';
import { Reminders } from './reminders.tsx';
import { RulesSection } from './rules-section.tsx';

const locationKinds = ['video_meeting', 'phone', 'in_person', 'custom_url'] as const;

/** Guests must not be left without a link to join and nobody knowing it. */
const MeetingWarning = (): ReactElement | null => {
  const { links } = useMessages();
  const { control } = useFormContext<LinkValues>();
  const [kind, hostIds, location] = useWatch({ control, name: ['kind', 'hostIds', 'location'] });
  const { data: me } = useSuspenseQuery(meQuery);
  const members = useQuery(membersQuery);
  const hosts = kind === 'one_to_one' ? hostIds.slice(0, 1) : hostIds;
  const gap = meetingGapOf(
    { kind, location, hostIds: hosts.length === 0 ? [me.member.id] : hosts },
    { members: members.data ?? [], hasVendor: me.conferenceVendor !== null },
  );
  if (gap === null) return null;
  return (
    <Note icon="alert" role="status" tone="warn">
      {links.meetingGaps[gap]}
    </Note>
  );
};

/** A host whose calendar is no longer read may be booked twice. */
const LostHostsWarning = (): ReactElement | null => {
  const { links } = useMessages();
  const { control } = useFormContext<LinkValues>();
  const [kind, hostIds] = useWatch({ control, name: ['kind', 'hostIds'] });
  const members = useQuery(membersQuery);
  const names = lostHostsOf(
    { hostIds: kind === 'one_to_one' ? hostIds.slice(0, 1) : hostIds },
    members.data ?? [],
  );
  if (names.length === 0) return null;
  return (
    <div className="px-4 pt-5 sm:px-6">
      <Note icon="alert" role="status" tone="warn">
        {links.lostHosts(names.join(', '))}
      </Note>
    </div>
  );
};

const LocationSection = (): ReactElement => {
  const { links, integrations } = useMessages();
  const { control } = useFormContext<LinkValues>();
  const kind = useWatch({ control, name: 'location.kind' });
  const { data: me } = useSuspenseQuery(meQuery);
  const vendor = kind === 'video_meeting' ? me.conferenceVendor : null;
  return (
    <Section hint={links.sections.locationHint} title={links.sections.location}>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectInput<LinkValues>
          hint={
            vendor === null
              ? links.fields.locationHints[kind]
              : links.fields.vendorHint(textOf(integrations.vendors, vendor, integrations.otherVendor))
          }
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
      <MeetingWarning />
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

const AfterBookingSection = (): ReactElement => {
  const { links } = useMessages();
  return (
    <Section hint={links.sections.afterBookingHint} title={links.sections.afterBooking}>
      <TextInput<LinkValues>
        hint={links.fields.redirectUrlHint}
        label={links.fields.redirectUrl}
        maxLength={500}
        name="redirectUrl"
        type="url"
      />
    </Section>
  );
};

/** The form of a link, new or existing; `readOnly` for those who host it and whose link it is not. */
export const LinkEditor = ({
  editing,
  profileUrl,
  readOnly = false,
  hostRequests = [],
}: {
  editing: Editing<LinkValues>;
  profileUrl: string;
  readOnly?: boolean;
  hostRequests?: Link['hostRequests'];
}): ReactElement => {
  const { language, messages } = useLanguage();
  const { links } = messages;
  const { form, isNew } = editing;
  useEffect(() => {
    if (isNew) form.setFocus('title');
  }, [isNew, form]);
  return (
    <Editor
      editing={editing}
      issueText={(code) => linkIssueText(messages, code, language)}
      readOnly={readOnly}
    >
      <LostHostsWarning />
      <BasicsSection addressPrefix={`${withoutScheme(profileUrl)}/`} isNew={isNew} />
      <PeopleSection hostRequests={hostRequests} />
      <LocationSection />
      <PriceSection />
      <RulesSection />
      <ApprovalSection />
      <GuestRightsSection />
      <Section hint={links.sections.remindersHint} title={links.sections.reminders}>
        <Controller
          control={form.control}
          name="reminderMinutes"
          render={({ field }) => <Reminders onChange={field.onChange} value={field.value} />}
        />
      </Section>
      <QuestionsSection />
      <AfterBookingSection />
    </Editor>
  );
};
