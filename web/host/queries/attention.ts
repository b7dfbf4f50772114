import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Attempts } from '#web/api/attempt.ts';
import type { Outcome } from '#web/api/client.ts';
import type { Booking } from '#web/api/schemas.ts';
import { api, bodyOf } from './api.ts';
import { ofNouns } from './touched.ts';

export const attentionKey = ['attention'] as const;
export const suppressionsKey = ['suppressions'] as const;

export const attentionOrders = ['newest', 'oldest'] as const;
export type AttentionOrder = (typeof attentionOrders)[number];
type AttentionFilters = { order: AttentionOrder; bookingId?: string };

/** Items show whether their address is suppressed. */
const touchedBy = ofNouns('attention', 'suppression');

export const attentionListQuery = (filters: AttentionFilters) =>
  infiniteQueryOptions({
    queryKey: [...attentionKey, 'list', filters],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      bodyOf(
        api.get('/api/v1/attention', {
          signal,
          params: { query: { ...filters, limit: 25, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    meta: { touchedBy },
  });

/** How many things need attention, for the badge in the navigation. */
export const attentionCountQuery = queryOptions({
  queryKey: [...attentionKey, 'count'],
  queryFn: async ({ signal }) =>
    (await bodyOf(api.get('/api/v1/attention', { signal, params: { query: { limit: 1 } } }))).count,
  meta: { touchedBy },
});

export const suppressionListQuery = infiniteQueryOptions({
  queryKey: suppressionsKey,
  initialPageParam: '',
  queryFn: ({ signal, pageParam }) =>
    bodyOf(
      api.get('/api/v1/suppressions', {
        signal,
        params: { query: { limit: 25, ...(pageParam && { cursor: pageParam }) } },
      }),
    ),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
  meta: { touchedBy },
});

type Resolution = (typeof resolutions)[number];
/** What a conflict with a calendar can be decided as. */
export const resolutions = ['follow', 'restore', 'cancel', 'accept', 'keep'] as const;

export type AttentionAction =
  | { kind: 'retry' | 'dismiss'; attentionId: string }
  | { kind: Resolution; conflictId: string }
  | { kind: 'correct_address'; bookingId: string; email: string; replaces: string }
  | { kind: 'lift'; suppressionId: string; retry: boolean };

const send = (action: AttentionAction, key: string): Promise<Outcome<Booking | undefined>> => {
  const header = { 'Idempotency-Key': key };
  if (action.kind === 'lift') {
    const { suppressionId, retry } = action;
    return api.post('/api/v1/suppressions/{suppressionId}/lift', {
      params: { path: { suppressionId }, header },
      body: { retry },
    });
  }
  if ('conflictId' in action)
    return api.post('/api/v1/conflicts/{conflictId}/resolve', {
      params: { path: { conflictId: action.conflictId }, header },
      body: { resolution: action.kind },
    });
  if (action.kind === 'correct_address')
    return api.post('/api/v1/bookings/{bookingId}/correct-address', {
      params: { path: { bookingId: action.bookingId }, header },
      body: { email: action.email, replaces: action.replaces },
    });
  const params = { path: { attentionId: action.attentionId }, header };
  return action.kind === 'retry'
    ? api.post('/api/v1/attention/{attentionId}/retry', { params, body: {} })
    : api.post('/api/v1/attention/{attentionId}/dismiss', { params, body: {} });
};

/** Does something about a failing item or a suppressed address, under a key that survives retries of the same request. */
export const attend = (attempt: Attempts, action: AttentionAction): Promise<Booking | undefined> =>
  bodyOf(attempt(action, (key) => send(action, key)));
