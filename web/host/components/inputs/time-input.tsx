import type { ComponentProps, ReactElement } from 'react';
import { parseTimeOfDay } from '#web/time/time-of-day.ts';
import { cx } from '#web/ui/class-names.ts';

export type TimeInputProps = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> & {
  value: string;
  /** `HH:MM`, or what is typed so far. */
  onChange: (value: string) => void;
};

/** A time of day on a 24-hour clock, whatever the browser's own clock; tidies what was typed on leaving. */
export const TimeInput = ({ value, onChange, onBlur, className, ...rest }: TimeInputProps): ReactElement => (
  <input
    {...rest}
    autoComplete="off"
    className={cx('control text-center tabular-nums', className)}
    inputMode="text"
    maxLength={8}
    onBlur={(event) => {
      const tidy = parseTimeOfDay(value);
      if (tidy !== undefined && tidy !== value) onChange(tidy);
      onBlur?.(event);
    }}
    onChange={(event) => onChange(event.target.value)}
    placeholder="--:--"
    type="text"
    value={value}
  />
);
