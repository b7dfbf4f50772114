import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import type { Member } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { FormDialog } from '#web/host/components/dialog.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { membersKey, meQuery } from '#web/host/queries/account/account.ts';
import { changeMemberRole } from '#web/host/queries/member.ts';
import { RoleChoice } from './role-choice.tsx';
import type { Role } from './roles.ts';

/** Gives a member another role. */
export const RoleDialog = ({
  member,
  own,
  onClose,
}: {
  member: Member;
  own: Role;
  onClose: () => void;
}): ReactElement => {
  const { shell, members } = useMessages();
  const texts = members.changeRole;
  const queryClient = useQueryClient();
  const [role, setRole] = useState<Role>(member.role);
  const change = useMutationOnce({
    mutationFn: () => changeMemberRole(member.id, role),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: membersKey });
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      toast.success(texts.done(member.name, members.roles[role]));
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (role === member.role) onClose();
    else change.mutate();
  };
  return (
    <FormDialog
      body={texts.body}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.title(member.name)}
    >
      <form className="grid gap-4" onSubmit={submit}>
        <RoleChoice onChange={setRole} own={own} value={role} />
        <ProblemNote error={change.error} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>{shell.actions.cancel}</Button>
          <Button busy={change.isPending} tone="primary" type="submit">
            {shell.actions.save}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
};
