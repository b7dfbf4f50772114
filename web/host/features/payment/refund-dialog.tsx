import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { amountToType, parseAmount } from '#domain/money/amount.ts';
import { createAttempts } from '#web/api/attempt.ts';
import type { PaymentDetail } from '#web/api/schemas.ts';
import { useLanguage } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { SubmitDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { failureIn } from '#web/host/queries/api.ts';
import { paymentsKey, type RefundAsked, refundPayment } from '#web/host/queries/payment.ts';
import type { Messages } from '#web/i18n/host/messages.ts';
import type { Language } from '#web/i18n/languages.ts';
import { useMoney } from './money.ts';

type Read = { amountMinor: number } | { wrong: (texts: Messages['payments']['refund']) => string };

/** What was typed, or what is wrong with it; `left` is written as the guest's language writes money. */
export const readRefund = (
  typed: string,
  { currency, refundableMinor }: Pick<PaymentDetail, 'currency' | 'refundableMinor'>,
  { language, left }: { language: Language; left: string },
): Read => {
  if (typed.trim() === '') return { wrong: ({ missing }) => missing };
  const amount = parseAmount(typed, currency, language);
  if ('problem' in amount) return { wrong: ({ problems }) => problems[amount.problem] };
  if (amount.value === 0) return { wrong: ({ missing }) => missing };
  if (amount.value > refundableMinor) return { wrong: ({ tooMuch }) => tooMuch(left) };
  return { amountMinor: amount.value };
};

/** Gives money back: all that is left unless another amount is typed. */
export const RefundDialog = ({
  payment,
  onClose,
}: {
  payment: PaymentDetail;
  onClose: () => void;
}): ReactElement => {
  const { language, messages } = useLanguage();
  const { refund: texts } = messages.payments;
  const { currency, refundableMinor } = payment;
  const queryClient = useQueryClient();
  const [attempts] = useState(createAttempts);
  const [typed, setTyped] = useState(() =>
    amountToType({ amountMinor: refundableMinor, currency }, language),
  );
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState<string>();
  const left = useMoney(currency)(refundableMinor);
  const act = useMutationOnce({
    mutationFn: (asked: RefundAsked) => refundPayment(attempts, payment.id, asked),
    onSuccess: () => {
      toast.success(texts.done);
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: paymentsKey }),
  });
  // Somebody else has given money back meanwhile: the page has what is left by now.
  const isTooMuch = failureIn(act.error).errors.some(({ pointer }) => pointer === '/amountMinor');
  const error = wrong ?? (isTooMuch ? texts.tooMuch(left) : undefined);
  const submit = (): void => {
    const read = readRefund(typed, payment, { language, left });
    setWrong('wrong' in read ? read.wrong(texts) : undefined);
    if ('amountMinor' in read) act.mutate({ amountMinor: read.amountMinor, note });
  };
  return (
    <SubmitDialog
      body={texts.body(left)}
      busy={act.isPending}
      confirm={texts.confirm}
      error={isTooMuch ? null : act.error}
      onClose={onClose}
      onSubmit={submit}
      title={texts.title}
    >
      <Field error={error} label={texts.amount(currency)}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            className="control"
            inputMode="decimal"
            maxLength={30}
            onChange={(event) => setTyped(event.target.value)}
            type="text"
            value={typed}
          />
        )}
      </Field>
      <Field hint={texts.noteHint} label={texts.note}>
        {(control) => (
          <textarea
            {...control}
            className="control"
            maxLength={500}
            onChange={(event) => setNote(event.target.value)}
            rows={2}
            value={note}
          />
        )}
      </Field>
    </SubmitDialog>
  );
};
