import { infiniteQueryOptions } from '@tanstack/react-query';
import type { Attempts } from '#web/api/attempt.ts';
import type { Domain } from '#web/api/schemas.ts';
import { api, bodyOf } from '../api.ts';
import { ofNouns } from '../touched.ts';

export const domainsKey = ['domains'] as const;

export const domainListQuery = infiniteQueryOptions({
  queryKey: domainsKey,
  initialPageParam: '',
  queryFn: ({ signal, pageParam }) =>
    bodyOf(
      api.get('/api/v1/domains', {
        signal,
        params: { query: { limit: 25, ...(pageParam && { cursor: pageParam }) } },
      }),
    ),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
  meta: { touchedBy: ofNouns('domain') },
});

export const addDomain = (attempt: Attempts, name: string): Promise<Domain> =>
  bodyOf(
    attempt({ name }, (key) =>
      api.post('/api/v1/domains', { params: { header: { 'Idempotency-Key': key } }, body: { name } }),
    ),
  );

export const checkDomain = (domainId: string): Promise<Domain> =>
  bodyOf(api.post('/api/v1/domains/{domainId}/check', { params: { path: { domainId } } }));

export const removeDomain = (domainId: string): Promise<unknown> =>
  bodyOf(api.delete('/api/v1/domains/{domainId}', { params: { path: { domainId } } }));
