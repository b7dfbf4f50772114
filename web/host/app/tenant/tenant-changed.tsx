import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { createNotice } from './notice.ts';

const notice = createNotice();

/** An answer has said that the sign-in acts in another organisation than the page shows. */
export const noticeTenantChange = (): void => notice.set(true);

/** Says that nothing was saved, and why; what was typed can still be copied. */
export const TenantChanged = (): ReactElement => {
  const { tenantChanged: texts } = useMessages().shell;
  return (
    <ConfirmDialog
      body={texts.body}
      busy={false}
      confirm={texts.reload}
      danger={false}
      error={undefined}
      onConfirm={() => location.reload()}
      onOpenChange={notice.set}
      open={notice.use()}
      title={texts.title}
    />
  );
};
