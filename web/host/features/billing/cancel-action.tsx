import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { Billing } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { billingKey, cancelPlan, resumePlan } from '#web/host/queries/account/billing.ts';

/** Cancels a plan, or takes that back. */
export const CancelAction = ({
  subscription: { isCancelled },
}: {
  subscription: NonNullable<Billing['subscription']>;
}): ReactElement => {
  const { billing: texts } = useMessages();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const keep = (billing: Billing): void => void queryClient.setQueryData(billingKey, billing);
  const resume = useMutationOnce({ mutationFn: resumePlan, onSuccess: keep });
  const cancel = useMutationOnce({
    mutationFn: cancelPlan,
    onSuccess: (billing: Billing) => {
      setAsking(false);
      keep(billing);
    },
  });
  if (isCancelled)
    return (
      <>
        <Button busy={resume.isPending} onClick={() => resume.mutate()} tone="primary">
          {texts.resume}
        </Button>
        <ProblemNote error={resume.error} />
      </>
    );
  return (
    <>
      <Button onClick={() => setAsking(true)}>{texts.cancel.open}</Button>
      {isAsking && (
        <ConfirmDialog
          body={texts.cancel.body}
          busy={cancel.isPending}
          confirm={texts.cancel.confirm}
          error={cancel.error}
          onConfirm={() => cancel.mutate()}
          onOpenChange={(open) => {
            if (!open) setAsking(false);
          }}
          open
          title={texts.cancel.title}
        />
      )}
    </>
  );
};
