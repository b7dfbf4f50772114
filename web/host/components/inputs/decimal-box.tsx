import { type ComponentProps, type ReactElement, useState } from 'react';
import { decimalToType, parseDecimal } from '#domain/money/amount.ts';
import { useLanguage } from '#web/host/app/language-provider.tsx';

type DecimalBoxProps = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> & {
  /** A whole number of the last decimal: 1250 for "12.50" of two. `NaN` while nothing that is a number stands in it. */
  value: number;
  digits: number;
  onChange: (value: number) => void;
};

/** A number with decimals, typed in any language and never counted in floats. */
export const DecimalBox = ({ value, digits, onChange, ...rest }: DecimalBoxProps): ReactElement => {
  const { language } = useLanguage();
  const [typed, setTyped] = useState('');
  const read = (text: string): number => {
    const parsed = parseDecimal(text, digits, language);
    return 'value' in parsed ? parsed.value : Number.NaN;
  };
  const written = Number.isNaN(value) ? '' : decimalToType(value, digits, language);
  return (
    <input
      {...rest}
      autoComplete="off"
      className="control"
      inputMode="decimal"
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(read(event.target.value));
      }}
      type="text"
      value={Object.is(read(typed), value) ? typed : written}
    />
  );
};
