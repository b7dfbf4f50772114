import { type ReactElement, useState } from 'react';
import type { OperatorTenant } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { announceSwitch } from '#web/host/app/tenant/tenant-choice.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { enterSupportView } from '#web/host/queries/operator/operator.ts';
import { ReasonDialog } from './reason-dialog.tsx';

/** Opens the host app as an admin of the organisation sees it, to read. */
export const SupportAction = ({ tenant }: { tenant: OperatorTenant }): ReactElement => {
  const { support: texts } = useMessages().operator;
  const [isAsking, setAsking] = useState(false);
  const enter = useMutationOnce({
    mutationFn: (reason: string) => enterSupportView({ tenantId: tenant.id, reason }),
    onSuccess: () => {
      announceSwitch(tenant.id);
      // A new page load: the app begins anew in the organisation.
      location.assign('/app/bookings');
    },
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{texts.open}</Button>
      {isAsking && (
        <ReasonDialog
          body={texts.explain}
          busy={enter.isPending}
          confirm={texts.open}
          danger={false}
          error={enter.error}
          onClose={() => {
            setAsking(false);
            enter.reset();
          }}
          onConfirm={(reason) => enter.mutate(reason)}
          title={texts.ask(tenant.name)}
        />
      )}
    </>
  );
};
