import { useCallback } from 'react';
import { toast } from 'sonner';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { failureIn } from '#web/host/queries/api.ts';
import { failureText } from '#web/i18n/host/messages.ts';

/** Shows a refused action as a toast, in words for its code. */
export const useProblemToast = (): ((error: unknown) => void) => {
  const messages = useMessages();
  return useCallback(
    (error) => {
      const problem = failureIn(error);
      if (problem.code !== 'unauthenticated') toast.error(failureText(messages, problem.code));
    },
    [messages],
  );
};
