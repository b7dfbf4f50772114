import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from './api.ts';
import { bookingsKey } from './booking.ts';
import { ofNouns } from './touched.ts';

export const sessionsKey = ['sessions'] as const;

export const sessionQuery = (sessionId: string) =>
  queryOptions({
    queryKey: [...sessionsKey, sessionId],
    queryFn: ({ signal }) =>
      bodyOf(api.get('/api/v1/sessions/{sessionId}', { signal, params: { path: { sessionId } } })),
    meta: { touchedBy: ofNouns('session', 'booking') },
  });

/** The guests of a session: the bookings in it, those that have ended included. */
export const rosterQuery = (sessionId: string) =>
  infiniteQueryOptions({
    queryKey: [...bookingsKey, 'roster', sessionId],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      bodyOf(
        api.get('/api/v1/bookings', {
          signal,
          params: {
            query: { view: 'all', sessionId, limit: 50, ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    meta: { touchedBy: ofNouns('booking') },
  });
