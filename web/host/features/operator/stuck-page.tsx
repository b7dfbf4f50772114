import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { stuckKinds } from '#domain/stuck/kinds.ts';
import type { StuckItem } from '#web/api/schemas.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { useDeviceFormats } from '#web/host/app/use-formats.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button, buttonClass } from '#web/host/components/button.tsx';
import { ChoiceField } from '#web/host/components/inputs/choice-field.tsx';
import { Card, PageHeader, Section } from '#web/host/components/page.tsx';
import { PagedList } from '#web/host/components/paged-list.tsx';
import { EmptyState } from '#web/host/components/states.tsx';
import { operatorKey } from '#web/host/queries/operator/operator.ts';
import {
  retryStuck,
  type StuckFilters,
  stuckFiguresQuery,
  stuckListQuery,
} from '#web/host/queries/operator/stuck.ts';
import { reasonText } from '#web/i18n/host/failure.ts';
import { textOf } from '#web/ui/text-of.ts';
import { ReasonDialog } from './reason-dialog.tsx';

const route = getRouteApi('/operator/stuck');

/** Why something stands still: what has failed, what was found wrong with a domain, or that nobody has looked. */
const useFailureText = (): ((failure: string | null, found?: string | null) => string) => {
  const { messages } = useLanguage();
  const { stuck: texts } = messages.operator;
  return (failure, found = null) => {
    if (failure !== null) return reasonText(failure, messages);
    return found === null ? texts.missed : textOf(messages.domains.findings, found, texts.domainFails);
  };
};

const RetryDialog = ({
  of,
  title,
  onClose,
}: {
  of: StuckFilters & { id?: string };
  title: string;
  onClose: () => void;
}): ReactElement => {
  const { stuck: texts } = useMessages().operator;
  const queryClient = useQueryClient();
  const retry = useMutationOnce({
    mutationFn: (reason: string) => retryStuck({ ...of, reason }),
    onSuccess: async (count) => {
      onClose();
      if (count === 0) toast.warning(texts.none, { duration: 10_000 });
      else toast.success(texts.done(count));
      await queryClient.invalidateQueries({ queryKey: operatorKey });
    },
  });
  return (
    <ReasonDialog
      body={texts.explain}
      busy={retry.isPending}
      confirm={texts.retry}
      danger={false}
      error={retry.error}
      onClose={onClose}
      onConfirm={(reason) => retry.mutate(reason)}
      title={title}
    />
  );
};

const Row = ({ item, onRetry }: { item: StuckItem; onRetry: () => void }): ReactElement => {
  const { stuck: texts } = useMessages().operator;
  const failureText = useFailureText();
  const { dateTime } = useDeviceFormats();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium wrap-anywhere">
          {texts.kinds[item.kind]} ·{' '}
          {item.tenant === null ? (
            texts.installation
          ) : (
            <Link
              className="underline"
              params={{ tenantId: item.tenant.id }}
              to="/operator/tenants/$tenantId"
            >
              {item.tenant.name}
            </Link>
          )}
        </p>
        <p className="text-sm wrap-anywhere">
          {failureText(item.failure, item.kind === 'domain' ? item.what : null)}
        </p>
        <p className="text-sm wrap-anywhere text-soft">
          {texts.since(dateTime(item.since))} · {texts.tries(item.tries)}
          {item.nextTryAt !== null && <> · {texts.next(dateTime(item.nextTryAt))}</>}
        </p>
        <p className="font-mono text-xs wrap-anywhere text-soft">{item.subject.id}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        {item.workflowUrl !== null && (
          <a
            className={buttonClass('quiet', 'small')}
            href={item.workflowUrl}
            rel="noreferrer"
            target="_blank"
          >
            {texts.workflow}
          </a>
        )}
        <Button onClick={onRetry} size="small">
          {texts.retry}
        </Button>
      </div>
    </li>
  );
};

const Figures = ({ filters }: { filters: StuckFilters }): ReactElement | null => {
  const { stuck: texts } = useMessages().operator;
  const failureText = useFailureText();
  const items = useQuery(stuckFiguresQuery(filters)).data ?? [];
  if (items.length === 0) return null;
  return (
    <Card>
      <Section title={texts.figures}>
        <ul className="grid gap-1">
          {items.map(({ kind, failure, count }) => (
            <li className="flex gap-3" key={`${kind}/${failure}`}>
              <span className="w-12 shrink-0 text-end font-semibold tabular-nums">{count}</span>
              <span className="min-w-0 wrap-anywhere">
                {texts.kinds[kind]}: {kind === 'domain' ? texts.domainFails : failureText(failure)}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </Card>
  );
};

/** What stands still over all organisations, and one button to have it tried again. */
export const StuckPage = (): ReactElement => {
  const { operator: texts } = useMessages();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const [chosen, setChosen] = useState<(StuckFilters & { id?: string }) | null>(null);
  const list = useInfiniteQuery(stuckListQuery(filters));
  const isEmpty = (list.data?.pages[0]?.items.length ?? 0) === 0;
  const { title, body } = texts.stuck.empty;
  return (
    <>
      <PageHeader
        actions={!isEmpty && <Button onClick={() => setChosen(filters)}>{texts.stuck.retryAll}</Button>}
        lead={texts.stuck.lead}
        title={texts.nav.stuck}
      />
      <div className="flex flex-wrap gap-3 pb-5" role="search">
        <ChoiceField
          all={texts.stuck.anyKind}
          label={texts.stuck.kind}
          onChange={(kind) => void navigate({ to: '.', replace: true, search: { ...filters, kind } })}
          textOf={(kind) => texts.stuck.kinds[kind]}
          value={filters.kind}
          values={stuckKinds}
        />
        {filters.tenantId !== undefined && (
          <Button
            onClick={() => void navigate({ to: '.', search: { ...filters, tenantId: undefined } })}
            tone="quiet"
          >
            {texts.stuck.everywhere}
          </Button>
        )}
      </div>
      <div className="grid gap-4">
        <Figures filters={filters} />
        <PagedList empty={<EmptyState body={body} icon="check" title={title} />} list={list} rows={4}>
          {(item) => (
            <Row
              item={item}
              key={`${item.kind}/${item.id}`}
              onRetry={() => setChosen({ kind: item.kind, tenantId: item.tenant?.id, id: item.id })}
            />
          )}
        </PagedList>
      </div>
      {chosen !== null && (
        <RetryDialog
          of={chosen}
          onClose={() => setChosen(null)}
          title={chosen.id === undefined ? texts.stuck.retryAll : texts.stuck.retryOne}
        />
      )}
    </>
  );
};
