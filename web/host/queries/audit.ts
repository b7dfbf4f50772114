import { infiniteQueryOptions } from '@tanstack/react-query';
import type { ActorKind } from '#domain/audit/types.ts';
import { api, bodyOf } from './api.ts';
import { operatorKey } from './operator/operator.ts';

export type AuditFilters = {
  actorKind?: ActorKind | undefined;
  /** Dates in UTC, both included. */
  from?: string | undefined;
  to?: string | undefined;
  /** For operators: one organisation. */
  tenantId?: string | undefined;
};

const dayMs = 24 * 60 * 60_000;

const asked = ({ actorKind, from, to, tenantId }: AuditFilters) => ({
  ...(actorKind && { actorKind }),
  ...(from && { from: `${from}T00:00:00Z` }),
  ...(to && { to: new Date(Date.parse(`${to}T00:00:00Z`) + dayMs).toISOString() }),
  ...(tenantId && { tenantId }),
});

/** What was done in the organisation, the newest first. */
export const auditLogQuery = (filters: AuditFilters) =>
  infiniteQueryOptions({
    queryKey: ['audit', filters],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      bodyOf(
        api.get('/api/v1/audit-log', {
          signal,
          params: { query: { ...asked(filters), limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** The same for operators, over all organisations. */
export const installationLogQuery = (filters: AuditFilters) =>
  infiniteQueryOptions({
    queryKey: [...operatorKey, 'audit', filters],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      bodyOf(
        api.get('/api/v1/operator/audit-log', {
          signal,
          params: { query: { ...asked(filters), limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** Where the same is as a file. */
export const auditFileHref = (path: string, filters: AuditFilters): string => {
  const search = new URLSearchParams(asked(filters)).toString();
  return `/api/v1${path}/export${search === '' ? '' : `?${search}`}`;
};
