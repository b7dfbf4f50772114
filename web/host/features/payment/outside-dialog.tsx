import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { createAttempts } from '#web/api/attempt.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { SubmitDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { bookingsKey } from '#web/host/queries/booking.ts';
import { paymentsKey, recordOutsidePayment } from '#web/host/queries/payment.ts';

type Props = { paymentId: string; amount: string };

const OutsideDialog = ({ paymentId, amount, onClose }: Props & { onClose: () => void }): ReactElement => {
  const { outside: texts } = useMessages().payments;
  const queryClient = useQueryClient();
  const [attempts] = useState(createAttempts);
  const [method, setMethod] = useState(texts.cash);
  const act = useMutationOnce({
    mutationFn: () => recordOutsidePayment(attempts, paymentId, method),
    onSuccess: () => {
      toast.success(texts.done);
      onClose();
    },
    onSettled: () =>
      Promise.all([paymentsKey, bookingsKey].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  });
  return (
    <SubmitDialog
      body={texts.body(amount)}
      busy={act.isPending}
      confirm={texts.confirm}
      error={act.error}
      onClose={onClose}
      onSubmit={() => act.mutate()}
      title={texts.title}
    >
      <Field hint={texts.methodHint} label={texts.method}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            className="control"
            maxLength={60}
            onChange={(event) => setMethod(event.target.value)}
            type="text"
            value={method}
          />
        )}
      </Field>
    </SubmitDialog>
  );
};

/** Records that the guest has paid outside of any payment provider. */
export const OutsideButton = (props: Props): ReactElement => {
  const { outside: texts } = useMessages().payments;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{texts.action}</Button>
      {isOpen && <OutsideDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
};
