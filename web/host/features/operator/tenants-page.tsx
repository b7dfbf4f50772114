import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactElement, useCallback, useState } from 'react';
import { plans } from '#domain/plan/types.ts';
import { tenantStates } from '#domain/tenant/types.ts';
import type { OperatorTenant } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from '#web/host/components/button.tsx';
import { ChoiceField } from '#web/host/components/inputs/choice-field.tsx';
import { SearchInput } from '#web/host/components/inputs/search-input.tsx';
import { PageHeader } from '#web/host/components/page.tsx';
import { PagedList } from '#web/host/components/paged-list.tsx';
import { EmptyState } from '#web/host/components/states.tsx';
import { type TenantFilters, tenantListQuery } from '#web/host/queries/operator/operator.ts';
import { NewTenantDialog } from './new-tenant-dialog.tsx';
import { TenantStateBadge } from './tenant-state.tsx';

const route = getRouteApi('/operator/tenants');

const Row = ({ tenant }: { tenant: OperatorTenant }): ReactElement => {
  const { operator: texts } = useMessages();
  return (
    <li className="relative grid gap-x-5 gap-y-1 px-5 py-3 hover:bg-sunken/60 @2xl:grid-cols-[minmax(0,1fr)_auto] @2xl:items-center">
      <div className="min-w-0">
        <Link
          className="font-medium wrap-anywhere after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          params={{ tenantId: tenant.id }}
          to="/operator/tenants/$tenantId"
        >
          {tenant.name}
        </Link>
        <p className="text-sm wrap-anywhere text-soft">
          {texts.plans[tenant.plan]} · {texts.memberCount(tenant.memberCount)}
          {tenant.handle !== null && <> · {tenant.handle}</>}
        </p>
      </div>
      {tenant.state !== 'active' && <TenantStateBadge state={tenant.state} />}
    </li>
  );
};

const Found = ({ filters }: { filters: TenantFilters }): ReactElement => {
  const { nothingFound } = useMessages().operator;
  const list = useInfiniteQuery(tenantListQuery(filters));
  return (
    <PagedList
      empty={<EmptyState body={nothingFound.body} icon="search" title={nothingFound.title} />}
      list={list}
      rows={5}
    >
      {(tenant) => <Row key={tenant.id} tenant={tenant} />}
    </PagedList>
  );
};

/** Organisations of the installation, to be searched by name. */
export const TenantsPage = (): ReactElement => {
  const { operator: texts } = useMessages();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const [isCreating, setCreating] = useState(false);
  const change = useCallback(
    (changed: TenantFilters) => {
      void navigate({
        to: '.',
        replace: true,
        search: (before: TenantFilters) => ({ ...before, ...changed }),
      });
    },
    [navigate],
  );
  const onSearch = useCallback((search: string) => change({ search: search || undefined }), [change]);
  return (
    <div className="@container">
      <PageHeader
        actions={
          <Button icon="plus" onClick={() => setCreating(true)} tone="primary">
            {texts.create.open}
          </Button>
        }
        lead={texts.lead}
        title={texts.nav.tenants}
      />
      <div className="flex flex-wrap gap-3 pb-5" role="search">
        <div className="min-w-0 flex-1 basis-64">
          <SearchInput
            hint={texts.searchHint}
            label={texts.search}
            onSearch={onSearch}
            value={filters.search ?? ''}
          />
        </div>
        <ChoiceField
          all={texts.anyState}
          label={texts.state}
          onChange={(state) => change({ state })}
          textOf={(state) => texts.states[state]}
          value={filters.state}
          values={tenantStates}
        />
        <ChoiceField
          all={texts.anyPlan}
          label={texts.plan}
          onChange={(plan) => change({ plan })}
          textOf={(plan) => texts.plans[plan]}
          value={filters.plan}
          values={plans}
        />
      </div>
      <div className="grid gap-4">
        <Found filters={filters} />
      </div>
      {isCreating && <NewTenantDialog onClose={() => setCreating(false)} />}
    </div>
  );
};
