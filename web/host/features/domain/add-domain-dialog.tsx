import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { createAttempts } from '#web/api/attempt.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { SubmitDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { addDomain, domainsKey } from '#web/host/queries/account/domain.ts';

/** Asks which domain the pages of the organisation are to have. */
export const AddDomainDialog = ({ onClose }: { onClose: () => void }): ReactElement => {
  const { add: texts } = useMessages().domains;
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [attempts] = useState(createAttempts);
  const queryClient = useQueryClient();
  const add = useMutationOnce({
    mutationFn: () => addDomain(attempts, name.trim()),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: domainsKey }),
  });
  const submit = (): void => {
    setTried(true);
    if (name.trim() !== '') add.mutate();
  };
  return (
    <SubmitDialog
      body={texts.body}
      busy={add.isPending}
      confirm={texts.confirm}
      error={add.error}
      onClose={onClose}
      onSubmit={submit}
      title={texts.title}
    >
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
    </SubmitDialog>
  );
};
