import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { FieldGroup } from '#web/host/components/field.tsx';
import { membersQuery, meQuery } from '#web/host/queries/account.ts';
import { NumberInput, SelectInput } from './form-controls.tsx';
import type { LinkForm } from './link-form-values.ts';

const strategies = ['round_robin', 'least_busy', 'priority', 'named_host'] as const;

/** The chosen hosts in their order, the owner first. */
const useChosenHosts = (): { id: string; name: string }[] => {
  const { control } = useFormContext<LinkForm>();
  const hostIds = useWatch({ control, name: 'hostIds' });
  const { data: me } = useSuspenseQuery(meQuery);
  const members = useQuery(membersQuery);
  const others = hostIds.flatMap((id) => members.data?.find((member) => member.id === id) ?? []);
  return [me.member, ...others].map(({ id, name }) => ({ id, name }));
};

/** How the host of a round-robin booking is chosen. */
export const AssignmentFields = (): ReactElement => {
  const { links } = useMessages();
  const { control } = useFormContext<LinkForm>();
  const strategy = useWatch({ control, name: 'strategy' });
  const hosts = useChosenHosts();
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectInput
          hint={
            strategy === 'priority'
              ? links.fields.hostOrder(hosts.map((host) => host.name).join(' → '))
              : links.fields.strategyHints[strategy]
          }
          label={links.fields.strategy}
          name="strategy"
          options={strategies.map((name) => [name, links.fields.strategies[name]] as const)}
        />
        {strategy === 'named_host' && (
          <SelectInput
            key={hosts.map((host) => host.id).join()}
            label={links.fields.namedHost}
            name="namedHostId"
            options={[
              ['', links.fields.chooseHost] as const,
              ...hosts.map(({ id, name }) => [id, name] as const),
            ]}
          />
        )}
      </div>
      {strategy === 'round_robin' && (
        <FieldGroup hint={links.fields.weightsHint} legend={links.fields.weights}>
          <div className="grid gap-3 sm:grid-cols-3">
            {hosts.map(({ id, name }) => (
              <NumberInput key={id} label={name} max={100} min={0} name={`weights.${id}`} placeholder="1" />
            ))}
          </div>
        </FieldGroup>
      )}
    </>
  );
};
