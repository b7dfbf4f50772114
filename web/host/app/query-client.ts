import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, retryDelay, shouldRetry } from '#web/host/queries/api.ts';

/** What an answer is to: something the host wanted done, or what the page reads by itself. */
export type Asked = 'write' | 'read';

type Endings = {
  /** An answer says that the sign-in has ended, */
  onSignedOut: (asked: Asked) => void;
  /** that it acts in another organisation, */
  onTenantChanged: () => void;
  /** or that the host is no member of the one shown (any more). */
  onMembershipEnded: () => void;
  /** Something could be read. */
  onRead: () => void;
};

/** The app's only query client. */
export const createQueryClient = (endings: Endings): QueryClient => {
  const byCode: Readonly<Record<string, (asked: Asked) => void>> = {
    unauthenticated: endings.onSignedOut,
    tenant_changed: endings.onTenantChanged,
    no_membership: endings.onMembershipEnded,
    not_a_member: endings.onMembershipEnded,
  };
  const watch =
    (asked: Asked) =>
    (error: unknown): void => {
      if (error instanceof ApiError) byCode[error.failure.code]?.(asked);
    };
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch('read'), onSuccess: endings.onRead }),
    mutationCache: new MutationCache({ onError: watch('write') }),
    defaultOptions: {
      queries: { staleTime: 15_000, retry: shouldRetry, retryDelay, refetchOnWindowFocus: true },
      mutations: { retry: shouldRetry, retryDelay, networkMode: 'always' },
    },
  });
};
