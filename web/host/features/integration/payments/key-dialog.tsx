import { type ReactElement, useId, useState } from 'react';
import { toast } from 'sonner';
import type { PaymentAccount, PaymentAccountInput, PaymentVendorOffer } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { SubmitDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { Note } from '#web/host/components/states.tsx';
import { failureIn } from '#web/host/queries/api.ts';
import { connectPaymentAccount } from '#web/host/queries/integration.ts';
import { vendorWithin } from '../vendor-within.ts';
import { useRefreshAccounts } from './use-refresh-accounts.ts';

/** Whose key is asked for; with an account the key is to take the place of its own. */
export type KeyFor = { offer: PaymentVendorOffer; account?: PaymentAccount };

/** Where the key is made, and what it has to be allowed and why. */
const KeyHelp = ({ offer }: { offer: PaymentVendorOffer }): ReactElement => {
  const { payments: texts } = useMessages().integrations;
  const known = texts.vendors[offer.vendor];
  return (
    <div className="grid gap-3 text-sm">
      {known !== undefined && <p>{known.help}</p>}
      <div>
        <p className="font-medium">{texts.scopes}</p>
        <ul className="mt-1 list-disc ps-5">
          {offer.scopes.map((scope) => (
            <li key={scope}>
              <span className="font-medium">{scope}</span>
              {known?.scopes[scope] !== undefined && (
                <span className="text-soft"> – {known.scopes[scope]}</span>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
};

const Unrestricted = ({
  accepts,
  onChange,
}: {
  accepts: boolean;
  onChange: (accepts: boolean) => void;
}): ReactElement => {
  const { payments: texts } = useMessages().integrations;
  const id = useId();
  return (
    <Note icon="alert" role="alert" tone="warn">
      <p className="font-medium">{texts.unrestrictedTitle}</p>
      <p className="text-sm">{texts.unrestrictedBody}</p>
      <label className="mt-2 flex items-center gap-3 font-medium" htmlFor={id}>
        <input
          checked={accepts}
          className="check"
          id={id}
          onChange={(event) => onChange(event.target.checked)}
          type="checkbox"
        />
        {texts.accept}
      </label>
    </Note>
  );
};

/** What is wrong with the key, where that can be said beside it. */
const useKeyError = (error: unknown, isMissing: boolean): string | undefined => {
  const { payments: texts } = useMessages().integrations;
  if (isMissing) return texts.required;
  const { code, errors } = failureIn(error);
  const isWrong = errors.some(({ pointer }) => pointer === '/key');
  return code === 'invalid_request' && isWrong ? texts.keyWrong : undefined;
};

/** Asks for a key and connects the account that it opens. */
export const KeyDialog = ({ offer, account, onClose }: KeyFor & { onClose: () => void }): ReactElement => {
  const { integrations: messages } = useMessages();
  const { payments: texts } = messages;
  const refresh = useRefreshAccounts();
  const [key, setKey] = useState('');
  const [isTried, setTried] = useState(false);
  const [isUnrestricted, setUnrestricted] = useState(false);
  const [acceptsUnrestricted, setAccepts] = useState(false);
  const connect = useMutationOnce({
    mutationFn: (input: PaymentAccountInput) => connectPaymentAccount(input),
    onSuccess: ({ id }) => {
      // A key of another account connects that one.
      toast.success(id === account?.id ? texts.replaced : texts.connected);
      onClose();
    },
    onError: (error) => setUnrestricted(failureIn(error).code === 'unrestricted_key'),
    onSettled: refresh,
  });
  const keyError = useKeyError(connect.error, isTried && key.trim() === '');
  const change = (value: string): void => {
    setKey(value);
    setUnrestricted(false);
    setAccepts(false);
  };
  const submit = (): void => {
    setTried(true);
    if (connect.isPending || key.trim() === '') return;
    connect.mutate({ vendor: offer.vendor, key: key.trim(), acceptsUnrestricted });
  };
  return (
    <SubmitDialog
      body={account === undefined ? texts.lead : texts.replaceBody}
      busy={connect.isPending}
      confirm={texts.connect}
      error={isUnrestricted || keyError !== undefined ? null : connect.error}
      onClose={onClose}
      onSubmit={submit}
      title={
        account === undefined
          ? messages.connect(vendorWithin(messages, offer.vendor))
          : texts.replaceTitle(account.accountLabel)
      }
    >
      <KeyHelp offer={offer} />
      <Field error={keyError} hint={texts.keyHint} label={texts.key}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            className="control"
            maxLength={500}
            onChange={(event) => change(event.target.value)}
            spellCheck={false}
            type="password"
            value={key}
          />
        )}
      </Field>
      {isUnrestricted && <Unrestricted accepts={acceptsUnrestricted} onChange={setAccepts} />}
    </SubmitDialog>
  );
};
