import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Toaster } from 'sonner';
import { LanguageProvider, loadFirstLanguage, type Shown } from './app/language-provider.tsx';
import { streamToQueries } from './app/live/live-queries.ts';
import { reloadOnce } from './app/load/reload-once.ts';
import { type Asked, createQueryClient } from './app/query-client.ts';
import { createAppRouter } from './app/router.tsx';
import type { SignedOut } from './app/routes/root.ts';
import { noticeMembershipEnd } from './app/tenant/membership-ended.tsx';
import { noticeTenantChange } from './app/tenant/tenant-changed.tsx';
import { startTheme } from './app/theme.ts';
import { meQuery } from './queries/account/account.ts';

startTheme();

const signedOut: SignedOut = { isLeaving: false, isStaying: false };

/** What an operator looked at has ended: they are nobody there any more. */
const leadBackFromLooking = (): boolean => {
  const isLooking = queryClient.getQueryData(meQuery.queryKey)?.supportView != null;
  if (isLooking) location.assign('/app/operator');
  return isLooking;
};

const onSignedOut = (asked: Asked): void => {
  const { pathname, href } = router.state.location;
  if (leadBackFromLooking()) return;
  // Before anybody was known to be signed in, the route itself leads to signing in.
  if (pathname === '/sign-in' || queryClient.getQueryData(meQuery.queryKey) === undefined) return;
  // Several answers say so at once; a second navigation would undo the question that the first one asks.
  if (signedOut.isLeaving || (signedOut.isStaying && asked === 'read')) return;
  signedOut.isLeaving = true;
  // Who was signed in is forgotten on arrival: a page with unsaved input may hold the host back, and goes on showing it.
  void router.navigate({ to: '/sign-in', search: { redirect: href } }).then(() => {
    signedOut.isLeaving = false;
    if (router.state.location.pathname === '/sign-in')
      queryClient.removeQueries({ queryKey: meQuery.queryKey });
  });
};

const onMembershipEnded = (): void => {
  // Before anybody was known to be a member, the route itself leads to where they belong.
  if (queryClient.getQueryData(meQuery.queryKey) === undefined || leadBackFromLooking()) return;
  noticeMembershipEnd();
};

const queryClient = createQueryClient({
  onSignedOut,
  onTenantChanged: noticeTenantChange,
  onMembershipEnded,
  onRead: () => {
    signedOut.isStaying = false;
  },
});
const router = createAppRouter({ queryClient, stream: streamToQueries(queryClient), signedOut });

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');

const start = (first: Shown): void =>
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider first={first}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          <Toaster
            closeButton
            // Below the bar of a phone; buttons that save and confirm are at the bottom.
            mobileOffset={{ top: '4rem', left: '1rem', right: '1rem' }}
            position="top-center"
            toastOptions={{
              classNames: {
                toast:
                  '!bg-surface !text-ink !border-line !rounded-xl !shadow-pop !font-sans !text-[0.9375rem]',
                closeButton: '!bg-surface !text-ink !border-line',
                success: '[&_[data-icon]]:!text-accent-ink',
                error: '[&_[data-icon]]:!text-danger-ink',
              },
            }}
          />
        </QueryClientProvider>
      </LanguageProvider>
    </StrictMode>,
  );

// Without texts there is nothing to show: the page is loaded anew, and says by itself (index.html) what to do where that does not help.
await loadFirstLanguage().then(start, reloadOnce);
