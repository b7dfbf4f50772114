import { useSuspenseQuery } from '@tanstack/react-query';
import { Popover } from 'radix-ui';
import { type ReactElement, useState } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { Button, IconButton } from '#web/host/components/button.tsx';
import { Toggle } from '#web/host/components/inputs/toggle.tsx';
import { Section } from '#web/host/components/page.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';
import { weekdayHeads } from '#web/time/format.ts';
import { hostTag } from '#web/time/instants.ts';
import { spanText } from '#web/time/span.ts';
import { RangeRow } from './range-row.tsx';
import { type ScheduleValues, weekdays, weekFrom } from './schedule-values.ts';
import {
  addBlock,
  blocksOn,
  clearDay,
  copyDay,
  rangeIssues,
  splitAtMidnight,
  type WeeklyBlock,
  weeklyMinutes,
  withRange,
} from './weekly.ts';

type DayNames = ReadonlyMap<number, string>;

const CopyDay = ({
  weekday,
  names,
  onCopy,
}: {
  weekday: number;
  names: DayNames;
  onCopy: (to: number[]) => void;
}): ReactElement => {
  const texts = useMessages().schedules.weekly;
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState<number[]>([]);
  const name = names.get(weekday) ?? '';
  const apply = (): void => {
    onCopy(to);
    setOpen(false);
    setTo([]);
  };
  return (
    <Popover.Root onOpenChange={setOpen} open={open}>
      <Popover.Trigger asChild>
        <IconButton icon="copy" label={texts.copy(name)} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          aria-label={texts.copyTitle(name)}
          className="appear z-40 grid gap-2 rounded-xl border border-line bg-surface p-4 shadow-pop"
          collisionPadding={12}
          sideOffset={6}
        >
          <p className="text-sm font-medium">{texts.copyTitle(name)}</p>
          {[...names].map(
            ([other, otherName]) =>
              other !== weekday && (
                <label className="flex min-h-8 items-center gap-3" key={other}>
                  <input
                    checked={to.includes(other)}
                    className="check"
                    onChange={(event) =>
                      setTo(event.target.checked ? [...to, other] : to.filter((day) => day !== other))
                    }
                    type="checkbox"
                  />
                  {otherName}
                </label>
              ),
          )}
          <Button disabled={to.length === 0} onClick={apply} size="small" tone="primary">
            {texts.copyApply}
          </Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
};

const DayRow = ({
  weekday,
  names,
  weekly,
  onChange,
}: {
  weekday: number;
  names: DayNames;
  weekly: readonly WeeklyBlock[];
  onChange: (weekly: WeeklyBlock[]) => void;
}): ReactElement => {
  const { schedules: texts } = useMessages();
  const name = names.get(weekday) ?? '';
  const blocks = blocksOn(weekly, weekday);
  const issues = rangeIssues(blocks.map(({ block }) => block));
  const isOpen = blocks.length > 0;
  return (
    <li className="grid gap-x-4 gap-y-2 border-t border-line py-3 first:border-t-0 first:pt-0 sm:grid-cols-[9.5rem_minmax(0,1fr)_auto]">
      <div className="flex min-h-10 items-center gap-3 self-start">
        <Toggle
          checked={isOpen}
          label={texts.weekly.open(name)}
          onChange={(open) => onChange(open ? addBlock(weekly, weekday) : clearDay(weekly, weekday))}
        />
        <span className={isOpen ? 'font-medium' : 'text-soft'}>{name}</span>
      </div>
      <div className="grid content-center gap-2">
        {isOpen ? (
          blocks.map(({ block, index }, at) => (
            <RangeRow
              issue={issues[at]}
              // oxlint-disable-next-line react/no-array-index-key -- blocks have no identity besides their place
              key={at}
              labels={{
                start: texts.weekly.startLabel(name, at + 1),
                end: texts.weekly.endLabel(name, at + 1),
                remove: texts.weekly.remove(name, at + 1),
              }}
              onChange={(change) => onChange(withRange(weekly, index, change))}
              onSplit={() => onChange(splitAtMidnight(weekly, index))}
              range={block}
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
              onClick={() => onChange(addBlock(weekly, weekday))}
            />
            <CopyDay
              names={names}
              onCopy={(to) => onChange(copyDay(weekly, weekday, to))}
              weekday={weekday}
            />
          </>
        )}
      </div>
    </li>
  );
};

export const WeeklySection = (): ReactElement => {
  const { language, messages } = useLanguage();
  const texts = messages.schedules.weekly;
  const { control } = useFormContext<ScheduleValues>();
  const { field } = useController({ control, name: 'weekly' });
  const { weekStart } = useSuspenseQuery(meQuery).data.person;
  const heads = weekdayHeads(hostTag(language), 1);
  const names: DayNames = new Map(weekdays.map((weekday) => [weekday, heads[weekday - 1]?.long ?? '']));
  return (
    <Section
      hint={
        <>
          {texts.lead}
          <span className="mt-2 block font-medium text-ink">
            {texts.total(spanText(weeklyMinutes(field.value), messages.shell.units))}
          </span>
        </>
      }
      title={texts.title}
    >
      <ul>
        {weekFrom(weekStart).map((weekday) => (
          <DayRow
            key={weekday}
            names={names}
            onChange={field.onChange}
            weekday={weekday}
            weekly={field.value}
          />
        ))}
      </ul>
    </Section>
  );
};
