import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { createAttempts } from '#web/api/attempt.ts';
import type { ApiKeyInput, ApiKeyScope } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { FormDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { Note, ProblemNote } from '#web/host/components/states.tsx';
import { apiKeysKey, createApiKey, type KeyOwner } from '#web/host/queries/account/api-key.ts';
import { type Expiry, expiresAtOf, expiries, tenantScope } from './key-values.ts';
import { ScopeFields } from './scope-fields.tsx';

const ExpiryFields = ({
  expiry,
  date,
  error,
  onChange,
}: {
  expiry: Expiry;
  date: string;
  error: string | undefined;
  onChange: (values: { expiry: Expiry; date: string }) => void;
}): ReactElement => {
  const { create: texts } = useMessages().apiKeys;
  return (
    <>
      <Field label={texts.expiry}>
        {(control) => (
          <select
            {...control}
            className="control"
            onChange={({ target }) =>
              onChange({ expiry: expiries.find((each) => each === target.value) ?? '90', date })
            }
            value={expiry}
          >
            {expiries.map((each) => (
              <option key={each} value={each}>
                {texts.expiries[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {expiry === 'date' && (
        <Field error={error} label={texts.date}>
          {(control) => (
            <input
              {...control}
              className="control"
              onChange={({ target }) => onChange({ expiry, date: target.value })}
              type="date"
              value={date}
            />
          )}
        </Field>
      )}
      {expiry === 'never' && (
        <Note icon="alert" tone="warn">
          {texts.neverWarning}
        </Note>
      )}
    </>
  );
};

/** Asks for what a new key is called, what it may do and until when. */
export const CreateKeyDialog = ({
  owner,
  available,
  onMade,
  onClose,
}: {
  owner: KeyOwner;
  available: readonly ApiKeyScope[];
  onMade: (text: string) => void;
  onClose: () => void;
}): ReactElement => {
  const { apiKeys, shell } = useMessages();
  const texts = apiKeys.create;
  const fixed = owner === 'tenant' ? [tenantScope] : [];
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<ApiKeyScope[]>(fixed);
  const [ends, setEnds] = useState<{ expiry: Expiry; date: string }>({ expiry: '90', date: '' });
  const [tried, setTried] = useState(false);
  const [attempts] = useState(createAttempts);
  const queryClient = useQueryClient();
  const create = useMutationOnce({
    mutationFn: (input: ApiKeyInput) => createApiKey(attempts, owner, input),
    // What it answers is a secret: it is not kept with what else the page has read.
    gcTime: 0,
    onSuccess: ({ key }) => onMade(key),
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiKeysKey }),
  });
  const expiresAt = expiresAtOf(ends.expiry, ends.date, Date.now());
  const isUseful = scopes.some((scope) => !fixed.includes(scope));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '' || !isUseful || expiresAt === undefined) return;
    create.mutate({ name: name.trim(), scopes, expiresAt });
  };
  return (
    <FormDialog
      body={texts.body[owner]}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.title[owner]}
    >
      <form className="grid gap-5" noValidate onSubmit={submit}>
        <Field error={tried && name.trim() === '' ? texts.nameMissing : undefined} label={texts.name}>
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              className="control"
              maxLength={80}
              onChange={({ target }) => setName(target.value)}
              value={name}
            />
          )}
        </Field>
        <ExpiryFields
          {...ends}
          error={tried && expiresAt === undefined ? texts.dateWrong : undefined}
          onChange={setEnds}
        />
        <ScopeFields
          available={available}
          chosen={scopes}
          error={tried && !isUseful ? texts.scopesMissing : undefined}
          fixed={fixed}
          onChange={setScopes}
        />
        <ProblemNote error={create.error} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>{shell.actions.cancel}</Button>
          <Button busy={create.isPending} tone="primary" type="submit">
            {texts.confirm}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
};
