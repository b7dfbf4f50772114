import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import type { Member } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { FormDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { membersKey, meQuery } from '#web/host/queries/account/account.ts';
import { allMembersQuery, unfreezeMember } from '#web/host/queries/member.ts';
import { type Role, rolesBelow } from './roles.ts';

/** Gives a frozen member the place of another one. */
export const UnfreezeDialog = ({
  member,
  own,
  onClose,
}: {
  member: Member;
  own: Role;
  onClose: () => void;
}): ReactElement => {
  const { shell, members } = useMessages();
  const texts = members.frozen;
  const queryClient = useQueryClient();
  const [insteadOf, setInsteadOf] = useState('');
  const [isMissing, setMissing] = useState(false);
  const all = useQuery(allMembersQuery).data ?? [];
  const givers = all.filter(
    ({ role, isActive, isFrozen }) =>
      isActive && !isFrozen && role !== 'owner' && rolesBelow(own).includes(role),
  );
  const unfreeze = useMutationOnce({
    mutationFn: () => unfreezeMember(member.id, insteadOf),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: membersKey });
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      toast.success(texts.done(member.name));
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(insteadOf === '');
    if (insteadOf !== '') unfreeze.mutate();
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
      <form className="grid gap-4" noValidate onSubmit={submit}>
        {givers.length === 0 ? (
          <p>{texts.nobody}</p>
        ) : (
          <Field error={isMissing ? texts.missing : undefined} label={texts.insteadOf}>
            {(control) => (
              <select
                {...control}
                className="control"
                onChange={(event) => setInsteadOf(event.target.value)}
                value={insteadOf}
              >
                <option value="">{texts.choose}</option>
                {givers.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <ProblemNote error={unfreeze.error} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>{shell.actions.cancel}</Button>
          {givers.length > 0 && (
            <Button busy={unfreeze.isPending} tone="primary" type="submit">
              {shell.actions.save}
            </Button>
          )}
        </div>
      </form>
    </FormDialog>
  );
};
