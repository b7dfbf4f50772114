import { type ReactElement, useId } from 'react';
import { Button, IconButton } from '#web/host/src/components/button.tsx';
import { ErrorText } from '#web/host/src/components/field.tsx';
import { useMessages } from '#web/host/src/i18n/locale-provider.tsx';
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
  const described = issue === undefined ? undefined : id;
  return (
    <div>
      <div className="flex items-center gap-2">
        <input
          aria-describedby={described}
          aria-invalid={issue === undefined ? undefined : true}
          aria-label={labels.start}
          className="control !w-auto min-w-0 max-sm:flex-1 sm:!w-32"
          onChange={(event) => onChange({ start: event.target.value })}
          step={300}
          type="time"
          value={block.start}
        />
        <span aria-hidden="true" className="text-soft">
          –
        </span>
        <input
          aria-describedby={described}
          aria-invalid={issue === undefined ? undefined : true}
          aria-label={labels.end}
          className="control !w-auto min-w-0 max-sm:flex-1 sm:!w-32"
          onChange={(event) => onChange({ end: event.target.value })}
          step={300}
          type="time"
          value={block.end}
        />
        <IconButton icon="trash" label={labels.remove} onClick={onRemove} />
      </div>
      {issue !== undefined && <ErrorText id={id}>{texts.issues[issue]}</ErrorText>}
      {issue === 'crosses_midnight' && onSplit !== undefined && (
        <Button className="mt-1 !h-auto whitespace-normal text-start" onClick={onSplit} size="small">
          {texts.split(block.end)}
        </Button>
      )}
    </div>
  );
};
