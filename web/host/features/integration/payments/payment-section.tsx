import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useId, useState } from 'react';
import type { PaymentAccount, PaymentVendorOffer } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { Button } from '#web/host/components/button.tsx';
import { Card } from '#web/host/components/page.tsx';
import { ErrorState, Note, Skeleton } from '#web/host/components/states.tsx';
import { paymentAccountsQuery } from '#web/host/queries/integration.ts';
import { vendorWithin } from '../vendor-within.ts';
import { KeyDialog, type KeyFor } from './key-dialog.tsx';
import { PaymentAccountCard } from './payment-account-card.tsx';

const Nothing = ({ pricedLinks, isOffered }: { pricedLinks: number; isOffered: boolean }): ReactElement => {
  const { payments: texts } = useMessages().integrations;
  return (
    <Card className="grid gap-4 p-4 sm:p-5">
      <p className="text-soft">{isOffered ? texts.none : texts.unavailable}</p>
      {pricedLinks > 0 && (
        <Note icon="alert" tone="warn">
          <p>{texts.noneButPriced(pricedLinks)}</p>
        </Note>
      )}
    </Card>
  );
};

/** The accounts that take payments: connected, given another key, told of notifications, tested and disconnected here. */
export const PaymentSection = (): ReactElement => {
  const { integrations: messages } = useMessages();
  const { payments: texts } = messages;
  const id = useId();
  const query = useQuery(paymentAccountsQuery);
  const mayWrite = useMay()('tenant_integrations.write');
  const [asked, setAsked] = useState<KeyFor>();
  const hasAccount = (query.data?.items.length ?? 0) > 0;
  const offerOf = (account: PaymentAccount): PaymentVendorOffer | undefined =>
    query.data?.available.find(({ vendor }) => vendor === account.vendor);
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <div>
        <h2 className="text-lg font-semibold" id={id}>
          {texts.title}
        </h2>
        <p className="text-sm text-soft">{texts.lead}</p>
      </div>
      {query.isPending && <Skeleton rows={1} />}
      {query.isError && query.data === undefined && (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      )}
      {query.data !== undefined && query.data.items.length === 0 && (
        <Nothing isOffered={query.data.available.length > 0} pricedLinks={query.data.pricedLinks} />
      )}
      {query.data?.items.map((account) => (
        <PaymentAccountCard
          account={account}
          key={account.id}
          offer={offerOf(account)}
          onReplaceKey={(offer) => setAsked({ offer, account })}
          pricedLinks={account.isCurrent ? query.data.pricedLinks : 0}
        />
      ))}
      {mayWrite && (
        <div className="flex flex-wrap gap-2">
          {query.data?.available.map((offer) => (
            <Button icon="plug" key={offer.vendor} onClick={() => setAsked({ offer })}>
              {(hasAccount ? texts.another : messages.connect)(vendorWithin(messages, offer.vendor))}
            </Button>
          ))}
        </div>
      )}
      {asked !== undefined && <KeyDialog {...asked} onClose={() => setAsked(undefined)} />}
    </section>
  );
};
