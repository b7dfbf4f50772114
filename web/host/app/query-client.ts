import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, retryDelay, shouldRetry } from '#web/host/queries/api.ts';

/** The app's only query client; `onSignedOut` runs when any answer says that the sign-in has ended, `onTenantChanged` when it acts in another organisation. */
export const createQueryClient = (onSignedOut: () => void, onTenantChanged: () => void): QueryClient => {
  const watch = (error: unknown): void => {
    if (!(error instanceof ApiError)) return;
    if (error.failure.code === 'unauthenticated') onSignedOut();
    if (error.failure.code === 'tenant_changed') onTenantChanged();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: { staleTime: 15_000, retry: shouldRetry, retryDelay, refetchOnWindowFocus: true },
      mutations: { retry: shouldRetry, retryDelay, networkMode: 'always' },
    },
  });
};
