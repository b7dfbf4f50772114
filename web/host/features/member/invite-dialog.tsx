import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { formatMoney } from '#domain/money/amount.ts';
import { createAttempts } from '#web/api/attempt.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { FormDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { Note, ProblemNote } from '#web/host/components/states.tsx';
import { nextSeatQuery } from '#web/host/queries/account/billing.ts';
import { failureIn } from '#web/host/queries/api.ts';
import { invitationsKey, inviteMember } from '#web/host/queries/invitation.ts';
import { failureText } from '#web/i18n/host/messages.ts';
import { RoleChoice } from './role-choice.tsx';
import type { Role } from './roles.ts';

/** What the seat of one member more costs, where seats are paid for. */
const SeatNote = (): ReactElement | null => {
  const { language, messages } = useLanguage();
  const { data: preview } = useQuery(nextSeatQuery);
  if (preview == null) return null;
  const [now, later] = [formatMoney(preview.now, language), formatMoney(preview.later, language)];
  return (
    <Note icon="card" role="status" tone="info">
      <p>{messages.billing.invite.cost(now, later)}</p>
    </Note>
  );
};

/** Asks for the address and the role of somebody who is to become a member. */
export const InviteDialog = ({ own, onClose }: { own: Role; onClose: () => void }): ReactElement => {
  const messages = useMessages();
  const texts = messages.members.invite;
  const queryClient = useQueryClient();
  const [attempt] = useState(() => createAttempts());
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('host');
  const [isInvalid, setInvalid] = useState(false);
  const invite = useMutationOnce({
    mutationFn: (asked: { email: string; role: Role }) => inviteMember(attempt, asked),
    onSuccess: ({ email: to }) => {
      void queryClient.invalidateQueries({ queryKey: invitationsKey });
      toast.success(texts.sent(to));
      onClose();
    },
  });
  const failure = invite.isError ? failureIn(invite.error) : null;
  const isOfEmail = failure?.errors.some(({ pointer }) => pointer === '/email') === true;
  const refusal =
    failure === null || !isOfEmail
      ? undefined
      : failure.code === 'invalid_request'
        ? texts.invalid
        : failureText(messages, failure.code);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = email.trim();
    const isValid = given !== '' && event.currentTarget.checkValidity();
    setInvalid(!isValid);
    if (isValid) invite.mutate({ email: given, role });
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
      <form className="grid gap-4" noValidate onSubmit={submit}>
        <Field error={isInvalid ? texts.invalid : refusal} label={texts.email}>
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              className="control"
              maxLength={254}
              onChange={(event) => setEmail(event.target.value)}
              spellCheck={false}
              type="email"
              value={email}
            />
          )}
        </Field>
        <SeatNote />
        <RoleChoice onChange={setRole} own={own} value={role} />
        {refusal === undefined && <ProblemNote error={invite.error} />}
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>{messages.shell.actions.cancel}</Button>
          <Button busy={invite.isPending} tone="primary" type="submit">
            {texts.submit}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
};
