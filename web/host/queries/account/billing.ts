import { queryOptions } from '@tanstack/react-query';
import type { Billing } from '#web/api/schemas.ts';
import { api, bodyOf } from '../api.ts';
import { operatorKey } from '../operator/operator.ts';
import { ofNouns } from '../touched.ts';

export const billingKey = ['billing'] as const;

/** What comes of a page or a change is looked for so often. */
const waitingMs = 2_000;

const isWaiting = (billing: Billing | undefined): boolean =>
  billing !== undefined && (billing.isPageOpen || billing.subscription?.isChanging === true);

/** What the organisation pays for its plan; asked again while the vendor has something to say. */
export const billingQuery = queryOptions({
  queryKey: billingKey,
  queryFn: ({ signal }) => bodyOf(api.get('/api/v1/billing', { signal })),
  refetchInterval: ({ state }) => (isWaiting(state.data) ? waitingMs : false),
  meta: { touchedBy: ofNouns('member', 'tenant', 'subscription') },
});

export const planOffersQuery = queryOptions({
  queryKey: ['plan-offers'],
  queryFn: async ({ signal }) => (await bodyOf(api.get('/api/v1/billing/offers', { signal }))).items,
});

export const nextSeatQuery = queryOptions({
  queryKey: ['next-seat'],
  queryFn: async ({ signal }) => (await bodyOf(api.get('/api/v1/billing/next-seat', { signal }))).preview,
  meta: { touchedBy: ofNouns('member', 'tenant', 'subscription') },
});

export const tenantBillingQuery = (tenantId: string) =>
  queryOptions({
    queryKey: [...operatorKey, 'tenants', tenantId, 'billing'],
    queryFn: ({ signal }) =>
      bodyOf(
        api.get('/api/v1/operator/tenants/{tenantId}/billing', { signal, params: { path: { tenantId } } }),
      ),
  });

export type Offer = Pick<NonNullable<Billing['subscription']>, 'plan' | 'interval'>;

export const openPlanCheckout = (body: Offer): Promise<{ url: string }> =>
  bodyOf(api.post('/api/v1/billing/checkout', { body }));

export const openBillingPortal = (locale: 'en' | 'vi'): Promise<{ url: string }> =>
  bodyOf(api.post('/api/v1/billing/portal', { body: { locale } }));

export const changePlan = (body: Offer): Promise<Billing> =>
  bodyOf(api.post('/api/v1/billing/plan', { body }));

export const cancelPlan = (): Promise<Billing> => bodyOf(api.post('/api/v1/billing/cancel', {}));

export const resumePlan = (): Promise<Billing> => bodyOf(api.post('/api/v1/billing/resume', {}));

/** Asks the vendor now. */
export const checkBilling = (): Promise<Billing> => bodyOf(api.post('/api/v1/billing/check', {}));
