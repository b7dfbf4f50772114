import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { type RefundChoice, refundChoices } from '#domain/payment/types.ts';
import type { HostPayment } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { RadioGroup } from '#web/host/components/inputs/radio-group.tsx';
import { bookingQuery } from '#web/host/queries/booking.ts';
import { useMoney } from './money.ts';

type Props = { value: RefundChoice | undefined; onChange: (value: RefundChoice) => void };

const Choice = ({
  currency,
  amounts,
  value,
  onChange,
}: Props & {
  currency: HostPayment['currency'];
  amounts: NonNullable<HostPayment['ifCancelled']>;
}): ReactElement => {
  const { choice: texts } = useMessages().payments;
  const money = useMoney(currency);
  const may = useMay();
  if (!may('payments.write')) return <p className="text-sm">{texts.fixed(money(amounts.whole))}</p>;
  return (
    <RadioGroup
      legend={texts.legend}
      onChange={onChange}
      textOf={(each) => (each === 'none' ? texts.none : texts[each](money(amounts[each])))}
      value={value ?? 'whole'}
      values={refundChoices}
    />
  );
};

/** What goes back of a paid booking that is cancelled; nothing where nothing can go back. */
export const RefundChoiceField = ({
  bookingId,
  ...choice
}: Props & { bookingId: string }): ReactElement | null => {
  const payment = useQuery(bookingQuery(bookingId)).data?.payment ?? null;
  const amounts = payment?.ifCancelled ?? null;
  if (payment === null || amounts === null || amounts.whole === 0) return null;
  return <Choice {...choice} amounts={amounts} currency={payment.currency} />;
};
