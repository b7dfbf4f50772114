import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import type { FeatureList } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Badge } from '#web/host/components/badge.tsx';
import { Button } from '#web/host/components/button.tsx';
import { Card, PageHeader, Section } from '#web/host/components/page.tsx';
import { ErrorState, Skeleton } from '#web/host/components/states.tsx';
import { featureListQuery, operatorKey, setFeature } from '#web/host/queries/operator/operator.ts';
import { ReasonDialog } from './reason-dialog.tsx';

type Item = FeatureList['items'][number];
type Asked = { item: Item; isOn: boolean | null };

const ChangeDialog = ({
  asked: { item, isOn },
  tenantId,
  onClose,
}: {
  asked: Asked;
  tenantId: string | null;
  onClose: () => void;
}): ReactElement => {
  const { features: texts } = useMessages().operator;
  const queryClient = useQueryClient();
  const change = useMutationOnce({
    mutationFn: setFeature,
    onSuccess: async () => {
      onClose();
      toast.success(texts.done);
      await queryClient.invalidateQueries({ queryKey: operatorKey });
    },
  });
  const verb = isOn === null ? texts.reset : isOn ? texts.turnOn : texts.turnOff;
  return (
    <ReasonDialog
      body={texts.explained[item.name]}
      busy={change.isPending}
      confirm={verb}
      danger={isOn === false}
      error={change.error}
      onClose={onClose}
      onConfirm={(reason) => change.mutate({ tenantId, feature: item.name, isOn, reason })}
      title={texts.names[item.name]}
    />
  );
};

const Row = ({
  item,
  tenantId,
  onAsk,
}: {
  item: Item;
  tenantId: string | null;
  onAsk: (asked: Asked) => void;
}): ReactElement => {
  const { operator } = useMessages();
  const { features: texts } = operator;
  const name = texts.names[item.name];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          <Badge tone={item.isOn ? 'good' : 'bad'}>{item.isOn ? texts.on : texts.off}</Badge>
        </p>
        <p className="text-sm text-soft">{texts.explained[item.name]}</p>
        {item.set !== null && (
          <p className="text-sm wrap-anywhere">
            {tenantId === null ? texts.setHere : texts.setForTenant}{' '}
            {operator.support.reason(item.set.reason)}
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          aria-label={`${item.isOn ? texts.turnOff : texts.turnOn}: ${name}`}
          onClick={() => onAsk({ item, isOn: !item.isOn })}
          size="small"
        >
          {item.isOn ? texts.turnOff : texts.turnOn}
        </Button>
        {item.set !== null && (
          <Button
            aria-label={`${texts.reset}: ${name}`}
            onClick={() => onAsk({ item, isOn: null })}
            size="small"
            tone="quiet"
          >
            {texts.reset}
          </Button>
        )}
      </div>
    </li>
  );
};

/** What is switched on and off: in the installation, or in one organisation. */
export const FeatureSwitches = ({ tenantId }: { tenantId: string | null }): ReactElement => {
  const { features: texts } = useMessages().operator;
  const list = useQuery(featureListQuery(tenantId));
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <Card>
      <Section title={texts.title}>
        {list.isPending && <Skeleton rows={3} />}
        {list.isError && list.data === undefined && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        <ul className="divide-y divide-line">
          {list.data?.items.map((item) => (
            <Row item={item} key={item.name} onAsk={setAsked} tenantId={tenantId} />
          ))}
        </ul>
      </Section>
      {asked !== null && <ChangeDialog asked={asked} onClose={() => setAsked(null)} tenantId={tenantId} />}
    </Card>
  );
};

export const FeaturesPage = (): ReactElement => {
  const { operator: texts } = useMessages();
  return (
    <>
      <PageHeader lead={texts.features.lead} title={texts.nav.features} />
      <FeatureSwitches tenantId={null} />
    </>
  );
};
