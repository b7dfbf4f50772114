import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import type { AccountDeletion } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { RadioGroup } from '#web/host/components/inputs/radio-group.tsx';
import { askDeletion, deletionQuery } from '#web/host/queries/account/own-data.ts';
import { failureIn } from '#web/host/queries/api.ts';

type Plan = AccountDeletion['plan'];
const plans = ['reassign', 'cancel'] as const satisfies readonly Plan[];

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
      {hasBookings && (
        <RadioGroup
          hint={texts.planHint}
          legend={texts.plan}
          onChange={setPlan}
          textOf={(each) => texts.plans[each]}
          value={plan}
          values={plans}
        />
      )}
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
