import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { type ReactElement, Suspense, useEffect, useRef } from 'react';
import { useLanguage } from '#web/host/app/language-provider.tsx';
import { Icon, type IconName } from '#web/host/components/icon.tsx';
import { DeletionNote } from '#web/host/features/own-data/deletion-note.tsx';
import { ConfirmSignIn } from '#web/host/features/security/confirm-sign-in.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';
import { attentionCountQuery } from '#web/host/queries/attention.ts';
import { approvalCountQuery } from '#web/host/queries/booking.ts';
import { cx } from '#web/ui/class-names.ts';
import { BillingBanner } from './banner/billing-banner.tsx';
import { FrozenNote } from './banner/frozen-note.tsx';
import { ReconnectBanner, useLostAccounts } from './banner/reconnect-banner.tsx';
import { SecondFactorBanner } from './banner/second-factor-banner.tsx';
import { SupportBanner } from './banner/support-banner.tsx';
import { SuspendedNote } from './banner/suspended-note.tsx';
import { SkipLink } from './frame/skip-link.tsx';
import { LiveBadge } from './live/live-badge.tsx';
import { PermittedOutlet } from './load/permitted-outlet.tsx';
import { Logo } from './logo.tsx';
import { useMay } from './may.ts';
import { PagePending } from './route-states.tsx';
import { MembershipEnded, useMembershipEnded } from './tenant/membership-ended.tsx';
import { TenantChanged } from './tenant/tenant-changed.tsx';
import { useSwitchElsewhere } from './tenant/tenant-choice.tsx';
import { TenantMark, useTenantColours } from './tenant/tenant-look.tsx';
import { UserMenu } from './user-menu.tsx';

const destinations = [
  ['/bookings', 'bookings', 'calendar'],
  ['/attention', 'attention', 'alert'],
  ['/payments', 'payments', 'card'],
  ['/contacts', 'contacts', 'people'],
  ['/links', 'links', 'link'],
  ['/schedules', 'schedules', 'clock'],
  ['/integrations', 'integrations', 'plug'],
] as const satisfies readonly (readonly [string, string, IconName])[];

/** A phone has no room for all: there this one stands in the account menu. */
const onlyAside: readonly string[] = ['/payments'];

const CountBadge = ({
  count,
  of,
  place,
}: {
  count: number;
  of: string;
  place: 'side' | 'bottom';
}): ReactElement | null =>
  count === 0 ? null : (
    <span
      className={cx(
        'grid min-w-5 place-items-center rounded-full bg-warn-wash px-1.5 text-xs font-semibold text-warn-ink',
        place === 'bottom' && 'absolute top-1.5 left-1/2 ms-2',
      )}
    >
      {count > 99 ? '99+' : count}
      <span className="sr-only"> {of}</span>
    </span>
  );

const NavLinks = ({ place }: { place: 'side' | 'bottom' }): ReactElement => {
  const { messages } = useLanguage();
  const mayReadPayments = useMay()('payments.read');
  const shown = destinations.filter(
    ([to]) => !onlyAside.includes(to) || (place === 'side' && mayReadPayments),
  );
  const failing = useQuery(attentionCountQuery).data ?? 0;
  const lost = useLostAccounts().length;
  const counts: Partial<Record<(typeof destinations)[number][1], { count: number; of: string }>> = {
    bookings: {
      count: useQuery(approvalCountQuery).data ?? 0,
      of: messages.bookings.views.needs_approval,
    },
    attention: { count: failing, of: messages.attention.navCount(failing) },
    integrations: { count: lost, of: messages.integrations.status.needs_reconnection },
  };
  return (
    <ul className={place === 'side' ? 'grid gap-1' : 'grid grid-cols-6'}>
      {shown.map(([to, name, icon]) => (
        <li key={to}>
          <Link
            activeProps={{
              className: place === 'side' ? 'bg-accent-wash text-accent-ink' : 'text-accent-ink',
            }}
            className={cx(
              'relative flex items-center font-medium transition-colors',
              place === 'side'
                ? 'min-h-10 gap-3 rounded-xl px-3 hover:bg-sunken'
                : 'min-h-14 flex-col justify-center gap-0.5 px-0.5 text-[0.625rem]',
            )}
            inactiveProps={{ className: 'text-soft hover:text-ink' }}
            to={to}
          >
            <Icon className="size-5 shrink-0" name={icon} />
            <span className={place === 'side' ? 'flex-1' : 'text-center leading-tight'}>
              {messages.shell.nav[name]}
            </span>
            <CountBadge place={place} {...(counts[name] ?? { count: 0, of: '' })} />
          </Link>
        </li>
      ))}
    </ul>
  );
};

/** Moves focus to the page's heading after a change of page, so that a screen reader starts there. */
const useHeadingFocus = (): void => {
  const page = useRouterState({
    select: (state) => state.resolvedLocation?.pathname.split('/').slice(0, 3).join('/'),
  });
  const first = useRef(true);
  useEffect(() => {
    if (page === undefined) return;
    if (first.current) {
      first.current = false;
      return;
    }
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }, [page]);
};

export const Shell = (): ReactElement => {
  const { data: me } = useSuspenseQuery(meQuery);
  const { messages, suggest } = useLanguage();
  const ownLocale = me.supportView === null ? me.member.locale : null;
  useEffect(() => {
    if (ownLocale !== null) suggest(ownLocale);
  }, [ownLocale, suggest]);
  useHeadingFocus();
  useSwitchElsewhere();
  useTenantColours(me.tenant);
  if (useMembershipEnded()) return <MembershipEnded tenantName={me.tenant.name} />;
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <SkipLink />
      <header className="sticky top-0 z-20 flex h-14 items-center gap-3 border-b border-line bg-surface px-4 lg:hidden">
        <Logo />
        <div className="flex-1" />
        <TenantMark place="top" tenant={me.tenant} />
        <LiveBadge compact />
        <UserMenu me={me} place="top" />
      </header>
      <header className="sticky top-0 hidden h-dvh flex-col gap-6 border-e border-line bg-surface p-4 lg:flex">
        <div className="px-3 pt-2">
          <Logo />
        </div>
        <nav aria-label={messages.shell.nav.label} className="flex-1">
          <NavLinks place="side" />
        </nav>
        <div className="grid gap-2">
          <LiveBadge />
          <TenantMark place="side" tenant={me.tenant} />
          <UserMenu me={me} place="side" />
        </div>
      </header>
      <main
        className="mx-auto w-full max-w-6xl min-w-0 px-4 pt-6 pb-24 sm:px-6 lg:px-10 lg:pt-9 lg:pb-12"
        id="content"
        tabIndex={-1}
      >
        <TenantChanged />
        <SupportBanner />
        <SuspendedNote />
        <FrozenNote />
        <SecondFactorBanner />
        <DeletionNote />
        <BillingBanner />
        <ReconnectBanner />
        <Suspense fallback={<PagePending />}>
          <PermittedOutlet />
        </Suspense>
      </main>
      <nav
        aria-label={messages.shell.nav.label}
        className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
      >
        <NavLinks place="bottom" />
      </nav>
      <ConfirmSignIn email={me.email} />
    </div>
  );
};
