import { type UseMutationOptions, type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useRef } from 'react';

/** A mutation that is not begun again while it runs: a second press may come before the first is drawn as under way. */
export const useMutationOnce = <Data, Variables, Context = unknown>(
  options: UseMutationOptions<Data, Error, Variables, Context>,
): UseMutationResult<Data, Error, Variables, Context> => {
  const mutation = useMutation(options);
  const running = useRef(false);
  return {
    ...mutation,
    mutate: (...asked) => {
      if (running.current) return;
      running.current = true;
      const done = (): void => {
        running.current = false;
      };
      mutation.mutateAsync(...asked).then(done, done);
    },
  };
};
