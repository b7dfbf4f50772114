import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { MoreButton } from '#web/host/components/more-button.tsx';
import { Card, Section } from '#web/host/components/page.tsx';
import { ErrorState, Skeleton } from '#web/host/components/states.tsx';
import { DomainState } from '#web/host/features/domain/domain-state.tsx';
import { tenantDomainsQuery } from '#web/host/queries/operator/operator.ts';

/** Which domains an organisation has, as operators see them. */
export const DomainsCard = ({ tenantId }: { tenantId: string }): ReactElement => {
  const { domains: texts, operator } = useMessages();
  const list = useInfiniteQuery(tenantDomainsQuery(tenantId));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card>
      <Section title={texts.title}>
        {list.isPending && <Skeleton rows={1} />}
        {list.isError && list.data === undefined && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.data !== undefined && items.length === 0 && <p className="text-soft">{operator.facts.none}</p>}
        <ul className="grid gap-3">
          {items.map((item) => (
            <li key={item.id}>
              <DomainState item={item} />
            </li>
          ))}
        </ul>
        <MoreButton list={list} />
      </Section>
    </Card>
  );
};
