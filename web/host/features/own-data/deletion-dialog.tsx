import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useId, useState } from 'react';
import { toast } from 'sonner';
import type { AccountDeletion } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { Field, FieldGroup } from '#web/host/components/inputs/field.tsx';
import { askDeletion, deletionQuery } from '#web/host/queries/account/own-data.ts';
import { failureIn } from '#web/host/queries/api.ts';

type Plan = AccountDeletion['plan'];
const plans = ['reassign', 'cancel'] as const satisfies readonly Plan[];

const PlanChoice = ({ value, onChange }: { value: Plan; onChange: (plan: Plan) => void }): ReactElement => {
  const { deletion: texts } = useMessages().ownData;
  const name = useId();
  return (
    <FieldGroup hint={texts.planHint} legend={texts.plan}>
      <div className="grid gap-1.5">
        {plans.map((plan) => (
          <label className="flex min-h-8 items-start gap-2.5" key={plan}>
            <input
              checked={value === plan}
              className="mt-1"
              name={name}
              onChange={() => onChange(plan)}
              type="radio"
              value={plan}
            />
            {texts.plans[plan]}
          </label>
        ))}
      </div>
    </FieldGroup>
  );
};

/** Asks for the address and what becomes of bookings before an account is to be deleted. */
export const DeletionDialog = ({
  hasBookings,
  onClose,
}: {
  hasBookings: boolean;
  onClose: () => void;
}): ReactElement => {
  const { deletion: texts } = useMessages().ownData;
  const queryClient = useQueryClient();
  const [email, setEmail] = useState('');
  const [plan, setPlan] = useState<Plan>('reassign');
  const ask = useMutationOnce({
    mutationFn: () => askDeletion({ email: email.trim(), plan }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: deletionQuery.queryKey });
      toast.success(texts.asked);
      onClose();
    },
  });
  const isWrong = ask.isError && failureIn(ask.error).errors.some(({ pointer }) => pointer === '/email');
  return (
    <ConfirmDialog
      body={texts.dialogBody}
      busy={ask.isPending}
      confirm={texts.confirm}
      error={isWrong ? null : ask.error}
      onConfirm={() => ask.mutate()}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.dialogTitle}
    >
      {hasBookings && <PlanChoice onChange={setPlan} value={plan} />}
      <Field error={isWrong ? texts.emailWrong : undefined} label={texts.email}>
        {(control) => (
          <input
            {...control}
            autoComplete="email"
            className="control"
            onChange={(event) => setEmail(event.target.value)}
            type="email"
            value={email}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
};
