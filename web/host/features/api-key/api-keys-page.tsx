import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useId, useState } from 'react';
import type { ApiKey } from '#web/api/schemas.ts';
import { FeatureNote, useFeature } from '#web/host/app/feature.tsx';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useFormats } from '#web/host/app/use-formats.ts';
import { Badge, type BadgeTone } from '#web/host/components/badge.tsx';
import { Button } from '#web/host/components/button.tsx';
import { MoreButton } from '#web/host/components/more-button.tsx';
import { Card, PageHeader } from '#web/host/components/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/host/components/states.tsx';
import { apiKeyListQuery, type KeyOwner } from '#web/host/queries/account/api-key.ts';
import { CreateKeyDialog } from './create-key-dialog.tsx';
import { KeyActions } from './key-actions.tsx';
import { KeyShown } from './key-shown.tsx';

const tones: Readonly<Record<ApiKey['state'], BadgeTone>> = {
  active: 'good',
  expired: 'plain',
  revoked: 'plain',
};

const KeyRow = ({ item, onMade }: { item: ApiKey; onMade: (text: string) => void }): ReactElement => {
  const { apiKeys: texts } = useMessages();
  const formats = useFormats();
  const { facts } = texts;
  const lines = [
    facts.made(formats.dateTime(item.createdAt), item.createdBy.name),
    item.lastUsedAt === null
      ? facts.unused
      : facts.used(formats.dateTime(item.lastUsedAt), item.lastUsedFrom ?? ''),
    item.expiresAt === null ? facts.endless : facts.expires(formats.dateTime(item.expiresAt)),
    ...(item.formerUntil === null ? [] : [facts.former(formats.dateTime(item.formerUntil))]),
  ];
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 p-4 sm:p-5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-semibold wrap-anywhere">{item.name}</span>
          <Badge tone={tones[item.state]}>{texts.states[item.state]}</Badge>
        </p>
        <p className="text-sm wrap-anywhere text-soft">{lines.join(' · ')}</p>
        <p className="mt-1 font-mono text-xs wrap-anywhere text-soft">{item.scopes.join(' ')}</p>
      </div>
      {item.state === 'active' && <KeyActions item={item} onMade={onMade} />}
    </li>
  );
};

const KeySection = ({ owner }: { owner: KeyOwner }): ReactElement => {
  const { apiKeys: texts } = useMessages();
  const list = useInfiniteQuery(apiKeyListQuery(owner));
  const isOn = useFeature('api_keys');
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<string>();
  const id = useId();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const available = list.data?.pages[0]?.available;
  const create = (
    <Button disabled={available === undefined} icon="plus" onClick={() => setMaking(true)}>
      {texts.create.action[owner]}
    </Button>
  );
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="text-lg font-semibold" id={id}>
            {texts.sections[owner].title}
          </h2>
          <p className="text-sm text-soft">{texts.sections[owner].lead}</p>
        </div>
        {isOn && create}
      </div>
      {list.isPending && <Skeleton rows={2} />}
      {list.isError && list.data === undefined && (
        <Card>
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        </Card>
      )}
      {list.data !== undefined && items.length === 0 && (
        <Card>
          <EmptyState body={texts.empty.body} icon="key" level="h3" title={texts.empty.title} />
        </Card>
      )}
      {items.length > 0 && (
        <Card>
          <ul className="divide-y divide-line">
            {items.map((item) => (
              <KeyRow item={item} key={item.id} onMade={setMade} />
            ))}
          </ul>
        </Card>
      )}
      <MoreButton list={list} />
      {isMaking && available !== undefined && (
        <CreateKeyDialog
          available={available}
          onClose={() => setMaking(false)}
          onMade={(text) => {
            setMaking(false);
            setMade(text);
          }}
          owner={owner}
        />
      )}
      {made !== undefined && <KeyShown onClose={() => setMade(undefined)} text={made} />}
    </section>
  );
};

export const ApiKeysPage = (): ReactElement => {
  const { apiKeys: texts } = useMessages();
  const may = useMay();
  return (
    <>
      <PageHeader
        lead={
          <>
            {texts.lead}{' '}
            <a className="underline" href="/api/docs" rel="noreferrer" target="_blank">
              {texts.docs}
            </a>
          </>
        }
        title={texts.title}
      />
      <FeatureNote name="api_keys" />
      <div className="grid gap-10">
        <KeySection owner="me" />
        {may('tenant_api_keys.read') && <KeySection owner="tenant" />}
      </div>
    </>
  );
};
