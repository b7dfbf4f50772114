import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { StuckKind } from '#domain/stuck/kinds.ts';
import { api, bodyOf } from '../api.ts';
import { operatorKey } from './operator.ts';

export type StuckFilters = { kind?: StuckKind | undefined; tenantId?: string | undefined };

const asked = ({ kind, tenantId }: StuckFilters) => ({
  ...(kind && { kind }),
  ...(tenantId && { tenantId }),
});

/** What stands still over all organisations, the longest first. */
export const stuckListQuery = (filters: StuckFilters) =>
  infiniteQueryOptions({
    queryKey: [...operatorKey, 'stuck', 'list', filters],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      bodyOf(
        api.get('/api/v1/operator/stuck', {
          signal,
          params: { query: { ...asked(filters), limit: 25, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const stuckFiguresQuery = (filters: StuckFilters) =>
  queryOptions({
    queryKey: [...operatorKey, 'stuck', 'figures', filters],
    queryFn: async ({ signal }) =>
      (await bodyOf(api.get('/api/v1/operator/stuck/figures', { signal, params: { query: asked(filters) } })))
        .items,
  });

/** One of it, or all that matches: request after request until there is no more; answers how many were tried again. */
export const retryStuck = async (chosen: StuckFilters & { id?: string; reason: string }): Promise<number> => {
  const { reason, id, ...filters } = chosen;
  let retried = 0;
  let cursor: string | null = null;
  do {
    const body = {
      ...asked(filters),
      ...(id === undefined ? {} : { id }),
      ...(cursor === null ? {} : { cursor }),
      reason,
    };
    const answer: { retried: number; nextCursor: string | null } = await bodyOf(
      api.post('/api/v1/operator/stuck/retry', { body }),
    );
    retried += answer.retried;
    cursor = answer.nextCursor;
  } while (cursor !== null);
  return retried;
};
