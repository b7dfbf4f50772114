import { type ReactElement, useState } from 'react';
import { get, useController, useFormContext } from 'react-hook-form';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button, IconButton } from '#web/host/components/button.tsx';
import { ErrorText, Field } from '#web/host/components/inputs/field.tsx';
import { Section } from '#web/host/components/page.tsx';
import { firstCode } from '#web/host/editor/use-values-form.ts';
import { addDays } from '#web/time/calendar.ts';
import { dateIn } from '#web/time/wall.ts';
import { textOf } from '#web/ui/text-of.ts';
import { RangeRow } from './range-row.tsx';
import type { ScheduleValues } from './schedule-values.ts';
import {
  daysFrom,
  mostDays,
  type SpecialDays,
  spanIssue,
  specialDaysOf,
  withSpecialDays,
} from './special-days.ts';
import { type MinuteRange, nextRange, rangeIssues, withRange } from './weekly.ts';

type Change = (change: Partial<Pick<SpecialDays, 'from' | 'to' | 'ranges' | 'title'>>) => void;

const Hours = ({
  ranges,
  named,
  onChange,
}: {
  ranges: readonly MinuteRange[];
  named: string;
  onChange: (ranges: MinuteRange[]) => void;
}): ReactElement => {
  const texts = useMessages().schedules.overrides;
  const issues = rangeIssues(ranges);
  return (
    <div className="grid gap-2">
      {ranges.map((range, at) => (
        <RangeRow
          issue={issues[at]}
          // oxlint-disable-next-line react/no-array-index-key -- ranges have no identity besides their place
          key={at}
          labels={{
            start: texts.startLabel(named, at + 1),
            end: texts.endLabel(named, at + 1),
            remove: texts.removeRange(named, at + 1),
          }}
          onChange={(change) => onChange(withRange(ranges, at, change))}
          range={range}
        />
      ))}
      {ranges.length >= 12 ? (
        <p className="text-sm text-soft">{texts.fullDay}</p>
      ) : (
        <Button
          className="justify-self-start"
          icon="plus"
          onClick={() => onChange([...ranges, nextRange(ranges)])}
          size="small"
        >
          {texts.addRange}
        </Button>
      )}
    </div>
  );
};

/**
 * First and last day of an entry. What is typed counts once it makes a span and nobody types any more: on its way to
 * 2027 a year is 2, 20 and 202.
 */
const Span = ({
  days,
  others,
  onChange,
}: {
  days: SpecialDays;
  others: number;
  onChange: Change;
}): ReactElement => {
  const { overrides: texts, issues } = useMessages().schedules;
  const { formState } = useFormContext<ScheduleValues>();
  const [typed, setTyped] = useState<{ from: string; to: string }>();
  const { from, to } = typed ?? days;
  const issue = spanIssue(from, to, others);
  const refused = Array.from({ length: days.count }, (_, index): string | undefined =>
    firstCode(get(formState.errors, `overrides.${days.at + index}.date`)),
  ).find((code) => code !== undefined);
  const error =
    typed !== undefined && issue !== undefined
      ? texts.spanIssues[issue]
      : refused && textOf(issues, refused, issues.date);
  const settle = (): void => {
    if (typed === undefined) return;
    // Dates that make no span are none to the form, so that it is not saved without them.
    onChange(issue === undefined ? typed : { from: '', to: '' });
    if (issue === undefined) setTyped(undefined);
  };
  // The last day follows the first one: a holiday that is moved stays as long as it is.
  const moved = (next: string): { from: string; to: string } => {
    const length = daysFrom(from, to);
    const isDate = !Number.isNaN(Date.parse(next));
    return { from: next, to: isDate && length >= 1 ? addDays(next, length - 1) : to };
  };
  return (
    <>
      {(['from', 'to'] as const).map((name) => (
        <Field error={name === 'to' ? error : undefined} key={name} label={texts[name]}>
          {(ids) => (
            <input
              {...ids}
              aria-invalid={error === undefined ? undefined : true}
              className="control"
              onBlur={settle}
              onKeyDown={({ key }) => {
                if (key === 'Enter') settle();
              }}
              onChange={({ target: { value } }) =>
                setTyped(name === 'from' ? moved(value) : { from, to: value })
              }
              type="date"
              value={name === 'from' ? from : to}
            />
          )}
        </Field>
      ))}
    </>
  );
};

/** Days in a row; without hours they are closed. */
const DaysRow = ({
  days,
  others,
  onChange,
  onRemove,
}: {
  days: SpecialDays;
  others: number;
  onChange: Change;
  onRemove: () => void;
}): ReactElement => {
  const texts = useMessages().schedules.overrides;
  const named = days.from === days.to ? days.from : texts.span(days.from, days.to);
  const isClosed = days.ranges.length === 0;
  return (
    <li className="grid gap-3 rounded-xl border border-line p-4">
      <div className="flex items-center gap-2">
        <p className="flex-1 text-sm text-soft">{texts.count(days.count)}</p>
        <IconButton icon="trash" label={texts.remove(named)} onClick={onRemove} />
      </div>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <Span days={days} onChange={onChange} others={others} />
        <Field label={texts.kind}>
          {(ids) => (
            <select
              {...ids}
              className="control"
              onChange={(event) =>
                onChange({ ranges: event.target.value === 'closed' ? [] : [nextRange([])] })
              }
              value={isClosed ? 'closed' : 'special'}
            >
              <option value="closed">{texts.closed}</option>
              <option value="special">{texts.special}</option>
            </select>
          )}
        </Field>
        <Field label={texts.name}>
          {(ids) => (
            <input
              {...ids}
              className="control"
              maxLength={100}
              onChange={(event) => onChange({ title: event.target.value })}
              type="text"
              value={days.title ?? ''}
            />
          )}
        </Field>
      </div>
      {!isClosed && <Hours named={named} onChange={(ranges) => onChange({ ranges })} ranges={days.ranges} />}
    </li>
  );
};

/** Days that differ from the week: each entry is a day or a span of them, and each day of it one override. */
export const OverridesSection = (): ReactElement => {
  const texts = useMessages().schedules.overrides;
  const { control, getValues } = useFormContext<ScheduleValues>();
  const { field } = useController({ control, name: 'overrides' });
  const overrides = field.value;
  const isFull = overrides.length >= mostDays.schedule;
  const addNextFreeDate = (): void => {
    const taken = new Set(overrides.map((override) => override.date));
    let date = addDays(dateIn(Date.now(), getValues('timeZone')), 1);
    // A day of its own, not one more of the entry before it.
    while (taken.has(date) || taken.has(addDays(date, -1))) date = addDays(date, 1);
    field.onChange([...overrides, { date, ranges: [], title: '' }]);
  };
  return (
    <Section hint={texts.lead} title={texts.title}>
      {overrides.length === 0 ? (
        <p className="text-soft">{texts.empty}</p>
      ) : (
        <ul className="grid gap-3">
          {specialDaysOf(overrides).map((days, index) => (
            <DaysRow
              days={days}
              // oxlint-disable-next-line react/no-array-index-key -- an entry keeps its place while its dates change
              key={index}
              onChange={(change) => field.onChange(withSpecialDays(overrides, days, { ...days, ...change }))}
              onRemove={() => field.onChange(withSpecialDays(overrides, days, null))}
              others={overrides.length - days.count}
            />
          ))}
        </ul>
      )}
      {isFull ? (
        <ErrorText>{texts.spanIssues.full}</ErrorText>
      ) : (
        <Button className="justify-self-start" icon="plus" onClick={addNextFreeDate}>
          {texts.add}
        </Button>
      )}
    </Section>
  );
};
