import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { failureIn } from '#web/host/queries/api.ts';
import { contactQuery, eraseContact } from '#web/host/queries/contact.ts';

/** Asks for the address of the guest before everything of theirs goes. */
export const EraseDialog = ({
  contactId,
  onClose,
}: {
  contactId: string;
  onClose: () => void;
}): ReactElement => {
  const { privacy: texts } = useMessages().contacts;
  const queryClient = useQueryClient();
  const [email, setEmail] = useState('');
  const erase = useMutationOnce({
    mutationFn: () => eraseContact(contactId, email.trim()),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: contactQuery(contactId).queryKey });
      toast.success(texts.begun);
      onClose();
    },
  });
  const isWrong = erase.isError && failureIn(erase.error).errors.some(({ pointer }) => pointer === '/email');
  return (
    <ConfirmDialog
      body={texts.dialogBody}
      busy={erase.isPending}
      confirm={texts.confirm}
      error={isWrong ? null : erase.error}
      onConfirm={() => erase.mutate()}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.dialogTitle}
    >
      <Field error={isWrong ? texts.emailWrong : undefined} label={texts.email}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            className="control"
            onChange={(event) => setEmail(event.target.value)}
            type="email"
            value={email}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
};
