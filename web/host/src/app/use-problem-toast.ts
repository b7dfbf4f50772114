import { useCallback } from 'react';
import { toast } from 'sonner';
import { asProblem } from '#web/host/src/api/problem.ts';
import { problemText } from '#web/host/src/i18n/locale.ts';
import { useMessages } from '#web/host/src/i18n/locale-provider.tsx';

/** Shows a refused action as a toast, in words for its code. */
export const useProblemToast = (): ((error: unknown) => void) => {
  const messages = useMessages();
  return useCallback(
    (error) => {
      const problem = asProblem(error);
      if (problem.code !== 'unauthenticated') toast.error(problemText(messages, problem.code));
    },
    [messages],
  );
};
