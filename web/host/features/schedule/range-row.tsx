import { type ReactElement, useId, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button, IconButton } from '#web/host/components/button.tsx';
import { ErrorText } from '#web/host/components/field.tsx';
import { TimeInput } from '#web/host/components/time-input.tsx';
import type { Block, BlockIssue } from './schedule-form.ts';

/** Start and end of one block, with what is wrong about it. */
export const BlockRow = ({
  block,
  issue,
  labels,
  onChange,
  onRemove,
  onSplit,
}: {
  block: Block;
  issue: BlockIssue | undefined;
  labels: { start: string; end: string; remove: string };
  onChange: (change: Partial<Block>) => void;
  onRemove: () => void;
  /** Offered for a block that crosses midnight. */
  onSplit?: () => void;
}): ReactElement => {
  const { schedules: texts } = useMessages();
  const id = useId();
  const [typing, setTyping] = useState(false);
  const shown = typing ? undefined : issue;
  const described = shown === undefined ? undefined : id;
  return (
    <div>
      <div className="flex items-center gap-2">
        <TimeInput
          aria-describedby={described}
          aria-invalid={shown === undefined ? undefined : true}
          aria-label={labels.start}
          className="!w-24"
          onBlur={() => setTyping(false)}
          onChange={(start) => onChange({ start })}
          onFocus={() => setTyping(true)}
          value={block.start}
        />
        <span aria-hidden="true" className="text-soft">
          –
        </span>
        <TimeInput
          aria-describedby={described}
          aria-invalid={shown === undefined ? undefined : true}
          aria-label={labels.end}
          className="!w-24"
          onBlur={() => setTyping(false)}
          onChange={(end) => onChange({ end })}
          onFocus={() => setTyping(true)}
          value={block.end}
        />
        <IconButton icon="trash" label={labels.remove} onClick={onRemove} />
      </div>
      {shown !== undefined && <ErrorText id={id}>{texts.issues[shown]}</ErrorText>}
      {shown === 'crosses_midnight' && onSplit !== undefined && (
        <Button className="mt-1 !h-auto whitespace-normal text-start" onClick={onSplit} size="small">
          {texts.split(block.end)}
        </Button>
      )}
    </div>
  );
};
