import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { FindingState } from '#domain/payment/types.ts';
import type { Attempts } from '#web/api/attempt.ts';
import { api, bodyOf } from './api.ts';
import { ofNouns } from './touched.ts';

export const reconciliationsKey = ['reconciliations'] as const;

const meta = { touchedBy: ofNouns('reconciliation', 'attention') };

export const reconciliationListQuery = infiniteQueryOptions({
  queryKey: [...reconciliationsKey, 'list'],
  initialPageParam: '',
  queryFn: ({ signal, pageParam }) =>
    bodyOf(
      api.get('/api/v1/reconciliations', {
        signal,
        params: { query: { limit: 10, ...(pageParam && { cursor: pageParam }) } },
      }),
    ),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
  meta,
});

export const reconciliationQuery = (reconciliationId: string) =>
  queryOptions({
    queryKey: [...reconciliationsKey, 'detail', reconciliationId],
    queryFn: ({ signal }) =>
      bodyOf(
        api.get('/api/v1/reconciliations/{reconciliationId}', {
          signal,
          params: { path: { reconciliationId } },
        }),
      ),
    meta,
  });

type FindingFilters = { state?: FindingState; reconciliationId?: string };

export const findingListQuery = (filters: FindingFilters) =>
  infiniteQueryOptions({
    queryKey: [...reconciliationsKey, 'findings', filters],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      bodyOf(
        api.get('/api/v1/payment-findings', {
          signal,
          params: { query: { ...filters, limit: 25, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    meta,
  });

/** Begins to compare now, once however often it is sent. */
export const reconcilePayments = (attempt: Attempts) =>
  bodyOf(
    attempt({}, (key) =>
      api.post('/api/v1/reconciliations', { params: { header: { 'Idempotency-Key': key } }, body: {} }),
    ),
  );

export const dismissFinding = (attempt: Attempts, paymentFindingId: string) =>
  bodyOf(
    attempt({ paymentFindingId }, (key) =>
      api.post('/api/v1/payment-findings/{paymentFindingId}/dismiss', {
        params: { path: { paymentFindingId }, header: { 'Idempotency-Key': key } },
        body: {},
      }),
    ),
  );
