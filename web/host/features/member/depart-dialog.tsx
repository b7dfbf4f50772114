import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { createAttempts } from '#web/api/attempt.ts';
import type { Departure, DeparturePreview, Member } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { RadioGroup } from '#web/host/components/inputs/radio-group.tsx';
import { Note, ProblemNote } from '#web/host/components/states.tsx';
import { membersKey, membersQuery } from '#web/host/queries/account/account.ts';
import { type DepartureKind, depart, departurePreviewQuery } from '#web/host/queries/member.ts';

type Plan = Departure['plan'];
const plans = ['reassign', 'hand_over', 'cancel'] as const satisfies readonly Plan[];

const Concerned = ({ preview }: { preview: DeparturePreview }): ReactElement => {
  const texts = useMessages().members.depart;
  const { archived, passedOn, left } = preview.links;
  const links = texts.links(archived, passedOn, left);
  return (
    <Note icon="calendar" tone="info">
      <p className="font-medium">{texts.bookings(preview.bookings, preview.shared)}</p>
      {links !== '' && <p className="text-sm">{links}</p>}
    </Note>
  );
};

/** Asks what becomes of the bookings of a member who goes, and says how many there are, before anything happens. */
export const DepartDialog = ({
  member,
  kind,
  onDone,
  onClose,
}: {
  member: Member;
  kind: DepartureKind;
  onDone?: () => void;
  onClose: () => void;
}): ReactElement => {
  const texts = useMessages().members.depart;
  const queryClient = useQueryClient();
  const preview = useQuery(departurePreviewQuery(member.id));
  const others = (useQuery(membersQuery).data ?? []).filter(({ id }) => id !== member.id);
  const [attempt] = useState(() => createAttempts());
  const [plan, setPlan] = useState<Plan>('reassign');
  const [toMemberId, setToMemberId] = useState('');
  const [isMissing, setMissing] = useState(false);
  const isLastOwner = preview.data?.isLastOwner === true;
  const isPossible = preview.data !== undefined && !isLastOwner;
  const go = useMutationOnce({
    mutationFn: () =>
      depart(attempt, { memberId: member.id, kind, plan, ...(plan === 'hand_over' ? { toMemberId } : {}) }),
    onSuccess: () => {
      toast.success(texts.done[kind](member.name));
      void queryClient.invalidateQueries({ queryKey: membersKey });
      onClose();
      onDone?.();
    },
  });
  const confirm = (): void => {
    const lacksReceiver = plan === 'hand_over' && toMemberId === '';
    setMissing(lacksReceiver);
    if (!lacksReceiver && preview.data !== undefined) go.mutate();
  };
  return (
    <ConfirmDialog
      body={isLastOwner ? texts.lastOwner[kind === 'leave' ? 'self' : 'other'] : texts[kind].body}
      busy={go.isPending || preview.isPending}
      confirm={isLastOwner ? null : texts[kind].confirm}
      error={go.error}
      onConfirm={confirm}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts[kind].title(member.name)}
    >
      {preview.isPending && (
        <p className="text-soft" role="status">
          {texts.counting}
        </p>
      )}
      <ProblemNote error={preview.error} />
      {isPossible && <Concerned preview={preview.data} />}
      {isPossible && preview.data.bookings > 0 && (
        <RadioGroup
          hint={texts.rule}
          legend={texts.plan}
          onChange={setPlan}
          textOf={(each) => texts.plans[each]}
          value={plan}
          values={plans}
        />
      )}
      {plan === 'hand_over' && (
        <Field error={isMissing ? texts.receiverMissing : undefined} label={texts.receiver}>
          {(control) => (
            <select
              {...control}
              className="control"
              onChange={(event) => setToMemberId(event.target.value)}
              value={toMemberId}
            >
              <option value="" />
              {others.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </ConfirmDialog>
  );
};
