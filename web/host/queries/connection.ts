import { queryOptions } from '@tanstack/react-query';
import type { Connection, ConnectionPage } from '#web/api/schemas.ts';
import { api, bodyOf } from './api.ts';
import { ofNouns } from './touched.ts';

export const connectionsKey = ['connections'] as const;
export type CalendarVendor = ConnectionPage['available'][number];

export const connectionListQuery = queryOptions({
  queryKey: [...connectionsKey, 'list'],
  queryFn: ({ signal }) =>
    bodyOf(api.get('/api/v1/connections', { signal, params: { query: { limit: 100 } } })),
  meta: { touchedBy: ofNouns('connection', 'calendar') },
});

/** Where to send the browser for the provider's consent page. */
export const authorizeConnection = (vendor: CalendarVendor): Promise<{ url: string }> =>
  bodyOf(api.post('/api/v1/connections/{vendor}/authorize', { params: { path: { vendor } }, body: {} }));

export const syncConnection = (connectionId: string): Promise<undefined> =>
  bodyOf(
    api.post('/api/v1/connections/{connectionId}/sync', { params: { path: { connectionId } }, body: {} }),
  );

export const updateCalendar = (
  calendarId: string,
  change: { isConflictCalendar?: boolean; isTarget?: true },
): Promise<Connection> =>
  bodyOf(api.patch('/api/v1/calendars/{calendarId}', { params: { path: { calendarId } }, body: change }));

export const disconnectConnection = (connectionId: string): Promise<undefined> =>
  bodyOf(api.delete('/api/v1/connections/{connectionId}', { params: { path: { connectionId } } }));
