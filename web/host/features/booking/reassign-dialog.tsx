import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { Booking, Member } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { Button } from '#web/host/components/button.tsx';
import { FormDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { membersQuery } from '#web/host/queries/account/account.ts';
import { linkQuery } from '#web/host/queries/link.ts';
import { wrongFields } from './create/draft.ts';
import { useBookingAction } from './use-booking-action.ts';

type Choice = Pick<Member, 'id' | 'name'>;

const HostSelect = ({
  label,
  error,
  hosts,
  value,
  onChange,
}: {
  label: string;
  error?: string | undefined;
  hosts: readonly Choice[];
  value: string;
  onChange: (id: string) => void;
}): ReactElement => (
  <Field error={error} label={label}>
    {(control) => (
      <select
        {...control}
        className="control"
        onChange={(event) => onChange(event.target.value)}
        value={value}
      >
        <option value="" />
        {hosts.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    )}
  </Field>
);

/** Who can take a booking over: for owners and admins anybody, for others who hosts its link; nobody who hosts it already. */
const useCandidates = (
  booking: Booking,
): { candidates: readonly Choice[]; isPending: boolean; error: unknown } => {
  const isFree = useMay()('others.write');
  const members = useQuery(membersQuery);
  const link = useQuery({ ...linkQuery(booking.linkId), enabled: !isFree });
  const hosting = new Set(booking.hosts.map(({ id }) => id));
  const linked = new Set(link.data?.value.hostIds);
  return {
    candidates: (members.data ?? []).filter(({ id }) => !hosting.has(id) && (isFree || linked.has(id))),
    isPending: members.isPending || (!isFree && link.isPending),
    error: members.error ?? link.error,
  };
};

/** Gives a booking another host. */
export const ReassignDialog = ({
  booking,
  onClose,
}: {
  booking: Booking;
  onClose: () => void;
}): ReactElement => {
  const { bookings, shell } = useMessages();
  const texts = bookings.reassign;
  const { candidates, isPending, error } = useCandidates(booking);
  const [hostId, setHostId] = useState('');
  const [replaces, setReplaces] = useState(booking.hosts.length === 1 ? (booking.hosts[0]?.id ?? '') : '');
  const [isAsked, setAsked] = useState(false);
  const act = useBookingAction(booking.id, { quietErrors: true, onDone: onClose });
  const wrong = wrongFields(act.error);
  const missing = (value: string, pointer: string): string | undefined =>
    (isAsked && value === '') || wrong.has(pointer) ? texts.missing : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (hostId !== '' && replaces !== '' && !act.isPending)
      act.mutate({ kind: 'reassign', hostId, replaces });
  };
  const isNobody = !isPending && candidates.length === 0;
  return (
    <FormDialog
      body={<p>{isNobody ? texts.nobody : texts.body(booking.guest?.name ?? bookings.actors.guest)}</p>}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.title}
    >
      <form className="grid gap-4" noValidate onSubmit={submit}>
        {booking.hosts.length > 1 && (
          <HostSelect
            error={missing(replaces, 'replaces')}
            hosts={booking.hosts}
            label={texts.replaces}
            onChange={setReplaces}
            value={replaces}
          />
        )}
        {!isNobody && (
          <HostSelect
            error={missing(hostId, 'hostId')}
            hosts={candidates}
            label={texts.host}
            onChange={setHostId}
            value={hostId}
          />
        )}
        {wrong.size === 0 && <ProblemNote error={act.error ?? error} />}
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>{shell.actions.cancel}</Button>
          {!isNobody && (
            <Button busy={act.isPending || isPending} tone="primary" type="submit">
              {texts.confirm}
            </Button>
          )}
        </div>
      </form>
    </FormDialog>
  );
};
