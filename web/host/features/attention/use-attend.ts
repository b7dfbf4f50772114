import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { createAttempts } from '#web/api/attempt.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { type AttentionAction, attend, attentionKey, suppressionsKey } from '#web/host/queries/attention.ts';
import { bookingsKey } from '#web/host/queries/booking.ts';
import { paymentsKey } from '#web/host/queries/payment.ts';

/** Something a host does about a failing item or a suppressed address, told by a toast; everything it may change is read again. */
export const useAttend = (options: { quietErrors?: boolean; onDone?: () => void } = {}) => {
  const queryClient = useQueryClient();
  const { attention: texts } = useMessages();
  const showProblem = useProblemToast();
  const [attempts] = useState(createAttempts);
  return useMutationOnce({
    mutationFn: (action: AttentionAction) => attend(attempts, action),
    onSuccess: (_answer, { kind }) => {
      toast.success(texts.act.done[kind]);
      options.onDone?.();
    },
    onError: (error) => {
      if (options.quietErrors !== true) showProblem(error);
    },
    onSettled: () =>
      Promise.all(
        [attentionKey, suppressionsKey, bookingsKey, paymentsKey].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
};
