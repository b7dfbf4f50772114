import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { type ReactElement, Suspense } from 'react';
import { AccountMenu } from '#web/host/app/frame/account-menu.tsx';
import { SkipLink } from '#web/host/app/frame/skip-link.tsx';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Logo } from '#web/host/app/logo.tsx';
import { PagePending } from '#web/host/app/route-states.tsx';
import { buttonClass } from '#web/host/components/button.tsx';
import { ConfirmSignIn } from '#web/host/features/security/confirm-sign-in.tsx';
import { operatorQuery } from '#web/host/queries/operator/operator.ts';
import { cx } from '#web/ui/class-names.ts';

const destinations = [
  ['/operator/tenants', 'tenants'],
  ['/operator/stuck', 'stuck'],
  ['/operator/vendors', 'vendors'],
  ['/operator/features', 'features'],
  ['/operator/audit', 'audit'],
  ['/operator/operators', 'operators'],
] as const;

/** What operators see around their pages: it belongs to no organisation. */
export const OperatorFrame = (): ReactElement => {
  const { operator: texts } = useMessages();
  const operator = useQuery(operatorQuery).data;
  return (
    <div className="min-h-dvh">
      <SkipLink />
      <header className="border-b border-line bg-surface">
        <div className="mx-auto grid max-w-6xl grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-2 px-4 py-3 sm:grid-cols-[auto_minmax(0,1fr)_auto_auto] sm:gap-x-6 sm:px-6">
          <Logo />
          <nav aria-label={texts.nav.label} className="order-last col-span-full sm:order-none sm:col-auto">
            <ul className="flex flex-wrap gap-1">
              {destinations.map(([to, name]) => (
                <li key={to}>
                  <Link
                    activeProps={{ className: 'bg-accent-wash text-accent-ink' }}
                    className="inline-flex min-h-10 items-center rounded-xl px-3 font-medium hover:bg-sunken"
                    inactiveProps={{ className: 'text-soft hover:text-ink' }}
                    to={to}
                  >
                    {texts.nav[name]}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <div className="flex min-w-0 justify-end">
            <Link className={cx(buttonClass('quiet', 'small'), 'min-w-0')} to="/">
              <span className="truncate">{texts.nav.leave}</span>
            </Link>
          </div>
          {operator !== undefined && (
            <AccountMenu email={operator.email} name={operator.email} photoUrl={null} place="top" />
          )}
        </div>
      </header>
      <main className="mx-auto w-full max-w-6xl min-w-0 px-4 pt-6 pb-16 sm:px-6" id="content" tabIndex={-1}>
        <Suspense fallback={<PagePending />}>
          <Outlet />
        </Suspense>
      </main>
      {operator !== undefined && <ConfirmSignIn email={operator.email} />}
    </div>
  );
};
