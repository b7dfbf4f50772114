import { Popover } from 'radix-ui';
import { type Dispatch, type ReactElement, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button, IconButton } from '#web/host/components/button.tsx';
import { Section } from '#web/host/components/page.tsx';
import { Toggle } from '#web/host/components/toggle.tsx';
import { spanText } from '#web/time/span.ts';
import { BlockRow } from './block-row.tsx';
import { type Block, type BlockIssue, type ScheduleForm, weeklyMinutes } from './schedule-form.ts';
import type { ScheduleAction } from './schedule-reducer.ts';

const CopyDay = ({ day, dispatch }: { day: number; dispatch: Dispatch<ScheduleAction> }): ReactElement => {
  const { schedules: texts } = useMessages();
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState<number[]>([]);
  const name = texts.weekdays[day] ?? '';
  const apply = (): void => {
    dispatch({ type: 'copyDay', day, to });
    setOpen(false);
    setTo([]);
  };
  return (
    <Popover.Root onOpenChange={setOpen} open={open}>
      <Popover.Trigger asChild>
        <IconButton icon="copy" label={texts.weekly.copy(name)} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          aria-label={texts.weekly.copyTitle(name)}
          className="appear z-40 grid gap-2 rounded-xl border border-line bg-surface p-4 shadow-pop"
          collisionPadding={12}
          sideOffset={6}
        >
          <p className="text-sm font-medium">{texts.weekly.copyTitle(name)}</p>
          {texts.weekdays.map(
            (weekday, index) =>
              index !== day && (
                <label className="flex min-h-8 items-center gap-3" key={weekday}>
                  <input
                    checked={to.includes(index)}
                    className="check"
                    onChange={(event) =>
                      setTo(event.target.checked ? [...to, index] : to.filter((item) => item !== index))
                    }
                    type="checkbox"
                  />
                  {weekday}
                </label>
              ),
          )}
          <Button disabled={to.length === 0} onClick={apply} size="small" tone="primary">
            {texts.weekly.copyApply}
          </Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
};

const DayRow = ({
  day,
  blocks,
  issues,
  dispatch,
}: {
  day: number;
  blocks: readonly Block[];
  issues: readonly (BlockIssue | undefined)[];
  dispatch: Dispatch<ScheduleAction>;
}): ReactElement => {
  const { schedules: texts } = useMessages();
  const name = texts.weekdays[day] ?? '';
  const isOpen = blocks.length > 0;
  return (
    <li className="grid gap-x-4 gap-y-2 border-t border-line py-3 first:border-t-0 first:pt-0 sm:grid-cols-[9.5rem_minmax(0,1fr)_auto]">
      <div className="flex min-h-10 items-center gap-3 self-start">
        <Toggle
          checked={isOpen}
          label={texts.weekly.open(name)}
          onChange={(open) => dispatch(open ? { type: 'addBlock', day } : { type: 'clearDay', day })}
        />
        <span className={isOpen ? 'font-medium' : 'text-soft'}>{name}</span>
      </div>
      <div className="grid content-center gap-2">
        {isOpen ? (
          blocks.map((block, index) => (
            <BlockRow
              block={block}
              issue={issues[index]}
              // oxlint-disable-next-line react/no-array-index-key -- blocks have no identity besides their place
              key={index}
              labels={{
                start: texts.weekly.startLabel(name, index + 1),
                end: texts.weekly.endLabel(name, index + 1),
                remove: texts.weekly.remove(name, index + 1),
              }}
              onChange={(change) => dispatch({ type: 'setBlock', day, index, block: change })}
              onRemove={() => dispatch({ type: 'removeBlock', day, index })}
              onSplit={() => dispatch({ type: 'splitAtMidnight', day, index })}
            />
          ))
        ) : (
          <p className="text-soft">{texts.closed}</p>
        )}
      </div>
      <div className="flex items-start gap-1">
        {isOpen && (
          <>
            <IconButton
              disabled={blocks.length >= 12}
              icon="plus"
              label={texts.weekly.add(name)}
              onClick={() => dispatch({ type: 'addBlock', day })}
            />
            <CopyDay day={day} dispatch={dispatch} />
          </>
        )}
      </div>
    </li>
  );
};

export const WeeklySection = ({
  form,
  issues,
  dispatch,
}: {
  form: ScheduleForm;
  issues: readonly (readonly (BlockIssue | undefined)[])[];
  dispatch: Dispatch<ScheduleAction>;
}): ReactElement => {
  const messages = useMessages();
  const texts = messages.schedules.weekly;
  return (
    <Section
      hint={
        <>
          {texts.lead}
          <span className="mt-2 block font-medium text-ink">
            {texts.total(spanText(weeklyMinutes(form), messages.shell.units))}
          </span>
        </>
      }
      title={texts.title}
    >
      <ul>
        {form.days.map((blocks, day) => (
          <DayRow
            blocks={blocks}
            day={day}
            dispatch={dispatch}
            issues={issues[day] ?? []}
            key={messages.schedules.weekdays[day]}
          />
        ))}
      </ul>
    </Section>
  );
};
