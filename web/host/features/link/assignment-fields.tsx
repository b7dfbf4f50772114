import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Field, FieldGroup } from '#web/host/components/inputs/field.tsx';
import { NumberBox } from '#web/host/components/inputs/number-box.tsx';
import { SelectInput } from '#web/host/editor/controls.tsx';
import { useFieldError } from '#web/host/editor/issue-texts.ts';
import { membersQuery } from '#web/host/queries/account/account.ts';
import type { LinkValues } from './link-values.ts';

const strategies = ['round_robin', 'least_busy', 'priority', 'named_host'] as const;

type Host = { id: string; name: string };
type Weights = LinkValues['assignment']['weights'];

/** The chosen hosts in their order, the owner first. */
const useChosenHosts = (): Host[] => {
  const { control } = useFormContext<LinkValues>();
  const hostIds = useWatch({ control, name: 'hostIds' });
  const members = useQuery(membersQuery);
  return hostIds.flatMap((id) => members.data?.find((member) => member.id === id) ?? []);
};

const Weight = ({
  host,
  weights,
  onChange,
}: {
  host: Host;
  weights: Weights;
  onChange: (weights: Weights) => void;
}): ReactElement => (
  <Field error={useFieldError(`assignment.weights.${host.id}`)} label={host.name}>
    {(control) => (
      <NumberBox
        {...control}
        max={100}
        min={0}
        onChange={(weight) => {
          const { [host.id]: _former, ...others } = weights;
          onChange(Number.isNaN(weight) ? others : { ...others, [host.id]: weight });
        }}
        placeholder="1"
        value={weights[host.id] ?? Number.NaN}
      />
    )}
  </Field>
);

/** How the host of a round-robin booking is chosen. */
export const AssignmentFields = (): ReactElement => {
  const { links } = useMessages();
  const { control } = useFormContext<LinkValues>();
  const strategy = useWatch({ control, name: 'assignment.strategy' });
  const hosts = useChosenHosts();
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectInput<LinkValues>
          hint={
            strategy === 'priority'
              ? links.fields.hostOrder(hosts.map((host) => host.name).join(' → '))
              : links.fields.strategyHints[strategy]
          }
          label={links.fields.strategy}
          name="assignment.strategy"
          options={strategies.map((name) => [name, links.fields.strategies[name]] as const)}
        />
        {strategy === 'named_host' && (
          <SelectInput<LinkValues>
            label={links.fields.namedHost}
            name="assignment.namedHostId"
            options={[
              ['', links.fields.chooseHost] as const,
              ...hosts.map(({ id, name }) => [id, name] as const),
            ]}
            parse={(id) => (id === '' ? null : id)}
          />
        )}
      </div>
      {strategy === 'round_robin' && (
        <FieldGroup hint={links.fields.weightsHint} legend={links.fields.weights}>
          <Controller
            control={control}
            name="assignment.weights"
            render={({ field }) => (
              <div className="grid gap-3 sm:grid-cols-3">
                {hosts.map((host) => (
                  <Weight host={host} key={host.id} onChange={field.onChange} weights={field.value} />
                ))}
              </div>
            )}
          />
        </FieldGroup>
      )}
    </>
  );
};
