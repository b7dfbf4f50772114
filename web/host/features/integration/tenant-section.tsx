import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useId, useState } from 'react';
import { toast } from 'sonner';
import type { TenantIntegration, TenantVendor } from '#web/api/schemas.ts';
import { FeatureNote, useFeature } from '#web/host/app/feature.tsx';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Badge } from '#web/host/components/badge.tsx';
import { Button } from '#web/host/components/button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { Card } from '#web/host/components/page.tsx';
import { ErrorState, ProblemNote, Skeleton } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';
import {
  disconnectIntegration,
  integrationsKey,
  tenantIntegrationsQuery,
  testTenantAccount,
} from '#web/host/queries/integration.ts';
import { textOf } from '#web/ui/text-of.ts';
import { ConnectDialog } from './connect-dialog.tsx';
import { toneOfStatus } from './integration-card.tsx';
import { PaymentSection } from './payments/payment-section.tsx';
import { vendorWithin } from './vendor-within.ts';

const iconOf = (account: TenantIntegration) =>
  account.capability === 'email' ? 'mail' : account.capability === 'conference' ? 'video' : 'calendar';

/** What changes an account changes who makes meetings as well. */
const useRefresh = () => {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: integrationsKey }),
      queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
    ]);
};

const Actions = ({ account }: { account: TenantIntegration }): ReactElement => {
  const { integrations: texts } = useMessages();
  const { tenant } = texts;
  const [isEnding, setEnding] = useState(false);
  const refresh = useRefresh();
  const test = useMutationOnce({
    mutationFn: () => testTenantAccount(account.id),
    onSuccess: () => toast.success(account.capability === 'email' ? tenant.testedMail : tenant.tested),
    onSettled: refresh,
  });
  const disconnect = useMutationOnce({
    mutationFn: () => disconnectIntegration(account.id),
    onSuccess: () => {
      setEnding(false);
      toast.success(texts.disconnected);
    },
    onSettled: refresh,
  });
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {account.status === 'connected' && (
          <Button
            aria-label={tenant.testLabel(account.accountLabel)}
            busy={test.isPending}
            onClick={() => test.mutate()}
            size="small"
          >
            {tenant.test}
          </Button>
        )}
        <Button
          aria-label={tenant.disconnectLabel(account.accountLabel)}
          onClick={() => setEnding(true)}
          size="small"
        >
          {texts.disconnect}
        </Button>
      </div>
      {test.isError && (
        <div className="basis-full">
          <ProblemNote error={test.error} />
        </div>
      )}
      <ConfirmDialog
        body={tenant.disconnectBody[account.capability] ?? texts.disconnectBody}
        busy={disconnect.isPending}
        confirm={texts.disconnectConfirm}
        error={disconnect.error}
        onConfirm={() => disconnect.mutate()}
        onOpenChange={setEnding}
        open={isEnding}
        title={texts.disconnectTitle(account.accountLabel)}
      />
    </>
  );
};

const Row = ({ account }: { account: TenantIntegration }): ReactElement => {
  const { integrations: texts } = useMessages();
  const may = useMay();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 p-4 sm:p-5">
      <Icon className="size-6 text-accent-ink" name={iconOf(account)} />
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate font-semibold">{account.accountLabel}</p>
        <p className="text-sm text-soft">
          {textOf(texts.vendors, account.vendor, texts.otherVendor)} ·{' '}
          {account.member?.name ?? texts.tenant.capabilities[account.capability]}
        </p>
      </div>
      <Badge icon={account.status === 'connected' ? 'check' : 'alert'} tone={toneOfStatus[account.status]}>
        {texts.status[account.status]}
      </Badge>
      {account.member === null && may('tenant_integrations.write') && <Actions account={account} />}
    </li>
  );
};

const Accounts = ({
  title,
  lead,
  none,
  accounts,
  offers = [],
  onConnect,
}: {
  title: string;
  lead?: string;
  none: string;
  accounts: readonly TenantIntegration[];
  offers?: readonly TenantVendor[];
  onConnect?: (offer: TenantVendor) => void;
}): ReactElement => {
  const { integrations: texts } = useMessages();
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <div>
        <h2 className="text-lg font-semibold" id={id}>
          {title}
        </h2>
        {lead !== undefined && <p className="text-sm text-soft">{lead}</p>}
      </div>
      <Card>
        {accounts.length === 0 ? (
          <p className="p-4 text-soft sm:p-5">{none}</p>
        ) : (
          <ul className="divide-y divide-line">
            {accounts.map((account) => (
              <Row account={account} key={account.id} />
            ))}
          </ul>
        )}
      </Card>
      {offers.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {offers.map((offer) => (
            <Button icon="plug" key={offer.vendor} onClick={() => onConnect?.(offer)}>
              {texts.connect(vendorWithin(texts, offer.vendor))}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
};

/** The accounts of the organisation, which can be connected, tested and disconnected here, and those of its members. */
export const TenantSection = (): ReactElement => {
  const { integrations: texts } = useMessages();
  const query = useQuery(tenantIntegrationsQuery);
  const hasMail = useFeature('mail_accounts');
  const [chosen, setChosen] = useState<TenantVendor>();
  const mayWrite = useMay()('tenant_integrations.write');
  if (query.isPending) return <Skeleton rows={2} />;
  if (query.data === undefined)
    return (
      <Card>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </Card>
    );
  const { items } = query.data;
  const available = query.data.available.filter(({ capability }) => hasMail || capability !== 'email');
  return (
    <div className="mt-8 grid gap-8">
      <FeatureNote name="mail_accounts" />
      <Accounts
        accounts={items.filter(({ member, capability }) => member === null && capability !== 'payment')}
        lead={texts.tenant.lead}
        none={available.length === 0 ? texts.tenant.unavailable : texts.tenant.none}
        offers={mayWrite ? available : []}
        onConnect={setChosen}
        title={texts.tenant.title}
      />
      <PaymentSection />
      <Accounts
        accounts={items.filter(({ member }) => member !== null)}
        none={texts.tenant.memberNone}
        title={texts.tenant.membersTitle}
      />
      {chosen !== undefined && (
        <ConnectDialog key={chosen.vendor} offer={chosen} onClose={() => setChosen(undefined)} />
      )}
    </div>
  );
};
