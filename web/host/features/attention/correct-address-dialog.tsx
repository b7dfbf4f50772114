import { type FormEvent, type ReactElement, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from '#web/host/components/button.tsx';
import { FormDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { useAttend } from './use-attend.ts';

/** Asks for the address that a guest of a booking can be reached at. */
export const CorrectAddressDialog = ({
  bookingId,
  failed,
  onClose,
}: {
  bookingId: string;
  /** The address that mail did not reach. */
  failed: string;
  onClose: () => void;
}): ReactElement => {
  const { attention, shell } = useMessages();
  const texts = attention.correct;
  const [email, setEmail] = useState('');
  const [issue, setIssue] = useState<string>();
  const act = useAttend({ quietErrors: true, onDone: onClose });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (act.isPending) return;
    const given = email.trim();
    const isValid = given !== '' && event.currentTarget.checkValidity();
    const found = !isValid
      ? texts.invalid
      : given.toLowerCase() === failed.toLowerCase()
        ? texts.same
        : undefined;
    setIssue(found);
    if (found === undefined)
      act.mutate({ kind: 'correct_address', bookingId, email: given, replaces: failed });
  };
  return (
    <FormDialog
      body={texts.body(failed)}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.title}
    >
      <form className="grid gap-4" noValidate onSubmit={submit}>
        <Field error={issue} label={texts.email}>
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
        <ProblemNote error={act.error} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>{shell.actions.cancel}</Button>
          <Button busy={act.isPending} tone="primary" type="submit">
            {texts.confirm}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
};
