import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { Domain } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { CopyButton } from '#web/host/components/copy-button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { MoreButton } from '#web/host/components/more-button.tsx';
import { Card, PageHeader } from '#web/host/components/page.tsx';
import { EmptyState, ErrorState, ProblemNote, Skeleton } from '#web/host/components/states.tsx';
import { checkDomain, domainListQuery, domainsKey, removeDomain } from '#web/host/queries/account/domain.ts';
import { AddDomainDialog } from './add-domain-dialog.tsx';
import { DomainState } from './domain-state.tsx';

const Record = ({ kind, name, value }: { kind: string; name: string; value: string }): ReactElement => {
  const { domains: texts } = useMessages();
  return (
    <li className="grid gap-1 rounded-xl bg-sunken p-3 text-sm">
      <p>
        <span className="font-semibold">{kind}</span> <code className="wrap-anywhere">{name}</code>
      </p>
      <p className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 flex-1 basis-48 wrap-anywhere">{value}</code>
        <CopyButton label={texts.copy(kind)} text={value} />
      </p>
    </li>
  );
};

const RemoveDialog = ({ item, onClose }: { item: Domain; onClose: () => void }): ReactElement => {
  const { remove: texts } = useMessages().domains;
  const queryClient = useQueryClient();
  const remove = useMutationOnce({
    mutationFn: () => removeDomain(item.id),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: domainsKey }),
  });
  return (
    <ConfirmDialog
      body={texts.body}
      busy={remove.isPending}
      confirm={texts.confirm}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.title(item.name)}
    />
  );
};

const DomainRow = ({ item }: { item: Domain }): ReactElement => {
  const { domains: texts } = useMessages();
  const [isRemoving, setRemoving] = useState(false);
  const may = useMay();
  const queryClient = useQueryClient();
  const check = useMutationOnce({
    mutationFn: () => checkDomain(item.id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: domainsKey }),
  });
  return (
    <li className="grid gap-3 p-4 sm:p-5">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <DomainState item={item} />
        </div>
        {may('domains.write') && (
          <div className="flex flex-wrap gap-2">
            <Button
              aria-label={`${texts.check}: ${item.name}`}
              busy={check.isPending}
              onClick={() => check.mutate()}
            >
              {texts.check}
            </Button>
            <Button
              aria-label={`${texts.remove.confirm}: ${item.name}`}
              icon="trash"
              onClick={() => setRemoving(true)}
            >
              {texts.remove.confirm}
            </Button>
          </div>
        )}
      </div>
      <ProblemNote error={check.error} />
      {item.state !== 'verified' && (
        <div className="grid gap-2">
          <p className="text-sm text-soft">{texts.records}</p>
          <ul className="grid gap-2">
            <Record kind="TXT" name={item.proof.name} value={item.proof.value} />
            <Record kind="CNAME" name={item.name} value={item.target} />
          </ul>
        </div>
      )}
      {isRemoving && <RemoveDialog item={item} onClose={() => setRemoving(false)} />}
    </li>
  );
};

/** For the admins of an organisation: domains of its own for its pages. */
export const DomainsPage = (): ReactElement => {
  const { domains: texts } = useMessages();
  const list = useInfiniteQuery(domainListQuery);
  const [isAdding, setAdding] = useState(false);
  const may = useMay();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader
        actions={
          may('domains.write') && (
            <Button icon="plus" onClick={() => setAdding(true)} tone="primary">
              {texts.add.open}
            </Button>
          )
        }
        lead={texts.lead}
        title={texts.title}
      />
      {list.isPending && <Skeleton rows={2} />}
      {list.isError && list.data === undefined && (
        <Card>
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        </Card>
      )}
      {list.data !== undefined && items.length === 0 && (
        <Card>
          <EmptyState body={texts.empty.body} icon="globe" title={texts.empty.title} />
        </Card>
      )}
      {items.length > 0 && (
        <Card>
          <ul className="divide-y divide-line">
            {items.map((item) => (
              <DomainRow item={item} key={item.id} />
            ))}
          </ul>
        </Card>
      )}
      <MoreButton list={list} />
      {isAdding && <AddDomainDialog onClose={() => setAdding(false)} />}
    </>
  );
};
