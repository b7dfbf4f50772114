import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useDeviceFormats } from '#web/host/app/use-formats.ts';
import { Card, Section } from '#web/host/components/page.tsx';
import { tenantBillingQuery } from '#web/host/queries/account/billing.ts';

/** What an organisation pays for its plan, for operators; nothing where the installation sells none. */
export const BillingCard = ({ tenantId }: { tenantId: string }): ReactElement | null => {
  const { billing: texts, operator } = useMessages();
  const { dateTime } = useDeviceFormats();
  const { data: billing } = useQuery(tenantBillingQuery(tenantId));
  if (billing === undefined || (!billing.isSold && billing.subscription === null)) return null;
  const { subscription } = billing;
  return (
    <Card>
      <Section title={texts.operator.title}>
        <p>
          <span className="text-soft">{texts.operator.source}:</span> {texts.operator.sources[billing.source]}
        </p>
        {subscription === null ? (
          <p className="text-soft">{texts.operator.none}</p>
        ) : (
          <>
            <p>
              <span className="text-soft">{texts.operator.state}:</span> {operator.plans[subscription.plan]},{' '}
              {texts.intervals[subscription.interval]}, {texts.states[subscription.state]}
            </p>
            <p className="tabular-nums">{texts.seats(subscription.seats, billing.members)}</p>
            {subscription.graceEndsAt !== null && <p>{texts.grace(dateTime(subscription.graceEndsAt))}</p>}
          </>
        )}
        {billing.isFailing && <p>{texts.failing}</p>}
      </Section>
    </Card>
  );
};
