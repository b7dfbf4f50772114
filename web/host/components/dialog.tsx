import { AlertDialog, Dialog } from 'radix-ui';
import type { FormEvent, ReactElement, ReactNode } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button, IconButton } from './button.tsx';
import { ProblemNote } from './states.tsx';
import { useFocusReturn } from './use-focus-return.ts';

const overlay = 'fixed inset-0 z-40 bg-black/45 appear';
const panel =
  'appear fixed z-50 grid max-h-[min(92dvh,48rem)] w-full gap-4 overflow-y-auto bg-surface p-5 shadow-pop border border-line inset-x-0 bottom-0 rounded-t-2xl pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:inset-x-auto sm:bottom-auto sm:top-1/2 sm:left-1/2 sm:w-[min(32rem,calc(100vw-2rem))] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-2xl sm:p-6';

/** Asks before something that cannot be taken back, with whatever has to be filled in. */
export const ConfirmDialog = ({
  open,
  onOpenChange,
  title,
  body,
  confirm,
  danger = true,
  busy,
  error,
  onConfirm,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  body: string;
  /** Null: it cannot be done, and the dialog says why. */
  confirm: string | null;
  danger?: boolean;
  busy: boolean;
  error: unknown;
  onConfirm: () => void;
  children?: ReactNode;
}): ReactElement => {
  const { shell } = useMessages();
  const focusReturn = useFocusReturn();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    if (!busy && confirm !== null) onConfirm();
  };
  return (
    <AlertDialog.Root onOpenChange={onOpenChange} open={open}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlay} />
        <AlertDialog.Content className={panel} {...focusReturn}>
          <form className="grid gap-4" onSubmit={submit}>
            <div>
              <AlertDialog.Title className="text-lg font-semibold">{title}</AlertDialog.Title>
              <AlertDialog.Description className="mt-1 text-soft">{body}</AlertDialog.Description>
            </div>
            {children}
            <ProblemNote error={error} />
            <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
              <AlertDialog.Cancel asChild>
                <Button>{shell.actions.cancel}</Button>
              </AlertDialog.Cancel>
              {confirm !== null && (
                <Button busy={busy} tone={danger ? 'danger' : 'primary'} type="submit">
                  {confirm}
                </Button>
              )}
            </div>
          </form>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
};

/** A form on top of the page; closes by Escape, the cross or a press outside. */
export const FormDialog = ({
  open,
  onOpenChange,
  title,
  body,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  body?: ReactNode;
  children: ReactNode;
}): ReactElement => {
  const { shell } = useMessages();
  const focusReturn = useFocusReturn();
  return (
    <Dialog.Root onOpenChange={onOpenChange} open={open}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlay} />
        <Dialog.Content
          {...focusReturn}
          className={panel}
          {...(body === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <div className="flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="text-lg font-semibold">{title}</Dialog.Title>
              {body !== undefined && (
                <Dialog.Description asChild>
                  <div className="mt-1 text-soft">{body}</div>
                </Dialog.Description>
              )}
            </div>
            <Dialog.Close asChild>
              <IconButton className="-me-2 -mt-1.5" icon="close" label={shell.actions.close} />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
};

/** A form on top of the page that does one thing: what was refused stands below it, then the buttons. */
export const SubmitDialog = ({
  title,
  body,
  confirm,
  busy,
  error,
  onClose,
  onSubmit,
  children,
}: {
  title: string;
  body: ReactNode;
  confirm: string;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onSubmit: () => void;
  children: ReactNode;
}): ReactElement => {
  const { shell } = useMessages();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <FormDialog
      body={body}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={title}
    >
      <form className="grid gap-4" noValidate onSubmit={submit}>
        {children}
        <ProblemNote error={error} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>{shell.actions.cancel}</Button>
          <Button busy={busy} tone="primary" type="submit">
            {confirm}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
};
