import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import type { AccountDeletion } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { AddressDialog } from '#web/host/components/address-dialog.tsx';
import { RadioGroup } from '#web/host/components/inputs/radio-group.tsx';
import { askDeletion, deletionQuery } from '#web/host/queries/account/own-data.ts';

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
  const [plan, setPlan] = useState<Plan>('reassign');
  const ask = useMutationOnce({
    mutationFn: (email: string) => askDeletion({ email, plan }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: deletionQuery.queryKey });
      toast.success(texts.asked);
      onClose();
    },
  });
  return (
    <AddressDialog act={ask} autoComplete="email" onClose={onClose} texts={texts}>
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
    </AddressDialog>
  );
};
