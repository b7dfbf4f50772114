import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from './api.ts';
import { operatorKey } from './operator/operator.ts';
import { ofNouns } from './touched.ts';

const touchedBy = ofNouns('booking', 'calendar', 'integration', 'domain', 'member', 'tenant');

/** What the organisation has used of its plan in a month, e.g. `2026-11`. */
export const usageQuery = (month: string) =>
  queryOptions({
    queryKey: ['usage', month],
    queryFn: ({ signal }) => bodyOf(api.get('/api/v1/usage', { signal, params: { query: { month } } })),
    meta: { touchedBy },
  });

/** The same of any organisation, for operators. */
export const tenantUsageQuery = (tenantId: string, month: string) =>
  queryOptions({
    queryKey: [...operatorKey, 'tenants', tenantId, 'usage', month],
    queryFn: ({ signal }) =>
      bodyOf(
        api.get('/api/v1/operator/tenants/{tenantId}/usage', {
          signal,
          params: { path: { tenantId }, query: { month } },
        }),
      ),
  });
