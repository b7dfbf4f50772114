import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, Outlet, useMatches } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { type Permission, useMay } from '#web/host/app/may.ts';
import { buttonClass } from '#web/host/components/button.tsx';
import { Card } from '#web/host/components/page.tsx';
import { EmptyState } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';

/** Whom a page is for that not everybody may open. */
const openTo = {
  'audit.read': 'admins',
  'payments.read': 'members',
  'domains.read': 'admins',
  'branding.write': 'admins',
  'usage.read': 'admins',
  'tenant_integrations.read': 'admins',
  'billing.read': 'owners',
  'bookings.write': 'hosts',
  'links.write': 'hosts',
  'schedules.write': 'hosts',
  'account.write': 'members',
  'api_keys.read': 'members',
} as const satisfies Partial<Record<Permission, 'owners' | 'admins' | 'hosts' | 'members'>>;
type Needed = keyof typeof openTo;

const Refusal = ({ needs }: { needs: Needed }): ReactElement => {
  const { restricted: texts, notFound } = useMessages().shell;
  const { data: me } = useSuspenseQuery(meQuery);
  const { title, body } = texts[me.supportView === null ? openTo[needs] : 'support'];
  useEffect(() => {
    document.title = `${title} · Everslot`;
  }, [title]);
  return (
    <Card>
      <EmptyState body={body} icon="lock" level="h1" title={title}>
        <Link className={buttonClass('primary')} to="/bookings">
          {notFound.back}
        </Link>
      </EmptyState>
    </Card>
  );
};

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The permission without which a page is not shown. */
    needs?: Needed;
  }
}

/** The page of the address for those who have the permission it needs; others are told whom it is for. */
export const PermittedOutlet = (): ReactElement => {
  const may = useMay();
  const needs = useMatches({
    select: (matches) => matches.map(({ staticData }) => staticData.needs).find((each) => each !== undefined),
  });
  return needs === undefined || may(needs) ? <Outlet /> : <Refusal needs={needs} />;
};
