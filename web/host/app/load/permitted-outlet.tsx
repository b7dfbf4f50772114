import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, Outlet, useMatches } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { type Permission, useIsFrozen, useMay } from '#web/host/app/may.ts';
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

type Whom = (typeof openTo)[Needed] | 'support' | 'frozen';

const Refusal = ({ to }: { to: Whom }): ReactElement => {
  const { restricted: texts, notFound } = useMessages().shell;
  const { title, body } = texts[to];
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
    /** Not for a member whom the plan has frozen, whatever they may do otherwise. */
    isClosedToFrozen?: boolean;
  }
}

/** The page of the address for those who may open it; others are told whom it is for. */
export const PermittedOutlet = (): ReactElement => {
  const may = useMay();
  const isFrozen = useIsFrozen();
  const { supportView } = useSuspenseQuery(meQuery).data;
  const needs = useMatches({
    select: (matches) => matches.map(({ staticData }) => staticData.needs).find((each) => each !== undefined),
  });
  const isClosedToFrozen = useMatches({
    select: (matches) => matches.some(({ staticData }) => staticData.isClosedToFrozen),
  });
  if (needs !== undefined && !may(needs))
    return <Refusal to={supportView === null ? openTo[needs] : 'support'} />;
  return isFrozen && isClosedToFrozen ? <Refusal to="frozen" /> : <Outlet />;
};
