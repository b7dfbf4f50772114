import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet, redirect } from '@tanstack/react-router';
import type { Stream } from '#web/api/stream.ts';
import { findHome } from '#web/host/queries/account/home.ts';
import { ApiError } from '#web/host/queries/api.ts';

/** What comes of a sign-in that has ended. */
export type SignedOut = {
  /** The app is on its way to the sign-in page; the host may still stay. */
  isLeaving: boolean;
  /** The host has chosen to stay, and is asked again once they want something, not by what the page reads by itself. */
  isStaying: boolean;
};

export type RouterContext = { queryClient: QueryClient; stream: Stream; signedOut: SignedOut };

export const rootRoute = createRootRouteWithContext<RouterContext>()({ component: Outlet });

export const leadToSignIn = ({ href }: { href: string }): void => {
  redirect({ to: '/sign-in', search: href === '/' ? {} : { redirect: href }, throw: true });
};

/** Waits for what only somebody signed in can load; without a sign-in, to the sign-in page and back from there. */
export const requireSignIn = async (loading: Promise<unknown>, location: { href: string }): Promise<void> => {
  try {
    await loading;
  } catch (error) {
    if (error instanceof ApiError && error.failure.code === 'unauthenticated') leadToSignIn(location);
    throw error;
  }
};

/** Whoever is a member of nothing has no page among those of members. */
export const requireMember = async (queryClient: QueryClient, location: { href: string }): Promise<void> => {
  const home = await findHome(queryClient);
  if (home === 'operator') redirect({ to: '/operator', replace: true, throw: true });
  if (home === 'nowhere') redirect({ to: '/no-organisation', replace: true, throw: true });
  if (home === null) leadToSignIn(location);
};
