import { useBlocker } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMessages } from '#web/host/src/i18n/locale-provider.tsx';
import { ConfirmDialog } from './dialog.tsx';

/** Asks before unsaved input is lost by going elsewhere. `isDirty` is read at that moment. */
export const LeaveGuard = ({ isDirty }: { isDirty: () => boolean }): ReactElement => {
  const { shell } = useMessages();
  const blocker = useBlocker({ shouldBlockFn: isDirty, enableBeforeUnload: isDirty, withResolver: true });
  return (
    <ConfirmDialog
      body={shell.leave.body}
      busy={false}
      confirm={shell.leave.confirm}
      error={undefined}
      onConfirm={() => blocker.proceed?.()}
      onOpenChange={(open) => {
        if (!open) blocker.reset?.();
      }}
      open={blocker.status === 'blocked'}
      title={shell.leave.title}
    />
  );
};
