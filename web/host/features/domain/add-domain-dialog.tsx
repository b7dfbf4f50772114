import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { createAttempts } from '#web/api/attempt.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { FormDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { addDomain, domainsKey } from '#web/host/queries/account/domain.ts';

/** Asks which domain the pages of the organisation are to have. */
export const AddDomainDialog = ({ onClose }: { onClose: () => void }): ReactElement => {
  const { domains, shell } = useMessages();
  const { add: texts } = domains;
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [attempts] = useState(createAttempts);
  const queryClient = useQueryClient();
  const add = useMutationOnce({
    mutationFn: () => addDomain(attempts, name.trim()),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: domainsKey }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '') add.mutate();
  };
  return (
    <FormDialog
      body={texts.body}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.title}
    >
      <form className="grid gap-5" noValidate onSubmit={submit}>
        <Field
          error={tried && name.trim() === '' ? texts.missing : undefined}
          hint={texts.hint}
          label={texts.name}
        >
          {(control) => (
            <input
              {...control}
              autoCapitalize="none"
              autoComplete="off"
              className="control"
              inputMode="url"
              maxLength={253}
              onChange={({ target }) => setName(target.value)}
              spellCheck={false}
              value={name}
            />
          )}
        </Field>
        <ProblemNote error={add.error} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>{shell.actions.cancel}</Button>
          <Button busy={add.isPending} tone="primary" type="submit">
            {texts.confirm}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
};
