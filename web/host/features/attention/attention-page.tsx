import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { Button } from '#web/host/components/button.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { Card, PageHeader } from '#web/host/components/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/host/components/states.tsx';
import { type AttentionOrder, attentionListQuery, attentionOrders } from '#web/host/queries/attention.ts';
import { AttentionItem } from './attention-item.tsx';
import { SuppressionsSection } from './suppressions-section.tsx';

const OrderField = ({
  order,
  onChange,
}: {
  order: AttentionOrder;
  onChange: (order: AttentionOrder) => void;
}): ReactElement => {
  const { attention: texts } = useMessages();
  return (
    <Field className="w-44" hideLabel label={texts.order}>
      {(control) => (
        <select
          {...control}
          className="control"
          onChange={(event) =>
            onChange(attentionOrders.find((name) => name === event.target.value) ?? 'newest')
          }
          value={order}
        >
          {attentionOrders.map((name) => (
            <option key={name} value={name}>
              {texts.orders[name]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
};

const Items = ({ order }: { order: AttentionOrder }): ReactElement => {
  const { attention: texts, shell } = useMessages();
  const list = useInfiniteQuery(attentionListQuery({ order }));
  if (list.isPending) return <Skeleton />;
  if (list.data === undefined)
    return (
      <Card>
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      </Card>
    );
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <Card>
        <EmptyState body={texts.empty.body} icon="check" title={texts.empty.title} />
      </Card>
    );
  return (
    <>
      <p className="sr-only" role="status">
        {texts.count(items.length, list.hasNextPage)}
      </p>
      <Card className="overflow-hidden">
        <ul className="divide-y divide-line">
          {items.map((item) => (
            <li className="px-4 py-4 sm:px-5" key={item.id}>
              <AttentionItem item={item} withSubject />
            </li>
          ))}
        </ul>
      </Card>
      {list.hasNextPage && (
        <Button
          busy={list.isFetchingNextPage}
          className="justify-self-center"
          onClick={() => void list.fetchNextPage()}
        >
          {list.isFetchingNextPage ? shell.actions.loadingMore : shell.actions.more}
        </Button>
      )}
    </>
  );
};

export const AttentionPage = (): ReactElement => {
  const { attention: texts } = useMessages();
  const [order, setOrder] = useState<AttentionOrder>('newest');
  const may = useMay();
  return (
    <>
      <PageHeader
        actions={<OrderField onChange={setOrder} order={order} />}
        lead={texts.lead}
        title={texts.title}
      />
      <div className="grid gap-8">
        <div className="grid gap-4">
          <Items order={order} />
        </div>
        <SuppressionsSection mayLift={may('suppressions.write')} />
      </div>
    </>
  );
};
