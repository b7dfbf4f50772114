import type { ReactElement } from 'react';
import { useController, useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button, IconButton } from '#web/host/components/button.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { Section } from '#web/host/components/page.tsx';
import { TextInput } from '#web/host/editor/controls.tsx';
import { addDays } from '#web/time/calendar.ts';
import { dateIn } from '#web/time/wall.ts';
import { RangeRow } from './range-row.tsx';
import type { ScheduleValues } from './schedule-values.ts';
import { nextRange, rangeIssues, withRange } from './weekly.ts';

const Hours = ({ index, named }: { index: number; named: string }): ReactElement => {
  const texts = useMessages().schedules.overrides;
  const { control } = useFormContext<ScheduleValues>();
  const { field } = useController({ control, name: `overrides.${index}.ranges` });
  const issues = rangeIssues(field.value);
  return (
    <div className="grid gap-2">
      {field.value.map((range, at) => (
        <RangeRow
          issue={issues[at]}
          // oxlint-disable-next-line react/no-array-index-key -- ranges have no identity besides their place
          key={at}
          labels={{
            start: texts.startLabel(named, at + 1),
            end: texts.endLabel(named, at + 1),
            remove: texts.removeRange(named, at + 1),
          }}
          onChange={(change) => field.onChange(withRange(field.value, at, change))}
          range={range}
        />
      ))}
      {field.value.length < 12 && (
        <Button
          className="justify-self-start"
          icon="plus"
          onClick={() => field.onChange([...field.value, nextRange(field.value)])}
          size="small"
        >
          {texts.addRange}
        </Button>
      )}
    </div>
  );
};

/** One date; without hours it is closed. */
const OverrideRow = ({ index, onRemove }: { index: number; onRemove: () => void }): ReactElement => {
  const texts = useMessages().schedules.overrides;
  const { control } = useFormContext<ScheduleValues>();
  const { field } = useController({ control, name: `overrides.${index}.ranges` });
  const date = useWatch({ control, name: `overrides.${index}.date` });
  const named = date === '' ? texts.date : date;
  const isClosed = field.value.length === 0;
  return (
    <li className="grid gap-3 rounded-xl border border-line p-4">
      <div className="grid items-start gap-3 sm:grid-cols-[10.5rem_minmax(0,1fr)_minmax(0,1fr)_auto]">
        <TextInput<ScheduleValues> label={texts.date} name={`overrides.${index}.date`} type="date" />
        <Field label={texts.kind}>
          {(ids) => (
            <select
              {...ids}
              className="control"
              onChange={(event) => field.onChange(event.target.value === 'closed' ? [] : [nextRange([])])}
              value={isClosed ? 'closed' : 'special'}
            >
              <option value="closed">{texts.closed}</option>
              <option value="special">{texts.special}</option>
            </select>
          )}
        </Field>
        <TextInput<ScheduleValues> label={texts.name} maxLength={100} name={`overrides.${index}.title`} />
        <IconButton className="sm:mt-6.5" icon="trash" label={texts.remove(named)} onClick={onRemove} />
      </div>
      {!isClosed && <Hours index={index} named={named} />}
    </li>
  );
};

export const OverridesSection = (): ReactElement => {
  const texts = useMessages().schedules.overrides;
  const { control, getValues } = useFormContext<ScheduleValues>();
  const list = useFieldArray({ control, name: 'overrides', keyName: 'key' });
  const addNextFreeDate = (): void => {
    const { overrides, timeZone } = getValues();
    const taken = new Set(overrides.map((override) => override.date));
    let date = addDays(dateIn(Date.now(), timeZone), 1);
    while (taken.has(date)) date = addDays(date, 1);
    list.append({ date, ranges: [], title: '' });
  };
  return (
    <Section hint={texts.lead} title={texts.title}>
      {list.fields.length === 0 ? (
        <p className="text-soft">{texts.empty}</p>
      ) : (
        <ul className="grid gap-3">
          {list.fields.map(({ key }, index) => (
            <OverrideRow index={index} key={key} onRemove={() => list.remove(index)} />
          ))}
        </ul>
      )}
      {list.fields.length < 400 && (
        <Button className="justify-self-start" icon="plus" onClick={addNextFreeDate}>
          {texts.add}
        </Button>
      )}
    </Section>
  );
};
