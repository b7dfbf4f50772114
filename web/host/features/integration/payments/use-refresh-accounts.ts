import { useQueryClient } from '@tanstack/react-query';
import { integrationsKey } from '#web/host/queries/integration.ts';

/** What changes an account that takes payments changes the other lists of accounts as well. */
export const useRefreshAccounts = (): (() => Promise<void>) => {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: integrationsKey });
};
