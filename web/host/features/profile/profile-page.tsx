import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import type { Me } from '#web/api/schemas.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { Field } from '#web/host/components/inputs/field.tsx';
import { ZoneSelect } from '#web/host/components/inputs/zone-select.tsx';
import { PageHeader, Section } from '#web/host/components/page.tsx';
import { SelectInput, TextArea, TextInput } from '#web/host/editor/controls.tsx';
import { Editor } from '#web/host/editor/editor.tsx';
import { useFieldError } from '#web/host/editor/issue-texts.ts';
import { useEditing } from '#web/host/editor/use-editing.ts';
import { meQuery } from '#web/host/queries/account/account.ts';
import { updateProfile } from '#web/host/queries/account/profile.ts';
import type { Versioned } from '#web/host/queries/api.ts';
import { languageNames, languages } from '#web/i18n/languages.ts';
import { weekdayHeads } from '#web/time/format.ts';
import { hostTag } from '#web/time/instants.ts';
import { textOf } from '#web/ui/text-of.ts';
import { AddressSection } from './address-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { PhotoSection } from './photo-section.tsx';
import { type ProfileValues, profileIssues, tidyProfile, valuesOfMe } from './profile-values.ts';

/** The API gives no versions of it: what is sent last counts. */
const versionOf = (me: Me): Versioned<Me> => ({ value: me, etag: JSON.stringify(valuesOfMe(me)) });

const ZoneInput = (): ReactElement => {
  const { fields } = useMessages().profile;
  const { control } = useFormContext<ProfileValues>();
  const { field } = useController({ control, name: 'timeZone' });
  return (
    <Field error={useFieldError('timeZone')} hint={fields.timeZoneHint} label={fields.timeZone}>
      {(ids) => <ZoneSelect control={ids} onChange={field.onChange} value={field.value} />}
    </Field>
  );
};

const RegionalFields = (): ReactElement => {
  const { language, messages } = useLanguage();
  const { fields } = messages.profile;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectInput<ProfileValues>
        label={fields.locale}
        name="locale"
        options={languages.map((name) => [name, languageNames[name]] as const)}
      />
      <ZoneInput />
      <SelectInput<ProfileValues>
        label={fields.clock}
        name="clock"
        options={[
          ['', fields.clocks.usual],
          ['12h', fields.clocks['12h']],
          ['24h', fields.clocks['24h']],
        ]}
        parse={(clock) => (clock === '' ? null : clock)}
      />
      <SelectInput<ProfileValues>
        label={fields.weekStart}
        name="weekStart"
        options={weekdayHeads(hostTag(language), 1).map(
          ({ long }, index) => [String(index + 1), long] as const,
        )}
        parse={Number}
      />
    </div>
  );
};

export const ProfilePage = (): ReactElement => {
  const { messages, choose } = useLanguage();
  const texts = messages.profile;
  const queryClient = useQueryClient();
  const may = useMay();
  const { data: me } = useSuspenseQuery(meQuery);
  const editing = useEditing<ProfileValues, Me>({
    key: ['profile'],
    issuesOf: profileIssues,
    tidy: tidyProfile,
    current: versionOf(me),
    currentKey: ['profile'],
    valuesOf: valuesOfMe,
    update: async (_base, values) => {
      const next = await updateProfile(values);
      queryClient.setQueryData(meQuery.queryKey, next);
      // Another one may have been chosen for this browser: it stands unless the language is what was changed.
      if (next.member.locale !== me.member.locale) choose(next.member.locale);
      return versionOf(next);
    },
    read: async () => versionOf(await queryClient.fetchQuery({ ...meQuery, staleTime: 0 })),
    saved: texts.saved,
  });
  return (
    <>
      <PageHeader lead={texts.lead} title={texts.title} />
      <Editor editing={editing} issueText={(code) => textOf(texts.issues, code, messages.shell.refused)}>
        <Section hint={texts.sections.aboutHint} title={texts.sections.about}>
          <TextInput<ProfileValues> label={texts.fields.name} maxLength={120} name="name" />
          <TextArea<ProfileValues>
            hint={texts.fields.bioHint}
            label={texts.fields.bio}
            maxLength={1000}
            name="bio"
          />
        </Section>
        <Section hint={texts.sections.regionalHint} title={texts.sections.regional}>
          <RegionalFields />
        </Section>
      </Editor>
      {may('handle.write') && <AddressSection me={me} />}
      <PhotoSection me={me} />
      <PasswordSection email={me.email} />
    </>
  );
};
