import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { createAttempts } from '#web/api/attempt.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { Button } from '#web/host/components/button.tsx';
import { paymentsKey, recordOutsideRefund } from '#web/host/queries/payment.ts';

/** Records that the guest has their money back, where no payment provider can give it. */
export const GivenBackButton = (props: { paymentId: string; refundId: string }): ReactElement => {
  const { outside: texts } = useMessages().payments;
  const queryClient = useQueryClient();
  const showProblem = useProblemToast();
  const [attempts] = useState(createAttempts);
  const act = useMutationOnce({
    mutationFn: () => recordOutsideRefund(attempts, props),
    onSuccess: () => toast.success(texts.givenBack),
    onError: showProblem,
    onSettled: () => queryClient.invalidateQueries({ queryKey: paymentsKey }),
  });
  return (
    <Button busy={act.isPending} onClick={() => act.mutate()}>
      {texts.markGivenBack}
    </Button>
  );
};
