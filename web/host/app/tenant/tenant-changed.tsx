import { type ReactElement, useSyncExternalStore } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';

let isNoticed = false;
const listeners = new Set<() => void>();
const set = (noticed: boolean): void => {
  isNoticed = noticed;
  for (const listener of listeners) listener();
};

/** An answer has said that the sign-in acts in another organisation than the page shows. */
export const noticeTenantChange = (): void => set(true);

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Says that nothing was saved, and why; what was typed can still be copied. */
export const TenantChanged = (): ReactElement => {
  const { tenantChanged: texts } = useMessages().shell;
  const open = useSyncExternalStore(subscribe, () => isNoticed);
  return (
    <ConfirmDialog
      body={texts.body}
      busy={false}
      confirm={texts.reload}
      danger={false}
      error={undefined}
      onConfirm={() => location.reload()}
      onOpenChange={set}
      open={open}
      title={texts.title}
    />
  );
};
