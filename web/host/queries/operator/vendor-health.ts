import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { BacklogKind } from '#domain/vendor-health/backlog.ts';
import { api, bodyOf } from '../api.ts';
import { operatorKey } from './operator.ts';

/** Counts are written every ten seconds. */
const everyMs = 30_000;

export const vendorHealthQuery = queryOptions({
  queryKey: [...operatorKey, 'vendors'],
  queryFn: async ({ signal }) => (await bodyOf(api.get('/api/v1/operator/vendors', { signal }))).items,
  refetchInterval: everyMs,
});

export const backlogFiguresQuery = queryOptions({
  queryKey: [...operatorKey, 'vendors', 'backlog', 'figures'],
  queryFn: async ({ signal }) =>
    (await bodyOf(api.get('/api/v1/operator/vendors/backlog/figures', { signal }))).items,
  refetchInterval: everyMs,
});

/** What waits at vendors over all organisations, the longest first. */
export const backlogListQuery = (kind: BacklogKind | undefined) =>
  infiniteQueryOptions({
    queryKey: [...operatorKey, 'vendors', 'backlog', 'list', kind],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      bodyOf(
        api.get('/api/v1/operator/vendors/backlog', {
          signal,
          params: {
            query: { limit: 25, ...(kind && { kind }), ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
