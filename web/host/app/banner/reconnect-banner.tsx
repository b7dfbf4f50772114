import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { buttonClass } from '#web/host/components/button.tsx';
import { Note } from '#web/host/components/states.tsx';
import { integrationListQuery, tenantIntegrationsQuery } from '#web/host/queries/integration.ts';

type LostAccount = { id: string; accountLabel: string; isCalendar: boolean };

/** The accounts whose access has ended and that the signed-in member can renew: their own, and the organisation's. */
export const useLostAccounts = (): LostAccount[] => {
  const may = useMay();
  const own = useQuery(integrationListQuery).data?.items ?? [];
  const tenant = useQuery({ ...tenantIntegrationsQuery, enabled: may('tenant_integrations.read') });
  const shared = (tenant.data?.items ?? []).filter(({ member }) => member === null);
  const isLost = ({ status }: { status: string }): boolean => status === 'needs_reconnection';
  return [
    ...own.filter(isLost).map(({ id, accountLabel }) => ({ id, accountLabel, isCalendar: true })),
    ...shared.filter(isLost).map(({ id, accountLabel }) => ({ id, accountLabel, isCalendar: false })),
  ];
};

/** On every page but the one that renews them: whoever works elsewhere must not find out from a double booking. */
export const ReconnectBanner = (): ReactElement | null => {
  const { lost: texts } = useMessages().integrations;
  const accounts = useLostAccounts();
  const isThere = useRouterState({
    select: ({ location }) => location.pathname.replace(/\/$/, '').endsWith('/integrations'),
  });
  if (isThere || accounts.length === 0) return null;
  return (
    <div className="mb-6 grid gap-3">
      {accounts.map(({ id, accountLabel, isCalendar }) => (
        <Note icon="alert" key={id} role="status" tone="warn">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <p className="min-w-0 flex-1 basis-64 wrap-anywhere">
              <span className="font-semibold">{texts.title(accountLabel)}</span>{' '}
              {isCalendar ? texts.calendar : texts.account}
            </p>
            <Link className={buttonClass('secondary', 'small')} to="/integrations">
              {texts.renew}
            </Link>
          </div>
        </Note>
      ))}
    </div>
  );
};
