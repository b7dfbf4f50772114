import type { ReactElement, ReactNode } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from '#web/host/components/button.tsx';

/** Appears at the bottom of a form once there is something to save, and stays in view. Without `onDiscard` (a new item) nothing can be discarded. */
export const SaveBar = ({
  dirty,
  busy,
  warning,
  notice,
  onDiscard,
}: {
  dirty: boolean;
  busy: boolean;
  warning: string | undefined;
  notice: ReactNode;
  onDiscard: (() => void) | undefined;
}): ReactElement => {
  const { shell } = useMessages();
  if (!dirty && !busy && warning === undefined) return <div className="grid gap-3 pt-4">{notice}</div>;
  return (
    <div className="sticky bottom-16 z-10 mt-4 grid gap-3 pb-2 lg:bottom-4">
      {notice}
      <div className="flex min-h-15 flex-wrap items-center gap-x-4 justify-end gap-y-2 rounded-2xl border border-line bg-surface px-4 py-2.5 shadow-pop">
        <p className="min-w-0 grow basis-36 text-sm sm:basis-0" role="status">
          {warning !== undefined ? (
            <span className="font-medium text-danger-ink">{warning}</span>
          ) : (
            dirty && (
              <span className="text-soft">{onDiscard === undefined ? shell.unmade : shell.unsaved}</span>
            )
          )}
        </p>
        {dirty && onDiscard !== undefined && (
          <Button disabled={busy} onClick={onDiscard} tone="quiet">
            {shell.actions.discard}
          </Button>
        )}
        <Button busy={busy} disabled={!dirty} tone="primary" type="submit">
          {busy ? shell.actions.saving : shell.actions.save}
        </Button>
      </div>
    </div>
  );
};
