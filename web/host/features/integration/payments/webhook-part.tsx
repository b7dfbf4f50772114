import { type FormEvent, type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import type { PaymentAccount, PaymentVendorOffer } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { CopyButton } from '#web/host/components/copy-button.tsx';
import { SubmitDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { Note, ProblemNote } from '#web/host/components/states.tsx';
import { failureIn } from '#web/host/queries/api.ts';
import { setPaymentWebhookSecret } from '#web/host/queries/integration.ts';
import { useRefreshAccounts } from './use-refresh-accounts.ts';

/** What is typed for the signing secret of an account, and what became of it. */
const useSecret = (account: PaymentAccount, onSaved: () => void = () => undefined) => {
  const { payments: texts } = useMessages().integrations;
  const refresh = useRefreshAccounts();
  const [secret, setSecret] = useState('');
  const [isTried, setTried] = useState(false);
  const save = useMutationOnce({
    mutationFn: () => setPaymentWebhookSecret(account.id, secret.trim()),
    onSuccess: () => {
      toast.success(texts.secretSaved);
      onSaved();
    },
    onSettled: refresh,
  });
  const isWrong = failureIn(save.error).errors.some(({ pointer }) => pointer === '/secret');
  const missing = isTried && secret.trim() === '' ? texts.required : undefined;
  return {
    secret,
    setSecret,
    error: missing ?? (isWrong ? texts.secretWrong : undefined),
    problem: isWrong ? null : save.error,
    isPending: save.isPending,
    submit: () => {
      setTried(true);
      if (secret.trim() !== '') save.mutate();
    },
  };
};

const SecretField = ({ of }: { of: ReturnType<typeof useSecret> }): ReactElement => {
  const { payments: texts } = useMessages().integrations;
  return (
    <Field className="flex-1 basis-56" error={of.error} hint={texts.secretHint} label={texts.secret}>
      {(control) => (
        <input
          {...control}
          autoComplete="off"
          className="control"
          maxLength={200}
          onChange={(event) => of.setSecret(event.target.value)}
          spellCheck={false}
          type="password"
          value={of.secret}
        />
      )}
    </Field>
  );
};

/** Where the vendor sends its notifications, to be copied. */
const Address = ({ url }: { url: string }): ReactElement => {
  const { payments: texts } = useMessages().integrations;
  return (
    <div className="mt-1 flex flex-wrap items-center gap-2">
      <code className="min-w-0 flex-1 basis-56 rounded-lg bg-sunken px-2 py-1 text-sm break-all">{url}</code>
      <CopyButton label={texts.copyAddress} text={url} />
    </div>
  );
};

/** How the address is made by hand, for a key that may not do it. */
const ManualSteps = ({
  account,
  offer,
}: {
  account: PaymentAccount;
  offer: PaymentVendorOffer | undefined;
}): ReactElement => {
  const { payments: texts } = useMessages().integrations;
  const { steps } = texts;
  const secret = useSecret(account);
  const events = offer?.events ?? [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    secret.submit();
  };
  return (
    <div className="grid gap-4">
      <Note icon="alert" tone="warn">
        <p>{texts.missing}</p>
      </Note>
      <ol className="grid list-decimal gap-4 ps-5">
        <li>
          {steps.add}
          <Address url={account.webhook.url} />
        </li>
        <li>
          {events.length === 0 ? (
            steps.allEvents
          ) : (
            <>
              {steps.events}
              <ul className="mt-1 grid gap-x-4 text-sm break-all sm:grid-cols-2">
                {events.map((name) => (
                  <li key={name}>
                    <code>{name}</code>
                  </li>
                ))}
              </ul>
            </>
          )}
        </li>
        <li>
          {steps.secret}
          <form className="mt-2 grid gap-3" noValidate onSubmit={submit}>
            <SecretField of={secret} />
            <div>
              <Button busy={secret.isPending} tone="primary" type="submit">
                {texts.saveSecret}
              </Button>
            </div>
            <ProblemNote error={secret.problem} />
          </form>
        </li>
      </ol>
    </div>
  );
};

const SecretDialog = ({
  account,
  onClose,
}: {
  account: PaymentAccount;
  onClose: () => void;
}): ReactElement => {
  const { payments: texts } = useMessages().integrations;
  const secret = useSecret(account, onClose);
  return (
    <SubmitDialog
      body={texts.replaceSecretBody}
      busy={secret.isPending}
      confirm={texts.saveSecret}
      error={secret.problem}
      onClose={onClose}
      onSubmit={secret.submit}
      title={texts.secret}
    >
      <Address url={account.webhook.url} />
      <SecretField of={secret} />
    </SubmitDialog>
  );
};

/** How the vendor tells what happens: set up by us, by hand, or not yet. */
export const WebhookPart = ({
  account,
  offer,
  mayWrite,
}: {
  account: PaymentAccount;
  offer: PaymentVendorOffer | undefined;
  mayWrite: boolean;
}): ReactElement => {
  const { payments: texts } = useMessages().integrations;
  const formats = useFormats();
  const [isReplacing, setReplacing] = useState(false);
  const { state, formerSecretUntil } = account.webhook;
  if (state === 'missing')
    return mayWrite ? <ManualSteps account={account} offer={offer} /> : <p>{texts.webhookStates.missing}</p>;
  return (
    <>
      {formerSecretUntil !== null && (
        <p className="text-sm text-soft">{texts.formerUntil(formats.dateTime(formerSecretUntil))}</p>
      )}
      {mayWrite && (
        <div>
          <Button onClick={() => setReplacing(true)} size="small">
            {texts.replaceSecret}
          </Button>
        </div>
      )}
      {isReplacing && <SecretDialog account={account} onClose={() => setReplacing(false)} />}
    </>
  );
};
