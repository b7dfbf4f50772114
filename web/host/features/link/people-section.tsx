import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';
import type { Link } from '#web/api/schemas.ts';
import { FeatureNote, useFeature } from '#web/host/app/feature.tsx';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { Badge } from '#web/host/components/badge.tsx';
import { FieldGroup } from '#web/host/components/inputs/field.tsx';
import { Section } from '#web/host/components/page.tsx';
import { NumberInput, SelectInput } from '#web/host/editor/controls.tsx';
import { useFieldError } from '#web/host/editor/issue-texts.ts';
import { membersQuery, meQuery } from '#web/host/queries/account/account.ts';
import { scheduleListQuery } from '#web/host/queries/schedule.ts';
import { AssignmentFields } from './assignment-fields.tsx';
import { type LinkValues, places } from './link-values.ts';

const KindChoice = (): ReactElement => {
  const { links } = useMessages();
  const { register, getValues, setValue } = useFormContext<LinkValues>();
  const hasGroups = useFeature('group_links');
  /** A link that is one stays one. */
  const [first] = useState(() => getValues('kind'));
  const offerPlaces = (): void => {
    if (getValues('kind') === 'group' && getValues('capacity') < places.least)
      setValue('capacity', places.usual);
  };
  return (
    <FieldGroup legend={links.fields.kind}>
      <div className="grid gap-2 sm:grid-cols-2">
        {(['one_to_one', 'group', 'collective', 'round_robin'] as const).map((kind) => (
          <label
            className="flex gap-3 rounded-xl border border-line p-3 hover:bg-sunken has-checked:border-accent has-checked:bg-accent-wash"
            key={kind}
          >
            <input
              {...register('kind', { onChange: offerPlaces })}
              className="check mt-0.5"
              disabled={kind === 'group' && first !== 'group' && !hasGroups}
              type="radio"
              value={kind}
            />
            <span>
              <span className="block font-medium">{links.kinds[kind]}</span>
              <span className="block text-sm text-soft">{links.kindHints[kind]}</span>
            </span>
          </label>
        ))}
      </div>
      {first !== 'group' && <FeatureNote name="group_links" />}
    </FieldGroup>
  );
};

const HostName = ({
  name,
  state,
}: {
  name: string;
  state: Link['hostRequests'][number]['state'] | undefined;
}): ReactElement => {
  const { links } = useMessages();
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2">
      <span className="wrap-anywhere">{name}</span>
      {state !== undefined && (
        <Badge tone={state === 'asked' ? 'warn' : 'plain'}>{links.fields.hostStates[state]}</Badge>
      )}
    </span>
  );
};

const Hosts = ({
  hostRequests,
  value,
  onChange,
}: {
  hostRequests: Link['hostRequests'];
  value: string[];
  onChange: (next: string[]) => void;
}): ReactElement => {
  const { links } = useMessages();
  const error = useFieldError('hostIds');
  const { data: me } = useSuspenseQuery(meQuery);
  const members = useQuery(membersQuery);
  const isAdmin = useMay()('others.write');
  const stateOf = new Map(hostRequests.map(({ memberId, state }) => [memberId, state]));
  const isAlone = members.data?.every(({ id }) => id === me.member.id) === true;
  const rest = isAdmin ? links.fields.hostsToldHint : links.fields.hostsAskedHint;
  const hint = isAlone ? links.fields.hostsNone : `${links.fields.hostsHint} ${rest}`;
  return (
    <FieldGroup error={error} hint={hint} legend={links.fields.hosts}>
      <div className="grid gap-1 rounded-xl border border-line p-2 sm:grid-cols-2">
        <label className="flex min-h-9 items-center gap-3 px-1">
          <input checked className="check opacity-60" disabled type="checkbox" />
          {me.member.name} ({links.fields.you})
        </label>
        {members.data
          ?.filter((member) => member.id !== me.member.id)
          .map((member) => (
            <label className="flex min-h-9 items-center gap-3 px-1" key={member.id}>
              <input
                aria-invalid={error === undefined ? undefined : true}
                checked={value.includes(member.id)}
                className="check"
                onChange={(event) =>
                  onChange(
                    event.target.checked ? [...value, member.id] : value.filter((id) => id !== member.id),
                  )
                }
                type="checkbox"
              />
              <HostName name={member.name} state={stateOf.get(member.id)} />
            </label>
          ))}
      </div>
    </FieldGroup>
  );
};

export const PeopleSection = ({ hostRequests }: { hostRequests: Link['hostRequests'] }): ReactElement => {
  const { links } = useMessages();
  const { control, getValues, setValue } = useFormContext<LinkValues>();
  const [kind, scheduleId] = useWatch({ control, name: ['kind', 'scheduleId'] });
  const schedules = useQuery(scheduleListQuery);
  const options = [
    ['', links.fields.defaultSchedule] as const,
    ...(schedules.data ?? []).map(
      (schedule) =>
        [
          schedule.id,
          schedule.isDefault ? links.fields.scheduleDefaultMark(schedule.name) : schedule.name,
        ] as const,
    ),
    // Of a link that belongs to somebody else.
    ...(scheduleId === null ||
    schedules.data === undefined ||
    schedules.data.some(({ id }) => id === scheduleId)
      ? []
      : [[scheduleId, links.fields.otherSchedule] as const]),
  ];
  return (
    <Section hint={links.sections.peopleHint} title={links.sections.people}>
      <KindChoice />
      {kind === 'group' && (
        <NumberInput<LinkValues>
          className="sm:max-w-64"
          hint={links.fields.capacityHint}
          label={links.fields.capacity}
          max={places.most}
          min={places.least}
          name="capacity"
        />
      )}
      {kind !== 'one_to_one' && (
        <Controller
          control={control}
          name="hostIds"
          render={({ field }) => (
            <Hosts
              hostRequests={hostRequests}
              onChange={(hostIds) => {
                field.onChange(hostIds);
                const { strategy, namedHostId, weights } = getValues('assignment');
                const hosts = (id: string | null): boolean => id !== null && hostIds.includes(id);
                setValue('assignment', {
                  strategy,
                  namedHostId: hosts(namedHostId) ? namedHostId : null,
                  weights: Object.fromEntries(Object.entries(weights).filter(([id]) => hosts(id))),
                });
              }}
              value={field.value}
            />
          )}
        />
      )}
      {kind === 'round_robin' && <AssignmentFields />}
      <SelectInput<LinkValues>
        label={links.fields.schedule}
        name="scheduleId"
        options={options}
        parse={(id) => (id === '' ? null : id)}
      />
    </Section>
  );
};
