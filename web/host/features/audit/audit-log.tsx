import { type ReactElement, useState } from 'react';
import { actorKinds } from '#domain/audit/types.ts';
import type { AuditEntry } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from '#web/host/components/button.tsx';
import { ChoiceField } from '#web/host/components/inputs/choice-field.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { type Paged, PagedList } from '#web/host/components/paged-list.tsx';
import { EmptyState } from '#web/host/components/states.tsx';
import type { AuditFilters } from '#web/host/queries/audit.ts';
import type { Formats } from '#web/time/instants.ts';
import { textOf } from '#web/ui/text-of.ts';
import { changeText } from './change-text.ts';

type List = Paged<AuditEntry>;

const Entry = ({ entry, formats }: { entry: AuditEntry; formats: Formats }): ReactElement => {
  const { audit: texts } = useMessages();
  const [noun = '', verb = ''] = entry.action.split('.');
  const changes = changeText(entry, formats.dateTime);
  return (
    <li className="grid gap-0.5 px-5 py-3">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span className="font-medium">
          {textOf(texts.nouns, noun, texts.nouns.other)}: {textOf(texts.verbs, verb, texts.verbs.other)}
        </span>
        <time className="text-sm text-soft tabular-nums" dateTime={entry.at} title={entry.at}>
          {formats.dateTime(entry.at)}
        </time>
      </p>
      <p className="text-sm wrap-anywhere text-soft">
        {entry.actor.name ?? texts.actors[entry.actor.kind]} · {entry.target.id}
        {entry.addressPrefix !== null && <> · {entry.addressPrefix}</>}
      </p>
      {entry.reason !== null && <p className="text-sm wrap-anywhere">{texts.reason(entry.reason)}</p>}
      {changes !== '' && <p className="font-mono text-xs wrap-anywhere text-soft">{changes}</p>}
    </li>
  );
};

const Entries = ({ list, formats }: { list: List; formats: Formats }): ReactElement => {
  const { empty } = useMessages().audit;
  return (
    <PagedList
      empty={<EmptyState body={empty.body} icon="search" title={empty.title} />}
      list={list}
      rows={6}
    >
      {(entry) => <Entry entry={entry} formats={formats} key={entry.id} />}
    </PagedList>
  );
};

const DateField = ({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}): ReactElement => (
  <Field className="w-44" label={label}>
    {(control) => (
      <input
        {...control}
        className="control"
        onChange={(event) => onChange(event.target.value || undefined)}
        type="date"
        value={value ?? ''}
      />
    )}
  </Field>
);

/** What was done and by whom, with its filters. */
export const AuditLog = ({
  useList,
  filters,
  formats,
  onChange,
}: {
  useList: (filters: AuditFilters) => List;
  filters: AuditFilters;
  formats: Formats;
  onChange: (filters: AuditFilters) => void;
}): ReactElement => {
  const { audit: texts } = useMessages();
  const list = useList(filters);
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-end gap-3" role="search">
        <ChoiceField
          all={texts.anyActor}
          label={texts.actor}
          onChange={(actorKind) => onChange({ ...filters, actorKind })}
          textOf={(kind) => texts.actors[kind]}
          value={filters.actorKind}
          values={actorKinds}
        />
        <DateField
          label={texts.from}
          onChange={(from) => onChange({ ...filters, from })}
          value={filters.from}
        />
        <DateField label={texts.to} onChange={(to) => onChange({ ...filters, to })} value={filters.to} />
        {Object.values(filters).some((value) => value !== undefined) && (
          <Button onClick={() => onChange({})} tone="quiet">
            {texts.clear}
          </Button>
        )}
      </div>
      <Entries formats={formats} list={list} />
    </div>
  );
};

/** The filters of an audit log, as its page holds them. */
export const useAuditFilters = (): [AuditFilters, (filters: AuditFilters) => void] =>
  useState<AuditFilters>({});
