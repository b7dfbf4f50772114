import type { ComponentProps, ReactElement } from 'react';

type NumberBoxProps = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> & {
  /** `NaN` while nothing that is a number stands in it. */
  value: number;
  onChange: (value: number) => void;
};

/** A number input whose value is a number, not text. */
export const NumberBox = ({ value, onChange, className, ...rest }: NumberBoxProps): ReactElement => (
  <input
    {...rest}
    className={className ?? 'control'}
    inputMode="numeric"
    onChange={(event) => onChange(event.target.valueAsNumber)}
    type="number"
    value={Number.isNaN(value) ? '' : value}
  />
);
