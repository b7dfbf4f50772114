import { type ReactElement, useState } from 'react';
import { minuteOfDay, minuteText } from '#web/time/time-of-day.ts';
import { TimeInput, type TimeInputProps } from './time-input.tsx';

/** A time of day as minutes from midnight, `NaN` while what is typed is none; as an end, midnight is the end of the day. */
export const MinuteInput = ({
  value,
  onChange,
  isEnd = false,
  ...rest
}: Omit<TimeInputProps, 'value' | 'onChange'> & {
  value: number;
  onChange: (minute: number) => void;
  isEnd?: boolean;
}): ReactElement => {
  const [typed, setTyped] = useState('');
  const read = (text: string): number => {
    const minute = minuteOfDay(text) ?? Number.NaN;
    return isEnd && minute === 0 ? 1440 : minute;
  };
  return (
    <TimeInput
      {...rest}
      onChange={(text) => {
        setTyped(text);
        onChange(read(text));
      }}
      // What was typed stands for as long as it means the value; another value comes from elsewhere.
      value={Object.is(read(typed), value) ? typed : Number.isNaN(value) ? '' : minuteText(value)}
    />
  );
};
