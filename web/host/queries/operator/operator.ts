import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Plan } from '#domain/plan/types.ts';
import type { TenantState } from '#domain/tenant/types.ts';
import type { Attempts } from '#web/api/attempt.ts';
import type { FeatureList, OperatorTenant } from '#web/api/schemas.ts';
import { api, bodyOf } from '../api.ts';

export const operatorKey = ['operator'] as const;

export const operatorQuery = queryOptions({
  queryKey: [...operatorKey, 'me'],
  queryFn: ({ signal }) => bodyOf(api.get('/api/v1/operator/me', { signal })),
  staleTime: 60_000,
});

export type TenantFilters = {
  search?: string | undefined;
  state?: TenantState | undefined;
  plan?: Plan | undefined;
};

export const tenantListQuery = ({ search, state, plan }: TenantFilters) =>
  infiniteQueryOptions({
    queryKey: [...operatorKey, 'tenants', 'list', { search, state, plan }],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      bodyOf(
        api.get('/api/v1/operator/tenants', {
          signal,
          params: {
            query: {
              limit: 25,
              ...(search && { search }),
              ...(state && { state }),
              ...(plan && { plan }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const operatorTenantQuery = (tenantId: string) =>
  queryOptions({
    queryKey: [...operatorKey, 'tenants', tenantId],
    queryFn: ({ signal }) =>
      bodyOf(api.get('/api/v1/operator/tenants/{tenantId}', { signal, params: { path: { tenantId } } })),
  });

export const tenantDomainsQuery = (tenantId: string) =>
  infiniteQueryOptions({
    queryKey: [...operatorKey, 'tenants', tenantId, 'domains'],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      bodyOf(
        api.get('/api/v1/operator/tenants/{tenantId}/domains', {
          signal,
          params: { path: { tenantId }, query: { limit: 25, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export type NewTenant = {
  name: string;
  handle?: string;
  locale: 'en' | 'vi';
  timeZone: string;
  plan?: Plan;
  admin: { name: string; email: string };
};

/** Creates an organisation, under a key that survives retries of the same request. */
export const createTenant = (attempt: Attempts, body: NewTenant): Promise<OperatorTenant> =>
  bodyOf(
    attempt(body, (key) =>
      api.post('/api/v1/operator/tenants', { params: { header: { 'Idempotency-Key': key } }, body }),
    ),
  );

export type StateChange = { verb: 'suspend' | 'resume'; tenantId: string; reason: string };

export const changeTenantState = ({ verb, tenantId, reason }: StateChange): Promise<OperatorTenant> => {
  const request = { params: { path: { tenantId } }, body: { reason } };
  return bodyOf(
    verb === 'suspend'
      ? api.post('/api/v1/operator/tenants/{tenantId}/suspend', request)
      : api.post('/api/v1/operator/tenants/{tenantId}/resume', request),
  );
};

export const askTenantDeletion = (asked: {
  tenantId: string;
  name: string;
  reason: string;
}): Promise<OperatorTenant> => {
  const { tenantId, ...body } = asked;
  return bodyOf(
    api.post('/api/v1/operator/tenants/{tenantId}/deletion', { params: { path: { tenantId } }, body }),
  );
};

export const callOffTenantDeletion = (asked: { tenantId: string; reason: string }): Promise<OperatorTenant> =>
  bodyOf(
    api.post('/api/v1/operator/tenants/{tenantId}/deletion/call-off', {
      params: { path: { tenantId: asked.tenantId } },
      body: { reason: asked.reason },
    }),
  );

export const operatorListQuery = infiniteQueryOptions({
  queryKey: [...operatorKey, 'operators'],
  initialPageParam: '',
  queryFn: ({ signal, pageParam }) =>
    bodyOf(
      api.get('/api/v1/operator/operators', {
        signal,
        params: { query: { limit: 25, ...(pageParam && { cursor: pageParam }) } },
      }),
    ),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

export const grantOperator = (body: { email: string; reason: string }): Promise<undefined> =>
  bodyOf(api.put('/api/v1/operator/operators', { body }));

export const withdrawOperator = (asked: { operatorId: string; reason: string }): Promise<undefined> =>
  bodyOf(
    api.post('/api/v1/operator/operators/{operatorId}/withdraw', {
      params: { path: { operatorId: asked.operatorId } },
      body: { reason: asked.reason },
    }),
  );

/** What each plan allows: it changes with the version of the installation only. */
export const planListQuery = queryOptions({
  queryKey: [...operatorKey, 'plans'],
  queryFn: async ({ signal }) => (await bodyOf(api.get('/api/v1/operator/plans', { signal }))).items,
  staleTime: Infinity,
});

export type PlanChange = {
  tenantId: string;
  plan: Plan;
  limits: OperatorTenant['limits'];
  /** The plan is what is paid for from now on. */
  followsPayment: boolean;
  reason: string;
};

export const setPlan = ({ tenantId, ...body }: PlanChange): Promise<OperatorTenant> =>
  bodyOf(api.put('/api/v1/operator/tenants/{tenantId}/plan', { params: { path: { tenantId } }, body }));

/** Lets this sign-in look at an organisation; the app then acts there. */
export const enterSupportView = ({ tenantId, reason }: { tenantId: string; reason: string }) =>
  bodyOf(
    api.put('/api/v1/operator/tenants/{tenantId}/support-view', {
      params: { path: { tenantId } },
      body: { reason },
    }),
  );

export const leaveSupportView = (): Promise<undefined> =>
  bodyOf(api.delete('/api/v1/operator/support-view', {}));

/** What is switched on and off in an organisation; null: in the installation. */
export const featureListQuery = (tenantId: string | null) =>
  queryOptions({
    queryKey: [...operatorKey, 'features', tenantId],
    queryFn: ({ signal }) =>
      bodyOf(
        tenantId === null
          ? api.get('/api/v1/operator/features', { signal })
          : api.get('/api/v1/operator/tenants/{tenantId}/features', {
              signal,
              params: { path: { tenantId } },
            }),
      ),
  });

export type FeatureChange = {
  tenantId: string | null;
  feature: FeatureList['items'][number]['name'];
  isOn: boolean | null;
  reason: string;
};

export const setFeature = ({ tenantId, feature, ...body }: FeatureChange): Promise<FeatureList> =>
  bodyOf(
    tenantId === null
      ? api.put('/api/v1/operator/features/{feature}', { params: { path: { feature } }, body })
      : api.put('/api/v1/operator/tenants/{tenantId}/features/{feature}', {
          params: { path: { tenantId, feature } },
          body,
        }),
  );

export type TenantPatch = {
  name?: string;
  handle?: string;
  locale?: OperatorTenant['locale'];
  timeZone?: string;
};

export const updateTenant = (tenantId: string, body: TenantPatch): Promise<OperatorTenant> =>
  bodyOf(api.patch('/api/v1/operator/tenants/{tenantId}', { params: { path: { tenantId } }, body }));
