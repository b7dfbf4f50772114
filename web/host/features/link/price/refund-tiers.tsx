import type { ReactElement } from 'react';
import { useController, useFieldArray, useFormContext } from 'react-hook-form';
import { type Currency, currencyDigits } from '#domain/money/currencies.ts';
import { mostRefundHours, mostRefundTiers } from '#domain/payment/refund-policy.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button, IconButton } from '#web/host/components/button.tsx';
import { DecimalBox } from '#web/host/components/inputs/decimal-box.tsx';
import { Field, FieldGroup } from '#web/host/components/inputs/field.tsx';
import { NumberInput } from '#web/host/editor/controls.tsx';
import { useFieldError } from '#web/host/editor/issue-texts.ts';
import type { LinkValues } from '../link-values.ts';
import { nextTier } from './price-values.ts';

const DecimalInput = ({
  name,
  label,
  digits,
}: {
  name: `refundPolicy.${number}.${'refundBasisPoints' | 'feeMinor'}`;
  label: string;
  digits: number;
}): ReactElement => {
  const { control } = useFormContext<LinkValues>();
  const { field } = useController({ control, name });
  return (
    <Field error={useFieldError(name)} label={label}>
      {(ids) => (
        <DecimalBox
          {...ids}
          digits={digits}
          onBlur={field.onBlur}
          onChange={field.onChange}
          ref={field.ref}
          value={field.value}
        />
      )}
    </Field>
  );
};

const TierFields = ({
  index,
  currency,
  onRemove,
}: {
  index: number;
  currency: Currency;
  onRemove: () => void;
}): ReactElement => {
  const { price } = useMessages().links;
  return (
    <li className="grid gap-3 rounded-xl border border-line p-4">
      <div className="flex items-center gap-1">
        <h3 className="flex-1 text-sm font-medium">{price.tier(index + 1)}</h3>
        <IconButton icon="trash" label={price.remove(index + 1)} onClick={onRemove} />
      </div>
      <div className="grid gap-3 sm:grid-cols-3">
        <NumberInput<LinkValues>
          label={price.hours}
          max={mostRefundHours}
          min={0}
          name={`refundPolicy.${index}.minHoursBefore`}
        />
        <DecimalInput digits={2} label={price.share} name={`refundPolicy.${index}.refundBasisPoints`} />
        <DecimalInput
          digits={currencyDigits[currency]}
          label={price.fee(currency)}
          name={`refundPolicy.${index}.feeMinor`}
        />
      </div>
    </li>
  );
};

/** What guests get back, by how long before the start they cancel. */
export const RefundTiers = ({ currency }: { currency: Currency }): ReactElement => {
  const { price } = useMessages().links;
  const { control, getValues, trigger, formState } = useFormContext<LinkValues>();
  const { refundPolicy: wrong } = formState.errors;
  const list = useFieldArray({ control, name: 'refundPolicy', keyName: 'key' });
  return (
    <FieldGroup hint={price.policyHint} legend={price.policy}>
      {list.fields.length === 0 ? (
        <p className="text-soft">{price.none}</p>
      ) : (
        // What was wrong with one rule may be put right in another.
        <ol className="grid gap-3" onBlur={() => void (wrong !== undefined && trigger('refundPolicy'))}>
          {list.fields.map(({ key }, index) => (
            <TierFields currency={currency} index={index} key={key} onRemove={() => list.remove(index)} />
          ))}
        </ol>
      )}
      {list.fields.length >= mostRefundTiers ? (
        <p className="mt-3 text-sm text-soft">{price.full(mostRefundTiers)}</p>
      ) : (
        <Button
          className="mt-3"
          icon="plus"
          onClick={() =>
            list.append(nextTier(getValues('refundPolicy').at(-1)), {
              focusName: `refundPolicy.${list.fields.length}.minHoursBefore`,
            })
          }
        >
          {price.add}
        </Button>
      )}
    </FieldGroup>
  );
};
