import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import type { Stream } from '#web/api/stream.ts';
import { meQuery } from '#web/host/queries/account.ts';
import { ApiError } from '#web/host/queries/api.ts';
import { lazyPage } from './load/lazy-page.ts';
import { PagePending, RouteError, RouteNotFound } from './route-states.tsx';
import { bookingsSearch, contactsSearch, integrationsSearch, signInSearch } from './search.ts';
import { Shell } from './shell.tsx';

/** Whether the app is on its way to the sign-in page because the sign-in has ended; the host may still stay. */
export type SignedOut = { isLeaving: boolean };

export type RouterContext = { queryClient: QueryClient; stream: Stream; signedOut: SignedOut };

const rootRoute = createRootRouteWithContext<RouterContext>()({ component: Outlet });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: signInSearch,
  beforeLoad: ({ context }) => {
    context.signedOut.isLeaving = false;
  },
  component: lazyPage(() => import('#web/host/features/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const memberRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'member',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (error instanceof ApiError && error.failure.code === 'unauthenticated') {
        redirect({
          to: '/sign-in',
          search: location.href === '/' ? {} : { redirect: location.href },
          throw: true,
        });
      }
      throw error;
    }
  },
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

const linksRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/links',
  component: lazyPage(() => import('#web/host/features/link/list/links-page.tsx'), 'LinksPage'),
});
const newLinkRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/links/new',
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
  component: lazyPage(() => import('#web/host/features/profile/profile-page.tsx'), 'ProfilePage'),
});

const securityRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/security',
  component: lazyPage(() => import('#web/host/features/security/security-page.tsx'), 'SecurityPage'),
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

const routeTree = rootRoute.addChildren([
  signInRoute,
  forgotRoute,
  newPasswordRoute,
  verifyEmailRoute,
  undoEmailRoute,
  memberRoute.addChildren([
    homeRoute,
    bookingsRoute.addChildren([bookingRoute]),
    newBookingRoute,
    sessionRoute,
    attentionRoute,
    contactsRoute,
    contactRoute,
    linksRoute,
    newLinkRoute,
    linkRoute,
    schedulesRoute,
    newScheduleRoute,
    scheduleRoute,
    integrationsRoute,
    profileRoute,
    securityRoute,
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
