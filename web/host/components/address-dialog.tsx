import { type ReactElement, type ReactNode, useState } from 'react';
import { failureIn } from '#web/host/queries/api.ts';
import { ConfirmDialog } from './dialog.tsx';
import { Field } from './inputs/field.tsx';

/** Asks for an e-mail address before something goes for good: nobody does that by a slip. */
export const AddressDialog = ({
  texts,
  act,
  autoComplete,
  onClose,
  children,
}: {
  texts: { dialogTitle: string; dialogBody: string; confirm: string; email: string; emailWrong: string };
  /** What is done with the address; another address than the one that is meant is refused at `/email`. */
  act: { isPending: boolean; error: unknown; mutate: (email: string) => void };
  autoComplete: 'email' | 'off';
  onClose: () => void;
  /** What is asked before the address. */
  children?: ReactNode;
}): ReactElement => {
  const [email, setEmail] = useState('');
  const isWrong = failureIn(act.error).errors.some(({ pointer }) => pointer === '/email');
  return (
    <ConfirmDialog
      body={texts.dialogBody}
      busy={act.isPending}
      confirm={texts.confirm}
      error={isWrong ? null : act.error}
      onConfirm={() => act.mutate(email.trim())}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.dialogTitle}
    >
      {children}
      <Field error={isWrong ? texts.emailWrong : undefined} label={texts.email}>
        {(control) => (
          <input
            {...control}
            autoComplete={autoComplete}
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
