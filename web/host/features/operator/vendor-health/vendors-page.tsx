import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { backlogKinds } from '#domain/vendor-health/backlog.ts';
import type { VendorBacklogItem } from '#web/api/schemas.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { useDeviceFormats } from '#web/host/app/use-formats.ts';
import { ChoiceField } from '#web/host/components/inputs/choice-field.tsx';
import { Card, PageHeader } from '#web/host/components/page.tsx';
import { PagedList } from '#web/host/components/paged-list.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/host/components/states.tsx';
import {
  backlogFiguresQuery,
  backlogListQuery,
  vendorHealthQuery,
} from '#web/host/queries/operator/vendor-health.ts';
import { VendorCard } from './vendor-card.tsx';
import { vendorName } from './vendor-name.ts';

const route = getRouteApi('/operator/vendors');

const Health = (): ReactElement => {
  const { vendors: texts } = useMessages().operator;
  const list = useQuery(vendorHealthQuery);
  if (list.isPending) return <Skeleton rows={3} />;
  if (list.data === undefined)
    return (
      <Card>
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      </Card>
    );
  if (list.data.length === 0)
    return (
      <Card>
        <EmptyState body={texts.none.body} icon="refresh" title={texts.none.title} />
      </Card>
    );
  return (
    <>
      {list.data.map((item) => (
        <VendorCard item={item} key={`${item.capability}/${item.vendor}`} />
      ))}
    </>
  );
};

const Row = ({ item }: { item: VendorBacklogItem }): ReactElement => {
  const { messages } = useLanguage();
  const { vendors: texts, stuck } = messages.operator;
  const formats = useDeviceFormats();
  return (
    <li className="px-5 py-3">
      <p className="font-medium wrap-anywhere">
        {texts.kinds[item.kind]} ·{' '}
        <Link className="underline" params={{ tenantId: item.tenant.id }} to="/operator/tenants/$tenantId">
          {item.tenant.name}
        </Link>
      </p>
      <p className="text-sm wrap-anywhere text-soft">
        {vendorName(messages, item)} · {stuck.since(formats.dateTime(item.since))}
      </p>
      <p className="font-mono text-xs wrap-anywhere text-soft">{item.id}</p>
    </li>
  );
};

const Figures = (): ReactElement | null => {
  const messages = useMessages();
  const { vendors: texts } = messages.operator;
  const formats = useDeviceFormats();
  const items = useQuery(backlogFiguresQuery).data ?? [];
  if (items.length === 0) return null;
  return (
    <Card className="p-4 sm:p-6">
      <ul className="grid gap-1">
        {items.map(({ kind, vendor, count, since }) => (
          <li className="flex gap-3" key={`${kind}/${vendor}`}>
            <span className="w-12 shrink-0 text-end font-semibold tabular-nums">{count}</span>
            <span className="min-w-0 wrap-anywhere">
              {texts.kinds[kind]}: {vendorName(messages, { vendor })}{' '}
              <span className="text-sm text-soft">{texts.oldest(formats.dateTime(since))}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
};

/** How the vendors answer, and what of the accounts at them is not as it should be. */
export const VendorsPage = (): ReactElement => {
  const { vendors: texts, nav } = useMessages().operator;
  const { kind } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(backlogListQuery(kind));
  return (
    <>
      <PageHeader lead={texts.lead} title={nav.vendors} />
      <div className="grid gap-4">
        <Health />
        <div className="mt-4 flex flex-wrap items-end gap-x-6 gap-y-3">
          <div className="min-w-0 flex-1 basis-64">
            <h2 className="text-lg font-semibold">{texts.backlog}</h2>
            <p className="text-soft">{texts.backlogLead}</p>
          </div>
          <ChoiceField
            all={texts.anyKind}
            label={texts.kind}
            onChange={(chosen) => void navigate({ to: '.', replace: true, search: { kind: chosen } })}
            textOf={(each) => texts.kinds[each]}
            value={kind}
            values={backlogKinds}
          />
        </div>
        <Figures />
        <PagedList
          empty={<EmptyState body={texts.empty.body} icon="check" title={texts.empty.title} />}
          list={list}
          rows={3}
        >
          {(item) => <Row item={item} key={`${item.kind}/${item.id}`} />}
        </PagedList>
      </div>
    </>
  );
};
