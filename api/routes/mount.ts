import { Hono } from 'hono';
import { askForPage } from '#api/ask-for-page.ts';
import { type BindDeps, type Router, refuseOtherMethods } from '#api/bind.ts';
import type { AppDeps } from '#api/deps.ts';
import { trustedOrigins } from '#api/origins.ts';
import type { OpenStreams } from '#api/sse/open-streams.ts';
import { guestStreamRoute, streamRoute } from '#api/sse/stream.ts';
import type { AppEnv } from '#api/variables.ts';
import { endpoints } from '#contracts/registry.ts';
import type { Operators } from '#services/operator/find-operator.ts';
import { workflowUiUrl } from '#workflows/client/ids.ts';
import { accountDeletionRoutes } from './account/deletion.ts';
import { exportRoutes } from './account/export.ts';
import { accountRoutes } from './account.ts';
import { apiKeyRoutes } from './api-key.ts';
import { attentionRoutes } from './attention.ts';
import { bookingRoutes } from './booking.ts';
import { contactRoutes } from './contact.ts';
import { guestRoutes } from './guest.ts';
import { guestDataRoutes } from './guest-data/guest-data.ts';
import { hostRequestRoutes } from './host-request.ts';
import { integrationCallback, integrationRoutes } from './integration.ts';
import { linkRoutes } from './link.ts';
import { managedBookingRoutes } from './managed-booking.ts';
import { departureRoutes } from './member/departure.ts';
import { invitationRoutes } from './member/invitation.ts';
import { memberRoutes } from './member/member.ts';
import { auditRoutes } from './operator/audit.ts';
import { featureRoutes } from './operator/feature.ts';
import { operatorRoutes } from './operator/operator.ts';
import { stuckRoutes } from './operator/stuck.ts';
import { supportRoutes } from './operator/support.ts';
import { operatorTenantRoutes } from './operator/tenant.ts';
import { vendorHealthRoutes } from './operator/vendor-health.ts';
import { paymentRoutes } from './payment/payment.ts';
import { reconciliationRoutes } from './payment/reconciliation.ts';
import { scheduleRoutes } from './schedule.ts';
import { sessionRoutes } from './session.ts';
import { emailRoutes } from './sign-in/email.ts';
import { passkeyRoutes } from './sign-in/passkeys.ts';
import { secondFactorRoutes } from './sign-in/second-factor.ts';
import { signInRoutes } from './sign-in/sign-ins.ts';
import { connectedSignInRoutes, type VendorRoutes } from './sign-in/vendor.ts';
import { billingRoutes } from './tenant/billing.ts';
import { brandingRoutes } from './tenant/branding.ts';
import { domainRoutes } from './tenant/domain.ts';
import { paymentAccountRoutes } from './tenant/payment-account.ts';
import { tenantIntegrationRoutes } from './tenant-integration.ts';

/** Where workflows are shown, or null for installations without the UI. */
const workflowUrls = ({ config }: AppDeps): ((workflowId: string) => string | null) => {
  const base = config.TEMPORAL_UI_URL;
  return (workflowId) => (base === '' ? null : workflowUiUrl(base, config.TEMPORAL_NAMESPACE, workflowId));
};

/** Every operation of the contracts under `/api/v1`. */
export const mountOperations = (
  app: Hono<AppEnv>,
  deps: AppDeps,
  shared: BindDeps,
  { streams, operators, byVendor }: { streams: OpenStreams; operators: Operators; byVendor: VendorRoutes },
): void => {
  const { config, organizerEmail, signer } = deps;
  const publicUrl = config.PUBLIC_URL;
  const router: Router = { app: new Hono<AppEnv>(), deps: shared };
  const workflowUrl = workflowUrls(deps);
  const guests = { signer, sites: deps.sites };
  const integration = {
    providers: deps.calendarProviders,
    secrets: deps.secrets,
    publicUrl,
    workflowUrl,
  };
  guestRoutes(router, guests);
  guestDataRoutes(router);
  managedBookingRoutes(router, { ...guests, organizerEmail, askForPage: askForPage(deps) });
  bookingRoutes(router, { workflowUrl });
  paymentRoutes(router);
  reconciliationRoutes(router);
  sessionRoutes(router, { workflowUrl });
  contactRoutes(router);
  attentionRoutes(router);
  linkRoutes(router, deps.sites);
  brandingRoutes(router);
  domainRoutes(router, deps.sites.settings);
  billingRoutes(router, deps);
  hostRequestRoutes(router);
  scheduleRoutes(router);
  accountRoutes(router, {
    sites: deps.sites,
    sellsPlans: deps.billing.size > 0,
    temporalUiUrl: config.TEMPORAL_UI_URL || null,
    identity: deps.identity,
    authDb: deps.authDb,
    operators,
  });
  exportRoutes(router);
  accountDeletionRoutes(router);
  operatorTenantRoutes(router, { identity: deps.identity, defaultPlan: config.DEFAULT_PLAN });
  auditRoutes(router);
  operatorRoutes(router, {
    identity: deps.identity,
    operators,
    temporalUiUrl: config.TEMPORAL_UI_URL || null,
  });
  featureRoutes(router);
  stuckRoutes(router, { workflowUrl });
  vendorHealthRoutes(router, deps);
  supportRoutes(router, { identity: deps.identity, streams });
  memberRoutes(router, { streams });
  departureRoutes(router, { streams });
  invitationRoutes(router, {
    identity: deps.identity,
    signed: signer,
    origins: trustedOrigins(config.PUBLIC_URL, config.CORS_ORIGINS),
  });
  signInRoutes(router, { ...deps, streams });
  emailRoutes(router, deps.authDb);
  secondFactorRoutes(router, deps);
  passkeyRoutes(router, { authDb: deps.authDb, publicUrl, now: deps.now });
  connectedSignInRoutes(router, byVendor);
  integrationRoutes(router, integration);
  tenantIntegrationRoutes(router, deps);
  paymentAccountRoutes(router, deps);
  apiKeyRoutes(router, { signed: signer });
  const streaming = { changes: deps.changes, metrics: deps.metrics, streams };
  streamRoute(router, streaming);
  guestStreamRoute(router, streaming);
  refuseOtherMethods(router, endpoints);
  const base = { db: deps.db, now: deps.now, newId: deps.newId };
  integrationCallback(app, { ...integration, signedIn: shared.signedIn, base });
  app.route('/api/v1', router.app);
};
