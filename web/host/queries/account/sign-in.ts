import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api.ts';

export const signInsQuery = infiniteQueryOptions({
  queryKey: ['sign-ins'],
  initialPageParam: '',
  queryFn: ({ signal, pageParam }) =>
    bodyOf(
      api.get('/api/v1/me/sign-ins', {
        signal,
        params: { query: { limit: 10, ...(pageParam && { cursor: pageParam }) } },
      }),
    ),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

/** Ends one of the host's sign-ins, or all but this one. */
export const endSignIn = (signInId: string | null): Promise<unknown> =>
  signInId === null
    ? bodyOf(api.delete('/api/v1/me/sign-ins', {}))
    : bodyOf(api.delete('/api/v1/me/sign-ins/{signInId}', { params: { path: { signInId } } }));
