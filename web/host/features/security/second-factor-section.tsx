import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import type { SecondFactor, SecondFactorSetup } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Badge } from '#web/host/components/badge.tsx';
import { Button } from '#web/host/components/button.tsx';
import { CopyButton } from '#web/host/components/copy-button.tsx';
import { FormDialog } from '#web/host/components/dialog.tsx';
import { Card, Section } from '#web/host/components/page.tsx';
import { ErrorState, Note, ProblemNote, Skeleton } from '#web/host/components/states.tsx';
import {
  disableSecondFactor,
  enableSecondFactor,
  renewRecoveryCodes,
  secondFactorQuery,
  setUpSecondFactor,
} from '#web/host/queries/account/security.ts';
import { CodeForm } from './code-form.tsx';
import { QrCode } from './qr-code.tsx';

type Open =
  | { kind: 'set_up'; setup: SecondFactorSetup }
  | { kind: 'codes'; codes: string[] }
  | { kind: 'renew' | 'disable' };

const SetUp = ({
  setup,
  onCodes,
}: {
  setup: SecondFactorSetup;
  onCodes: (codes: string[]) => void;
}): ReactElement => {
  const { secondFactor: texts } = useMessages().security;
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-4">
        <QrCode label={texts.qrLabel} text={setup.address} />
        <div className="grid min-w-0 flex-1 basis-48 justify-items-start gap-2">
          <p className="text-sm text-soft">{texts.byHand}</p>
          <code className="font-mono text-sm wrap-anywhere">{setup.secret.replaceAll(/(.{4})/g, '$1 ')}</code>
          <CopyButton label={texts.copySecret} text={setup.secret} />
        </div>
      </div>
      <CodeForm act={enableSecondFactor} hint={texts.firstCode} onDone={onCodes} submit={texts.enable} />
    </div>
  );
};

const RecoveryCodes = ({ codes, onClose }: { codes: string[]; onClose: () => void }): ReactElement => {
  const { secondFactor: texts } = useMessages().security;
  return (
    <div className="grid gap-4">
      <ul className="grid gap-1 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton label={texts.copyCodes} text={codes.join('\n')} />
        <Button onClick={onClose} size="small" tone="primary">
          {texts.codesKept}
        </Button>
      </div>
    </div>
  );
};

const Dialogs = ({ open, onOpen }: { open: Open; onOpen: (next: Open | null) => void }): ReactElement => {
  const { secondFactor: texts } = useMessages().security;
  const queryClient = useQueryClient();
  const renewed = async (next: Open | null): Promise<void> => {
    onOpen(next);
    await queryClient.invalidateQueries({ queryKey: secondFactorQuery.queryKey });
  };
  const showCodes = (codes: string[]): void => void renewed({ kind: 'codes', codes });
  const { title, body } = texts.dialogs[open.kind];
  return (
    <FormDialog
      body={body}
      onOpenChange={(isOpen) => {
        if (!isOpen) onOpen(null);
      }}
      open
      title={title}
    >
      {open.kind === 'set_up' && <SetUp onCodes={showCodes} setup={open.setup} />}
      {open.kind === 'codes' && <RecoveryCodes codes={open.codes} onClose={() => onOpen(null)} />}
      {open.kind === 'renew' && <CodeForm act={renewRecoveryCodes} onDone={showCodes} submit={texts.renew} />}
      {open.kind === 'disable' && (
        <CodeForm
          act={disableSecondFactor}
          onDone={() => {
            toast.success(texts.disabled);
            void renewed(null);
          }}
          submit={texts.disable}
          tone="danger"
        />
      )}
    </FormDialog>
  );
};

const State = ({ state, onOpen }: { state: SecondFactor; onOpen: (next: Open) => void }): ReactElement => {
  const { secondFactor: texts } = useMessages().security;
  const formats = useFormats();
  const begin = useMutationOnce({
    mutationFn: setUpSecondFactor,
    onSuccess: (setup) => onOpen({ kind: 'set_up', setup }),
    retry: false,
  });
  const left = state.recoveryCodesLeft;
  if (state.enabledAt === null)
    return (
      <>
        <p>{texts.off}</p>
        <ProblemNote error={begin.error} />
        <Button
          busy={begin.isPending}
          className="justify-self-start"
          onClick={() => begin.mutate()}
          tone="primary"
        >
          {texts.begin}
        </Button>
      </>
    );
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <Badge icon="check" tone="good">
          {texts.on}
        </Badge>
        <span className="text-sm text-soft">
          {texts.since(formats.dateTime(state.enabledAt))} · {texts.left(left)}
        </span>
      </p>
      {left < 3 && (
        <Note icon="alert" tone="warn">
          <p>{texts.few}</p>
        </Note>
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onOpen({ kind: 'renew' })}>{texts.renew}</Button>
        <Button onClick={() => onOpen({ kind: 'disable' })}>{texts.disable}</Button>
      </div>
    </>
  );
};

/** One-time codes of an app, asked for after the password. */
export const SecondFactorSection = (): ReactElement => {
  const { secondFactor: texts } = useMessages().security;
  const query = useQuery(secondFactorQuery);
  const [open, setOpen] = useState<Open | null>(null);
  return (
    <Card>
      <Section hint={texts.hint} title={texts.title}>
        {query.isPending && <Skeleton rows={1} />}
        {query.isError && query.data === undefined && (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.data !== undefined && <State onOpen={setOpen} state={query.data} />}
        {open !== null && <Dialogs onOpen={setOpen} open={open} />}
      </Section>
    </Card>
  );
};
