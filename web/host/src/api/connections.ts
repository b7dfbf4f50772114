import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, done } from './client.ts';
import type { Connection, ConnectionPage } from './schemas.ts';

export const connectionsKey = ['connections'] as const;
export type CalendarVendor = ConnectionPage['available'][number];

export const connectionListQuery = queryOptions({
  queryKey: [...connectionsKey, 'list'],
  queryFn: ({ signal }) =>
    bodyOf(api.GET('/api/v1/connections', { signal, params: { query: { limit: 100 } } })),
});

/** Where to send the browser for the provider's consent page. */
export const authorizeConnection = (vendor: CalendarVendor): Promise<{ url: string }> =>
  bodyOf(api.POST('/api/v1/connections/{vendor}/authorize', { params: { path: { vendor } }, body: {} }));

export const syncConnection = (connectionId: string): Promise<void> =>
  done(api.POST('/api/v1/connections/{connectionId}/sync', { params: { path: { connectionId } }, body: {} }));

export const updateCalendar = (
  calendarId: string,
  change: { isConflictCalendar?: boolean; isTarget?: true },
): Promise<Connection> =>
  bodyOf(api.PATCH('/api/v1/calendars/{calendarId}', { params: { path: { calendarId } }, body: change }));

export const disconnectConnection = (connectionId: string): Promise<void> =>
  done(api.DELETE('/api/v1/connections/{connectionId}', { params: { path: { connectionId } } }));
