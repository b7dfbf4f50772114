import { createRoute, redirect } from '@tanstack/react-router';
import { operatorQuery } from '#web/host/queries/operator/operator.ts';
import { lazyPage } from '../load/lazy-page.ts';
import { OperatorError } from '../route-states.tsx';
import { stuckSearch, tenantsSearch, vendorsSearch } from '../search.ts';
import { requireSignIn, rootRoute } from './root.ts';

/** Operators need not be members of anything: their pages stand beside those of members. */
const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/operator',
  beforeLoad: ({ context, location }) =>
    requireSignIn(context.queryClient.ensureQueryData(operatorQuery), location),
  errorComponent: OperatorError,
  component: lazyPage(() => import('#web/host/features/operator/operator-frame.tsx'), 'OperatorFrame'),
});
const operatorHomeRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/operator/tenants', replace: true, throw: true });
  },
});
const tenantsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/tenants',
  validateSearch: tenantsSearch,
  component: lazyPage(() => import('#web/host/features/operator/tenants-page.tsx'), 'TenantsPage'),
});
const tenantRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/tenants/$tenantId',
  component: lazyPage(() => import('#web/host/features/operator/tenant-page.tsx'), 'TenantPage'),
});
const installationAuditRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/audit',
  component: lazyPage(() => import('#web/host/features/audit/audit-pages.tsx'), 'InstallationAuditPage'),
});
const stuckRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/stuck',
  validateSearch: stuckSearch,
  component: lazyPage(() => import('#web/host/features/operator/stuck-page.tsx'), 'StuckPage'),
});
const vendorsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/vendors',
  validateSearch: vendorsSearch,
  component: lazyPage(
    () => import('#web/host/features/operator/vendor-health/vendors-page.tsx'),
    'VendorsPage',
  ),
});
const featuresRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/features',
  component: lazyPage(() => import('#web/host/features/operator/feature-switches.tsx'), 'FeaturesPage'),
});
const operatorsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/operators',
  component: lazyPage(() => import('#web/host/features/operator/operators-page.tsx'), 'OperatorsPage'),
});

/** Everything below `/operator`. */
export const operatorRoutes = frameRoute.addChildren([
  operatorHomeRoute,
  tenantsRoute,
  tenantRoute,
  installationAuditRoute,
  stuckRoute,
  vendorsRoute,
  featuresRoute,
  operatorsRoute,
]);
