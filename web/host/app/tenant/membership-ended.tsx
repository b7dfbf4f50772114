import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { createNotice } from './notice.ts';

const notice = createNotice();

/** An answer has said that the host is no member of the organisation that the page shows. */
export const noticeMembershipEnd = (): void => notice.set(true);

/** Whether nothing of the organisation can be shown any more. */
export const useMembershipEnded = notice.use;

/** A new page load: it begins in another organisation of the host, or says that there is none. */
const leave = (): void => location.assign('/app/');

/** Stands in the place of the page, so that no dialog of it waits beneath for answers that never come. */
export const MembershipEnded = ({ tenantName }: { tenantName: string }): ReactElement => {
  const { membershipEnded: texts } = useMessages().shell;
  return (
    <ConfirmDialog
      body={texts.body}
      busy={false}
      confirm={texts.leave}
      danger={false}
      error={undefined}
      onConfirm={leave}
      onOpenChange={leave}
      open
      title={texts.title(tenantName)}
    />
  );
};
