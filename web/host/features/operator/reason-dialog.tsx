import { type ReactElement, type ReactNode, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';

/** Asks an operator why: the reason is kept in the audit log. */
export const ReasonDialog = ({
  title,
  body,
  confirm,
  danger,
  busy,
  error,
  onClose,
  onConfirm,
  children,
}: {
  title: string;
  body: string;
  confirm: string;
  danger: boolean;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onConfirm: (reason: string) => void;
  /** What has to be filled in first. */
  children?: ReactNode;
}): ReactElement => {
  const { reason: texts } = useMessages().operator;
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  return (
    <ConfirmDialog
      body={body}
      busy={busy}
      confirm={confirm}
      danger={danger}
      error={error}
      onConfirm={() => {
        setMissing(reason.trim() === '');
        if (reason.trim() !== '') onConfirm(reason.trim());
      }}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={title}
    >
      {children}
      <Field error={isMissing ? texts.missing : undefined} hint={texts.hint} label={texts.label}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            className="control"
            maxLength={300}
            onChange={(event) => setReason(event.target.value)}
            value={reason}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
};
