import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { toast } from 'sonner';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { AddressDialog } from '#web/host/components/address-dialog.tsx';
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
  const erase = useMutationOnce({
    mutationFn: (email: string) => eraseContact(contactId, email),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: contactQuery(contactId).queryKey });
      toast.success(texts.begun);
      onClose();
    },
  });
  return <AddressDialog act={erase} autoComplete="off" onClose={onClose} texts={texts} />;
};
