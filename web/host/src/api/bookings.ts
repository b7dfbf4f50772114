import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Attempts } from './attempt.ts';
import { api, bodyOf } from './client.ts';
import type { Booking } from './schemas.ts';

export const bookingViews = ['upcoming', 'needs_approval', 'past', 'cancelled', 'attention'] as const;
export type BookingView = (typeof bookingViews)[number];
export type BookingFilters = {
  view: BookingView;
  search?: string | undefined;
  linkId?: string | undefined;
};

export const bookingsKey = ['bookings'] as const;

export const bookingListQuery = (filters: BookingFilters) =>
  infiniteQueryOptions({
    queryKey: [...bookingsKey, 'list', filters],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      bodyOf(
        api.GET('/api/v1/bookings', {
          signal,
          params: {
            query: {
              view: filters.view,
              limit: 25,
              ...(filters.search && { search: filters.search }),
              ...(filters.linkId && { linkId: filters.linkId }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** How many wait for approval, up to 100, for the badge beside the tab. */
export const approvalCountQuery = queryOptions({
  queryKey: [...bookingsKey, 'count', 'needs_approval'],
  queryFn: async ({ signal }) => {
    const page = await bodyOf(
      api.GET('/api/v1/bookings', { signal, params: { query: { view: 'needs_approval', limit: 100 } } }),
    );
    return page.items.length;
  },
});

export const attentionCountQuery = queryOptions({
  queryKey: [...bookingsKey, 'count', 'attention'],
  queryFn: async ({ signal }) => {
    const page = await bodyOf(
      api.GET('/api/v1/bookings', { signal, params: { query: { view: 'attention', limit: 100 } } }),
    );
    return page.items.length;
  },
});

export const bookingQuery = (bookingId: string) =>
  queryOptions({
    queryKey: [...bookingsKey, 'detail', bookingId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/bookings/{bookingId}', { signal, params: { path: { bookingId } } })),
  });

export const alternativesQuery = (bookingId: string) =>
  queryOptions({
    queryKey: [...bookingsKey, 'alternatives', bookingId],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/bookings/{bookingId}/alternatives', { signal, params: { path: { bookingId } } }),
      ),
    staleTime: 0,
  });

export type BookingAction =
  | { kind: 'approve' }
  | { kind: 'decline'; reason: string }
  | { kind: 'cancel'; reason: string }
  | { kind: 'reschedule'; start: string; reason: string }
  | { kind: 'no-show' }
  | { kind: 'retry-sync' };

const withReason = (reason: string): { reason?: string } =>
  reason.trim() === '' ? {} : { reason: reason.trim() };

const send = (bookingId: string, action: BookingAction, key: string): Promise<Booking> => {
  const params = { path: { bookingId }, header: { 'Idempotency-Key': key } };
  switch (action.kind) {
    case 'approve':
      return bodyOf(api.POST('/api/v1/bookings/{bookingId}/approve', { params, body: {} }));
    case 'decline':
      return bodyOf(
        api.POST('/api/v1/bookings/{bookingId}/decline', { params, body: withReason(action.reason) }),
      );
    case 'cancel':
      return bodyOf(
        api.POST('/api/v1/bookings/{bookingId}/cancel', { params, body: withReason(action.reason) }),
      );
    case 'reschedule':
      return bodyOf(
        api.POST('/api/v1/bookings/{bookingId}/reschedule', {
          params,
          body: { start: action.start, ...withReason(action.reason) },
        }),
      );
    case 'no-show':
      return bodyOf(api.POST('/api/v1/bookings/{bookingId}/no-show', { params, body: {} }));
    default:
      return bodyOf(api.POST('/api/v1/bookings/{bookingId}/retry-sync', { params, body: {} }));
  }
};

/** Performs a host's action on a booking under an idempotency key that survives retries of the same request. */
export const actOnBooking = (
  attempts: Attempts,
  bookingId: string,
  action: BookingAction,
): Promise<Booking> => attempts.run({ bookingId, action }, (key) => send(bookingId, action, key));
