import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useFormats } from '#web/host/app/use-formats.ts';
import { buttonClass } from '#web/host/components/button.tsx';
import { Note } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';

/** On every page but that of billing, while a payment for the plan is owed: what ends with it concerns every member. */
export const BillingBanner = (): ReactElement | null => {
  const { banner: texts } = useMessages().billing;
  const { data: me } = useSuspenseQuery(meQuery);
  const may = useMay();
  const formats = useFormats();
  const isThere = useRouterState({
    select: ({ location }) => location.pathname.replace(/\/$/, '').endsWith('/billing'),
  });
  const { planEndsAt } = me.tenant;
  if (planEndsAt === null || isThere) return null;
  return (
    <div className="mb-6">
      <Note icon="alert" role="status" tone="warn">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <p className="min-w-0 flex-1 basis-64">{texts.body(formats.dateTime(planEndsAt))}</p>
          {may('billing.write') && (
            <Link className={buttonClass('secondary', 'small')} search={{}} to="/billing">
              {texts.open}
            </Link>
          )}
        </div>
      </Note>
    </div>
  );
};
