import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { findHome } from '#web/host/queries/account/home.ts';
import { lazyPage } from './load/lazy-page.ts';
import { PagePending, RouteError, RouteNotFound } from './route-states.tsx';
import { operatorRoutes } from './routes/operator.ts';
import { leadToSignIn, type RouterContext, requireMember, rootRoute } from './routes/root.ts';
import {
  billingSearch,
  bookingsSearch,
  contactsSearch,
  integrationsSearch,
  paymentsSearch,
  securitySearch,
  signInSearch,
} from './search.ts';
import { Shell } from './shell.tsx';

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: signInSearch,
  beforeLoad: ({ context }) => {
    context.signedOut.isLeaving = false;
    context.signedOut.isStaying = false;
  },
  component: lazyPage(() => import('#web/host/features/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const noOrganisationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/no-organisation',
  beforeLoad: async ({ context, location }) => {
    const home = await findHome(context.queryClient);
    if (home === null) leadToSignIn(location);
    if (home !== 'nowhere') redirect({ to: '/', replace: true, throw: true });
  },
  component: lazyPage(
    () => import('#web/host/features/sign-in/no-organisation-page.tsx'),
    'NoOrganisationPage',
  ),
});

const memberRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'member',
  beforeLoad: ({ context, location }) => requireMember(context.queryClient, location),
  component: Shell,
});

const homeRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/bookings', replace: true, throw: true });
  },
});

const bookingsRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/bookings',
  validateSearch: bookingsSearch,
  component: lazyPage(() => import('#web/host/features/booking/bookings-page.tsx'), 'BookingsPage'),
});

const bookingRoute = createRoute({
  getParentRoute: () => bookingsRoute,
  path: '/$bookingId',
  component: lazyPage(() => import('#web/host/features/booking/booking-panel.tsx'), 'BookingPanel'),
});

const newBookingRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/bookings/new',
  staticData: { needs: 'bookings.write', isClosedToFrozen: true },
  component: lazyPage(
    () => import('#web/host/features/booking/create/new-booking-page.tsx'),
    'NewBookingPage',
  ),
});

const sessionRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/sessions/$sessionId',
  component: lazyPage(() => import('#web/host/features/session/session-page.tsx'), 'SessionPage'),
});

const attentionRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/attention',
  component: lazyPage(() => import('#web/host/features/attention/attention-page.tsx'), 'AttentionPage'),
});

const contactsRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/contacts',
  validateSearch: contactsSearch,
  component: lazyPage(() => import('#web/host/features/contact/contacts-page.tsx'), 'ContactsPage'),
});
const contactRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/contacts/$contactId',
  component: lazyPage(() => import('#web/host/features/contact/contact-page.tsx'), 'ContactPage'),
});

const paymentsRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/payments',
  staticData: { needs: 'payments.read' },
  validateSearch: paymentsSearch,
  component: lazyPage(() => import('#web/host/features/payment/payments-page.tsx'), 'PaymentsPage'),
});
const paymentRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/payments/$paymentId',
  staticData: { needs: 'payments.read' },
  component: lazyPage(() => import('#web/host/features/payment/payment-page.tsx'), 'PaymentPage'),
});

const reconciliationsRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/payments/reconciliation',
  staticData: { needs: 'tenant_integrations.read' },
  component: lazyPage(
    () => import('#web/host/features/payment/reconciliation/reconciliations-page.tsx'),
    'ReconciliationsPage',
  ),
});
const reconciliationRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/payments/reconciliation/$reconciliationId',
  staticData: { needs: 'tenant_integrations.read' },
  component: lazyPage(
    () => import('#web/host/features/payment/reconciliation/reconciliation-page.tsx'),
    'ReconciliationPage',
  ),
});

const linksRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/links',
  component: lazyPage(() => import('#web/host/features/link/list/links-page.tsx'), 'LinksPage'),
});
const newLinkRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/links/new',
  staticData: { needs: 'links.write' },
  component: lazyPage(() => import('#web/host/features/link/link-pages.tsx'), 'NewLinkPage'),
});
const linkRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/links/$linkId',
  component: lazyPage(() => import('#web/host/features/link/link-pages.tsx'), 'LinkPage'),
});

const schedulesRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/schedules',
  component: lazyPage(() => import('#web/host/features/schedule/schedules-page.tsx'), 'SchedulesPage'),
});
const newScheduleRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/schedules/new',
  staticData: { needs: 'schedules.write' },
  component: lazyPage(() => import('#web/host/features/schedule/schedule-pages.tsx'), 'NewSchedulePage'),
});
const scheduleRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/schedules/$scheduleId',
  component: lazyPage(() => import('#web/host/features/schedule/schedule-pages.tsx'), 'SchedulePage'),
});

const integrationsRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/integrations',
  validateSearch: integrationsSearch,
  component: lazyPage(
    () => import('#web/host/features/integration/integrations-page.tsx'),
    'IntegrationsPage',
  ),
});

const profileRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/profile',
  staticData: { needs: 'account.write' },
  component: lazyPage(() => import('#web/host/features/profile/profile-page.tsx'), 'ProfilePage'),
});

const membersRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/members',
  component: lazyPage(() => import('#web/host/features/member/members-page.tsx'), 'MembersPage'),
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyPage(() => import('#web/host/features/invitation/invitation-page.tsx'), 'InvitationPage'),
});
const auditRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/audit',
  staticData: { needs: 'audit.read' },
  component: lazyPage(() => import('#web/host/features/audit/audit-pages.tsx'), 'AuditPage'),
});
const brandingRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/branding',
  staticData: { needs: 'branding.write' },
  component: lazyPage(() => import('#web/host/features/branding/branding-page.tsx'), 'BrandingPage'),
});
const domainsRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/domains',
  staticData: { needs: 'domains.read' },
  component: lazyPage(() => import('#web/host/features/domain/domains-page.tsx'), 'DomainsPage'),
});
const billingRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/billing',
  staticData: { needs: 'billing.read' },
  validateSearch: billingSearch,
  component: lazyPage(() => import('#web/host/features/billing/billing-page.tsx'), 'BillingPage'),
});
const usageRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/usage',
  staticData: { needs: 'usage.read' },
  component: lazyPage(() => import('#web/host/features/plan/usage-page.tsx'), 'UsagePage'),
});

const apiKeysRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/api-keys',
  staticData: { needs: 'api_keys.read' },
  component: lazyPage(() => import('#web/host/features/api-key/api-keys-page.tsx'), 'ApiKeysPage'),
});

const securityRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/security',
  staticData: { needs: 'account.write' },
  validateSearch: securitySearch,
  component: lazyPage(() => import('#web/host/features/security/security-page.tsx'), 'SecurityPage'),
});

const ownDataRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/your-data',
  staticData: { needs: 'account.write' },
  component: lazyPage(() => import('#web/host/features/own-data/own-data-page.tsx'), 'OwnDataPage'),
});

const forgotRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot-password',
  component: lazyPage(() => import('#web/host/features/sign-in/forgot-page.tsx'), 'ForgotPasswordPage'),
});
const newPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/new-password',
  component: lazyPage(() => import('#web/host/features/sign-in/new-password-page.tsx'), 'NewPasswordPage'),
});

const registerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/register',
  component: lazyPage(() => import('#web/host/features/registration/register-page.tsx'), 'RegisterPage'),
});
const confirmRegistrationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/register/confirm',
  component: lazyPage(() => import('#web/host/features/registration/confirm-page.tsx'), 'ConfirmPage'),
});
const newcomerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/register/vendor',
  component: lazyPage(() => import('#web/host/features/registration/newcomer-page.tsx'), 'NewcomerPage'),
});

const verifyEmailRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/verify-email',
  component: lazyPage(() => import('#web/host/features/sign-in/email-link-page.tsx'), 'VerifyEmailPage'),
});
const undoEmailRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/undo-email-change',
  component: lazyPage(() => import('#web/host/features/sign-in/email-link-page.tsx'), 'UndoEmailPage'),
});

const keepAccountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/keep-account',
  component: lazyPage(() => import('#web/host/features/sign-in/email-link-page.tsx'), 'KeepAccountPage'),
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  noOrganisationRoute,
  forgotRoute,
  newPasswordRoute,
  registerRoute,
  confirmRegistrationRoute,
  newcomerRoute,
  invitationRoute,
  operatorRoutes,
  verifyEmailRoute,
  undoEmailRoute,
  keepAccountRoute,
  memberRoute.addChildren([
    homeRoute,
    bookingsRoute.addChildren([bookingRoute]),
    newBookingRoute,
    sessionRoute,
    attentionRoute,
    contactsRoute,
    contactRoute,
    paymentsRoute,
    paymentRoute,
    reconciliationsRoute,
    reconciliationRoute,
    linksRoute,
    newLinkRoute,
    linkRoute,
    schedulesRoute,
    newScheduleRoute,
    scheduleRoute,
    integrationsRoute,
    profileRoute,
    membersRoute,
    brandingRoute,
    domainsRoute,
    billingRoute,
    usageRoute,
    apiKeysRoute,
    auditRoute,
    securityRoute,
    ownDataRoute,
  ]),
]);

export const createAppRouter = (context: RouterContext) =>
  createRouter({
    routeTree,
    context,
    basepath: '/app',
    defaultPreload: 'intent',
    defaultPendingComponent: PagePending,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: RouteNotFound,
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
