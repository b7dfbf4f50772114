import { type ReactElement, useId, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button, IconButton } from '#web/host/components/button.tsx';
import { ErrorText } from '#web/host/components/inputs/field.tsx';
import { MinuteInput } from '#web/host/components/inputs/minute-input.tsx';
import { minuteText } from '#web/time/time-of-day.ts';
import type { MinuteRange, RangeIssue } from './weekly.ts';

/** Start and end of one range, with what is wrong about it once nobody types in it. */
export const RangeRow = ({
  range,
  issue,
  labels,
  onChange,
  onSplit,
}: {
  range: MinuteRange;
  issue: RangeIssue | undefined;
  labels: { start: string; end: string; remove: string };
  /** `null` takes the range out. */
  onChange: (change: Partial<MinuteRange> | null) => void;
  /** Offered for a range that crosses midnight. */
  onSplit?: () => void;
}): ReactElement => {
  const { schedules: texts } = useMessages();
  const id = useId();
  const [typing, setTyping] = useState(false);
  const shown = typing ? undefined : issue;
  const input = {
    'aria-describedby': shown === undefined ? undefined : `${id}-error`,
    'aria-invalid': shown === undefined ? undefined : (true as const),
    className: '!w-24',
    onBlur: () => setTyping(false),
    onFocus: () => setTyping(true),
  };
  return (
    <div>
      <div className="flex items-center gap-2">
        <MinuteInput
          {...input}
          aria-label={labels.start}
          onChange={(startMinute) => onChange({ startMinute })}
          value={range.startMinute}
        />
        <span aria-hidden="true" className="text-soft">
          –
        </span>
        <MinuteInput
          {...input}
          aria-label={labels.end}
          isEnd
          onChange={(endMinute) => onChange({ endMinute })}
          value={range.endMinute}
        />
        <IconButton icon="trash" label={labels.remove} onClick={() => onChange(null)} />
      </div>
      {shown !== undefined && <ErrorText id={`${id}-error`}>{texts.issues[shown]}</ErrorText>}
      {shown === 'crosses_midnight' && onSplit !== undefined && (
        <Button className="mt-1 !h-auto whitespace-normal text-start" onClick={onSplit} size="small">
          {texts.split(minuteText(range.endMinute))}
        </Button>
      )}
    </div>
  );
};
