import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactElement, type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import type { OperatorTenant } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useDeviceFormats } from '#web/host/app/use-formats.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { Card, PageHeader, Section } from '#web/host/components/page.tsx';
import { ErrorState, Note, Skeleton } from '#web/host/components/states.tsx';
import { UsageCard } from '#web/host/features/plan/usage-card.tsx';
import { changeTenantState, operatorKey, operatorTenantQuery } from '#web/host/queries/operator/operator.ts';
import { tenantUsageQuery } from '#web/host/queries/usage.ts';
import { languageNames } from '#web/i18n/languages.ts';
import { BillingCard } from './billing-card.tsx';
import { DeletionAction } from './deletion-action.tsx';
import { DomainsCard } from './domains-card.tsx';
import { EditTenantDialog } from './edit-tenant-dialog.tsx';
import { FeatureSwitches } from './feature-switches.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { SupportAction } from './support-action.tsx';
import { TenantStateBadge } from './tenant-state.tsx';

const route = getRouteApi('/operator/tenants/$tenantId');

const StateAction = ({ tenant }: { tenant: OperatorTenant }): ReactElement => {
  const { operator: texts } = useMessages();
  const [isAsking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const verb = tenant.state === 'active' ? 'suspend' : 'resume';
  const change = useMutationOnce({
    mutationFn: (reason: string) => changeTenantState({ verb, tenantId: tenant.id, reason }),
    onSuccess: async () => {
      setAsking(false);
      toast.success(texts[verb].done);
      await queryClient.invalidateQueries({ queryKey: operatorKey });
    },
  });
  return (
    <>
      <Button onClick={() => setAsking(true)} tone={verb === 'suspend' ? 'danger' : 'primary'}>
        {texts[verb].open}
      </Button>
      {isAsking && (
        <ReasonDialog
          body={texts[verb].body}
          busy={change.isPending}
          confirm={texts[verb].open}
          danger={verb === 'suspend'}
          error={change.error}
          onClose={() => {
            setAsking(false);
            change.reset();
          }}
          onConfirm={(reason) => change.mutate(reason)}
          title={texts[verb].title(tenant.name)}
        />
      )}
    </>
  );
};

const Actions = ({ tenant }: { tenant: OperatorTenant }): ReactElement => {
  const { operator: texts } = useMessages();
  const [isChoosing, setChoosing] = useState(false);
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      <SupportAction tenant={tenant} />
      <Button onClick={() => setEditing(true)}>{texts.edit.open}</Button>
      <Button onClick={() => setChoosing(true)}>{texts.setPlan.open}</Button>
      {tenant.deletion === null && <StateAction tenant={tenant} />}
      <DeletionAction tenant={tenant} />
      {isEditing && <EditTenantDialog onClose={() => setEditing(false)} tenant={tenant} />}
      {isChoosing && <PlanDialog onClose={() => setChoosing(false)} tenant={tenant} />}
    </>
  );
};

const Fact = ({ term, children }: { term: string; children: ReactNode }): ReactElement => (
  <div className="grid gap-x-4 sm:grid-cols-[12rem_minmax(0,1fr)]">
    <dt className="text-soft">{term}</dt>
    <dd className="wrap-anywhere">{children}</dd>
  </div>
);

const Facts = ({ tenant }: { tenant: OperatorTenant }): ReactElement => {
  const { operator: texts } = useMessages();
  const { dateTime } = useDeviceFormats();
  return (
    <Card>
      <Section title={texts.facts.title}>
        <dl className="grid gap-2">
          <Fact term={texts.state}>
            <TenantStateBadge state={tenant.state} />
          </Fact>
          <Fact term={texts.plan}>{texts.plans[tenant.plan]}</Fact>
          <Fact term={texts.facts.members}>{tenant.memberCount}</Fact>
          <Fact term={texts.facts.handle}>{tenant.handle ?? texts.facts.none}</Fact>
          <Fact term={texts.create.locale}>{languageNames[tenant.locale]}</Fact>
          <Fact term={texts.create.timeZone}>{tenant.timeZone}</Fact>
          <Fact term={texts.facts.created}>{dateTime(tenant.createdAt)}</Fact>
          <Fact term={texts.facts.id}>{tenant.id}</Fact>
        </dl>
      </Section>
    </Card>
  );
};

/** One organisation: what it is, and what an operator does about it. */
export const TenantPage = (): ReactElement => {
  const { operator: texts } = useMessages();
  const { date } = useDeviceFormats();
  const tenant = useQuery(operatorTenantQuery(route.useParams().tenantId));
  if (tenant.isPending) return <Skeleton rows={4} />;
  if (tenant.data === undefined)
    return (
      <Card>
        <ErrorState error={tenant.error} onRetry={() => void tenant.refetch()} />
      </Card>
    );
  const { data } = tenant;
  return (
    <>
      <Link
        className="mb-2 inline-flex min-h-9 items-center gap-2 rounded-lg pe-2 text-sm font-medium text-soft hover:text-ink"
        to="/operator/tenants"
      >
        <Icon name="arrowLeft" />
        {texts.back}
      </Link>
      <PageHeader actions={<Actions tenant={data} />} title={data.name} />
      <div className="grid gap-4">
        {data.deletion !== null && (
          <Note icon="alert" tone="warn">
            <p className="font-medium">
              {data.deletion.state === 'waiting'
                ? texts.deletion.since(date(data.deletion.dueAt))
                : texts.deletion.begun}
            </p>
            <p>{data.deletion.reason}</p>
          </Note>
        )}
        {data.state === 'suspended' && data.deletion === null && (
          <Note icon="alert" tone="warn">
            <p className="font-medium">
              {texts.suspendedSince(data.stateAt === null ? '' : date(data.stateAt))}
            </p>
            <p>{data.stateReason}</p>
          </Note>
        )}
        <Facts tenant={data} />
        <BillingCard tenantId={data.id} />
        <DomainsCard tenantId={data.id} />
        <UsageCard queryOf={(month) => tenantUsageQuery(data.id, month)} />
        <FeatureSwitches tenantId={data.id} />
      </div>
    </>
  );
};
