import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { toast } from 'sonner';
import { FeatureNote, useFeature } from '#web/host/app/feature.tsx';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { Button, IconButton } from '#web/host/components/button.tsx';
import { Card, PageHeader } from '#web/host/components/page.tsx';
import { EmptyState, ErrorState, Note, Skeleton } from '#web/host/components/states.tsx';
import {
  authorizeIntegration,
  type CalendarVendor,
  integrationListQuery,
} from '#web/host/queries/integration.ts';
import { type ConnectSearch, connectResult } from './connect-result.ts';
import { IntegrationCard } from './integration-card.tsx';
import { TenantSection } from './tenant-section.tsx';
import { vendorWithin } from './vendor-within.ts';

const route = getRouteApi('/member/integrations');

const ConnectButton = ({ vendor, primary }: { vendor: CalendarVendor; primary: boolean }): ReactElement => {
  const { integrations: texts } = useMessages();
  const connect = useConnect();
  return (
    <Button
      busy={connect.isPending}
      icon="plug"
      onClick={() => connect.mutate(vendor)}
      tone={primary ? 'primary' : 'secondary'}
    >
      {connect.isPending ? texts.connecting : texts.connect(vendorWithin(texts, vendor))}
    </Button>
  );
};

/** Sends the browser to the provider's consent page. */
const useConnect = () => {
  const showProblem = useProblemToast();
  return useMutation({
    mutationFn: authorizeIntegration,
    onSuccess: ({ url }) => location.assign(url),
    onError: showProblem,
  });
};

/**
 * What came of connecting, told once: the address forgets it at once, so that neither a reload nor a bookmark tells it
 * again. A success goes by itself, a failure stays until it is dismissed or the page is left.
 */
const ResultNote = (): ReactElement | null => {
  const messages = useMessages();
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const [failed, setFailed] = useState<ConnectSearch>({});
  useEffect(() => {
    const arrived = connectResult(search, messages);
    if (arrived === undefined) return;
    if (arrived.good) toast.success(arrived.text, { id: 'connected', duration: 10_000 });
    setFailed(arrived.good ? {} : search);
    void navigate({ search: {}, replace: true });
  }, [search, messages, navigate]);
  const result = connectResult(failed, messages);
  if (result === undefined) return null;
  return (
    <div className="mb-5">
      <Note icon="alert" role="alert" tone="bad">
        <div className="flex items-center gap-3">
          <p className="flex-1 font-medium">{result.text}</p>
          <IconButton
            className="-my-1.5 text-current"
            icon="close"
            label={messages.integrations.dismiss}
            onClick={() => setFailed({})}
          />
        </div>
      </Note>
    </div>
  );
};

export const IntegrationsPage = (): ReactElement => {
  const { integrations: texts } = useMessages();
  const query = useQuery(integrationListQuery);
  const may = useMay();
  const connect = useConnect();
  const items = query.data?.items ?? [];
  const available = query.data?.available ?? [];
  const isOn = useFeature('calendar_accounts');
  const offered = isOn && may('integrations.write') ? available : [];
  const buttons = offered.map((vendor) => (
    <ConnectButton key={vendor} primary={items.length === 0} vendor={vendor} />
  ));
  return (
    <>
      <PageHeader actions={items.length > 0 && buttons} lead={texts.lead} title={texts.title} />
      <ResultNote />
      <FeatureNote name="calendar_accounts" />
      {query.isPending && <Skeleton rows={3} />}
      {query.isError && query.data === undefined && (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      )}
      {query.data !== undefined && items.length === 0 && (
        <Card>
          <EmptyState
            body={available.length === 0 ? texts.unavailable : texts.empty.body}
            icon="plug"
            title={texts.empty.title}
          >
            {buttons}
          </EmptyState>
        </Card>
      )}
      <ul className="grid gap-5">
        {items.map((integration) => (
          <IntegrationCard
            integration={integration}
            key={integration.id}
            onReconnect={() => {
              const vendor = available.find((name) => name === integration.vendor);
              if (vendor !== undefined) connect.mutate(vendor);
            }}
            reconnecting={connect.isPending}
          />
        ))}
      </ul>
      {may('tenant_integrations.read') && <TenantSection />}
    </>
  );
};
