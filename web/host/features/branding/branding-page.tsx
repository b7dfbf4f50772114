import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import type { Branding } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { Card, PageHeader, Section } from '#web/host/components/page.tsx';
import { ErrorState, Skeleton } from '#web/host/components/states.tsx';
import { SelectInput, TextInput } from '#web/host/editor/controls.tsx';
import { Editor } from '#web/host/editor/editor.tsx';
import { type Editing, useEditing } from '#web/host/editor/use-editing.ts';
import { meQuery } from '#web/host/queries/account/account.ts';
import {
  brandingKey,
  brandingQuery,
  removeLogo,
  replaceBranding,
} from '#web/host/queries/account/branding.ts';
import type { Versioned } from '#web/host/queries/api.ts';
import { languageNames, languages } from '#web/i18n/languages.ts';
import { textOf } from '#web/ui/text-of.ts';
import { AccentField } from './accent-field.tsx';
import {
  type BrandingValues,
  brandingIssues,
  inputOf,
  tidyBranding,
  valuesOfBranding,
} from './branding-values.ts';
import { LogoSection } from './logo-section.tsx';
import { Preview } from './preview.tsx';
import { useColours } from './use-colours.ts';

/** Logo, colour and sender as the product has them; name and language stay. */
const ResetButton = ({
  current,
  onDone,
}: {
  current: Versioned<Branding>;
  onDone: () => void;
}): ReactElement => {
  const { reset: texts } = useMessages().branding;
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const reset = useMutationOnce({
    mutationFn: async () => {
      const { name, locale } = current.value;
      await replaceBranding(current.etag, { name, locale, senderName: null, accent: null });
      return removeLogo();
    },
    onSuccess: (next) => {
      onDone();
      queryClient.setQueryData(brandingQuery.queryKey, next);
      setAsking(false);
      toast.success(texts.done);
    },
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: brandingQuery.queryKey });
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{texts.open}</Button>
      <ConfirmDialog
        body={texts.body}
        busy={reset.isPending}
        confirm={texts.confirm}
        error={reset.error}
        onConfirm={() => reset.mutate()}
        onOpenChange={setAsking}
        open={isAsking}
        title={texts.title}
      />
    </>
  );
};

const Fields = ({ editing, logo }: { editing: Editing<BrandingValues>; logo: Branding['logo'] }) => {
  const { branding: texts } = useMessages();
  const { checked, error } = useColours(editing.form.watch('accent'));
  return (
    <>
      <Section hint={texts.sections.wordsHint} title={texts.sections.words}>
        <TextInput<BrandingValues> label={texts.fields.name} maxLength={100} name="name" />
        <TextInput<BrandingValues>
          hint={texts.fields.senderNameHint}
          label={texts.fields.senderName}
          maxLength={60}
          name="senderName"
        />
        <SelectInput<BrandingValues>
          className="sm:max-w-64"
          hint={texts.fields.localeHint}
          label={texts.fields.locale}
          name="locale"
          options={languages.map((name) => [name, languageNames[name]] as const)}
        />
      </Section>
      <Section hint={texts.sections.colourHint} title={texts.sections.colour}>
        <AccentField checked={checked} error={error} />
      </Section>
      <Section hint={texts.sections.previewHint} title={texts.sections.preview}>
        <Preview checked={checked} logo={logo} />
      </Section>
    </>
  );
};

const EditBranding = ({ current }: { current: Versioned<Branding> }): ReactElement => {
  const { branding: texts, shell } = useMessages();
  const { data: me } = useSuspenseQuery(meQuery);
  const queryClient = useQueryClient();
  const editing = useEditing<BrandingValues, Branding>({
    key: brandingKey,
    issuesOf: brandingIssues,
    tidy: tidyBranding,
    current,
    currentKey: brandingQuery.queryKey,
    valuesOf: valuesOfBranding,
    update: async ({ etag }, values) => {
      const next = await replaceBranding(etag, inputOf(values));
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      return next;
    },
    read: () => queryClient.fetchQuery({ ...brandingQuery, staleTime: 0 }),
    saved: texts.saved,
  });
  const isReader = me.supportView !== null;
  const { logo } = current.value;
  return (
    <>
      <PageHeader
        actions={!isReader && <ResetButton current={current} onDone={() => editing.form.reset()} />}
        lead={texts.lead}
        title={texts.title}
      />
      <Editor
        editing={editing}
        issueText={(code) => textOf(texts.issues, code, shell.refused)}
        readOnly={isReader}
      >
        <Fields editing={editing} logo={logo} />
      </Editor>
      {!isReader && <LogoSection logo={logo} />}
    </>
  );
};

/** For the admins of an organisation: how its pages and mails look, and what they say of it. */
export const BrandingPage = (): ReactElement => {
  const { branding: texts } = useMessages();
  const branding = useQuery(brandingQuery);
  if (branding.data !== undefined) return <EditBranding current={branding.data} />;
  return (
    <>
      <PageHeader lead={texts.lead} title={texts.title} />
      {branding.isPending && <Skeleton rows={6} />}
      {branding.isError && (
        <Card>
          <ErrorState error={branding.error} onRetry={() => void branding.refetch()} />
        </Card>
      )}
    </>
  );
};
