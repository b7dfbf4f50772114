import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { buttonClass } from '#web/host/components/button.tsx';
import { Note } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';
import { secondFactorQuery } from '#web/host/queries/account/security.ts';

/** On every page but the one that turns them on, where the organisation requires one-time codes and the signed-in member has none. */
export const SecondFactorBanner = (): ReactElement | null => {
  const { required: texts } = useMessages().security.secondFactor;
  const { data: me } = useSuspenseQuery(meQuery);
  const isRequired = me.tenant.secondFactorRequired;
  const { data: secondFactor } = useQuery({ ...secondFactorQuery, enabled: isRequired });
  const isThere = useRouterState({
    select: ({ location }) => location.pathname.replace(/\/$/, '').endsWith('/security'),
  });
  if (!isRequired || isThere || secondFactor === undefined || secondFactor.enabledAt !== null) return null;
  return (
    <div className="mb-6">
      <Note icon="alert" role="status" tone="warn">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <p className="min-w-0 flex-1 basis-64">{texts.body(me.tenant.name)}</p>
          <Link className={buttonClass('secondary', 'small')} to="/security">
            {texts.open}
          </Link>
        </div>
      </Note>
    </div>
  );
};
