import { useBlocker, useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { ConfirmDialog } from './dialog.tsx';

/** Asks before unsaved input is lost when the host leaves the page or the sign-in has ended. `isDirty` is read at that moment. */
export const LeaveGuard = ({ isDirty }: { isDirty: () => boolean }): ReactElement => {
  const { shell } = useMessages();
  const { signedOut } = useRouter().options.context;
  const blocker = useBlocker({ shouldBlockFn: isDirty, enableBeforeUnload: isDirty, withResolver: true });
  const isSignedOut = blocker.status === 'blocked' && blocker.next.routeId === '/sign-in';
  const texts = isSignedOut ? shell.leaveSignedOut : shell.leave;
  return (
    <ConfirmDialog
      body={texts.body}
      busy={false}
      confirm={texts.confirm}
      error={undefined}
      onConfirm={() => blocker.proceed?.()}
      onOpenChange={(open) => {
        if (open) return;
        signedOut.isLeaving = false;
        if (isSignedOut) signedOut.isStaying = true;
        blocker.reset?.();
      }}
      open={blocker.status === 'blocked'}
      title={texts.title}
    />
  );
};
