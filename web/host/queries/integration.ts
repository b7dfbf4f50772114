import { queryOptions } from '@tanstack/react-query';
import type {
  Integration,
  IntegrationPage,
  PaymentAccount,
  PaymentAccountInput,
  TenantAccountInput,
  TenantIntegration,
} from '#web/api/schemas.ts';
import { api, bodyOf } from './api.ts';
import { ofNouns } from './touched.ts';

export const integrationsKey = ['integrations'] as const;
export type CalendarVendor = IntegrationPage['available'][number];

export const integrationListQuery = queryOptions({
  queryKey: [...integrationsKey, 'list'],
  queryFn: ({ signal }) =>
    bodyOf(api.get('/api/v1/integrations', { signal, params: { query: { limit: 100 } } })),
  meta: { touchedBy: ofNouns('integration', 'calendar') },
});

/** Accounts of the organisation and its members; only those who act for the organisation may read it. */
export const tenantIntegrationsQuery = queryOptions({
  queryKey: [...integrationsKey, 'tenant'],
  queryFn: ({ signal }) =>
    bodyOf(api.get('/api/v1/tenant/integrations', { signal, params: { query: { limit: 100 } } })),
  meta: { touchedBy: ofNouns('integration') },
});

export const connectTenantAccount = (input: TenantAccountInput): Promise<TenantIntegration> =>
  bodyOf(api.post('/api/v1/tenant/integrations', { body: input }));

export const testTenantAccount = (tenantIntegrationId: string): Promise<undefined> =>
  bodyOf(
    api.post('/api/v1/tenant/integrations/{tenantIntegrationId}/test', {
      params: { path: { tenantIntegrationId } },
      body: {},
    }),
  );

/** Where to send the browser for the provider's consent page. */
export const authorizeIntegration = (vendor: CalendarVendor): Promise<{ url: string }> =>
  bodyOf(api.post('/api/v1/integrations/{vendor}/authorize', { params: { path: { vendor } }, body: {} }));

export const syncIntegration = (integrationId: string): Promise<undefined> =>
  bodyOf(
    api.post('/api/v1/integrations/{integrationId}/sync', { params: { path: { integrationId } }, body: {} }),
  );

export const updateCalendar = (
  calendarId: string,
  change: { isConflictCalendar?: boolean; isTarget?: true },
): Promise<Integration> =>
  bodyOf(api.patch('/api/v1/calendars/{calendarId}', { params: { path: { calendarId } }, body: change }));

export const disconnectIntegration = (integrationId: string): Promise<undefined> =>
  bodyOf(api.delete('/api/v1/integrations/{integrationId}', { params: { path: { integrationId } } }));

/** Accounts that take payments of the organisation, and how many links have a price. */
export const paymentAccountsQuery = queryOptions({
  queryKey: [...integrationsKey, 'payments'],
  queryFn: ({ signal }) =>
    bodyOf(api.get('/api/v1/tenant/payment-accounts', { signal, params: { query: { limit: 100 } } })),
  meta: { touchedBy: ofNouns('integration', 'link') },
});

export const connectPaymentAccount = (input: PaymentAccountInput): Promise<PaymentAccount> =>
  bodyOf(api.post('/api/v1/tenant/payment-accounts', { body: input }));

export const setPaymentWebhookSecret = (paymentAccountId: string, secret: string): Promise<PaymentAccount> =>
  bodyOf(
    api.put('/api/v1/tenant/payment-accounts/{paymentAccountId}/webhook-secret', {
      params: { path: { paymentAccountId } },
      body: { secret },
    }),
  );

export const disconnectPaymentAccount = (
  paymentAccountId: string,
): Promise<{ webhook: 'removed' | 'left' | 'none' }> =>
  bodyOf(
    api.delete('/api/v1/tenant/payment-accounts/{paymentAccountId}', {
      params: { path: { paymentAccountId } },
    }),
  );
