import { type ReactElement, useId } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from '#web/host/components/button.tsx';
import { CopyButton } from '#web/host/components/copy-button.tsx';
import { FormDialog } from '#web/host/components/dialog.tsx';
import { Note } from '#web/host/components/states.tsx';

/** The one time that a key is seen: it is kept nowhere, not even in this page once the dialog is closed. */
export const KeyShown = ({ text, onClose }: { text: string; onClose: () => void }): ReactElement => {
  const { shown: texts } = useMessages().apiKeys;
  const id = useId();
  return (
    <FormDialog
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.title}
    >
      <Note icon="alert" tone="warn">
        {texts.once}
      </Note>
      <div>
        <label className="mb-1 block text-sm font-medium" htmlFor={id}>
          {texts.label}
        </label>
        <textarea
          className="control font-mono text-sm break-all"
          id={id}
          onFocus={(event) => event.target.select()}
          readOnly
          rows={3}
          spellCheck={false}
          value={text}
        />
      </div>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <CopyButton label={texts.copy} text={text} />
        <Button onClick={onClose} tone="primary">
          {texts.done}
        </Button>
      </div>
    </FormDialog>
  );
};
