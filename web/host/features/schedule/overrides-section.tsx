import type { Dispatch, ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button, IconButton } from '#web/host/components/button.tsx';
import { Field } from '#web/host/components/field.tsx';
import { Section } from '#web/host/components/page.tsx';
import { wallTime } from '#web/time/wall.ts';
import { BlockRow } from './block-row.tsx';
import type { OverrideForm, ScheduleForm, ScheduleIssues } from './schedule-form.ts';
import type { ScheduleAction } from './schedule-reducer.ts';

const OverrideRow = ({
  override,
  issues,
  dispatch,
}: {
  override: OverrideForm;
  issues: ScheduleIssues['overrides'][number] | undefined;
  dispatch: Dispatch<ScheduleAction>;
}): ReactElement => {
  const { schedules } = useMessages();
  const texts = schedules.overrides;
  const { key } = override;
  const named = override.date === '' ? texts.date : override.date;
  return (
    <li className="grid gap-3 rounded-xl border border-line p-4">
      <div className="grid items-start gap-3 sm:grid-cols-[10.5rem_minmax(0,1fr)_minmax(0,1fr)_auto]">
        <Field
          error={issues?.date === undefined ? undefined : schedules.issues[issues.date]}
          label={texts.date}
        >
          {(control) => (
            <input
              {...control}
              className="control"
              onChange={(event) =>
                dispatch({ type: 'setOverride', key, fields: { date: event.target.value } })
              }
              type="date"
              value={override.date}
            />
          )}
        </Field>
        <Field label={texts.kind}>
          {(control) => (
            <select
              {...control}
              className="control"
              onChange={(event) =>
                dispatch({ type: 'setOverride', key, fields: { closed: event.target.value === 'closed' } })
              }
              value={override.closed ? 'closed' : 'special'}
            >
              <option value="closed">{texts.closed}</option>
              <option value="special">{texts.special}</option>
            </select>
          )}
        </Field>
        <Field label={texts.name}>
          {(control) => (
            <input
              {...control}
              className="control"
              maxLength={100}
              onChange={(event) =>
                dispatch({ type: 'setOverride', key, fields: { title: event.target.value } })
              }
              value={override.title}
            />
          )}
        </Field>
        <IconButton
          className="sm:mt-6.5"
          icon="trash"
          label={texts.remove(named)}
          onClick={() => dispatch({ type: 'removeOverride', key })}
        />
      </div>
      {!override.closed && (
        <div className="grid gap-2">
          {override.blocks.map((block, index) => (
            <BlockRow
              block={block}
              issue={issues?.blocks[index]}
              // oxlint-disable-next-line react/no-array-index-key -- blocks have no identity besides their place
              key={index}
              labels={{
                start: texts.startLabel(named, index + 1),
                end: texts.endLabel(named, index + 1),
                remove: texts.removeRange(named, index + 1),
              }}
              onChange={(change) => dispatch({ type: 'setOverrideBlock', key, index, block: change })}
              onRemove={() => dispatch({ type: 'removeOverrideBlock', key, index })}
            />
          ))}
          {override.blocks.length < 12 && (
            <Button
              className="justify-self-start"
              icon="plus"
              onClick={() => dispatch({ type: 'addOverrideBlock', key })}
              size="small"
            >
              {texts.addRange}
            </Button>
          )}
        </div>
      )}
    </li>
  );
};

export const OverridesSection = ({
  form,
  issues,
  dispatch,
}: {
  form: ScheduleForm;
  issues: ScheduleIssues['overrides'];
  dispatch: Dispatch<ScheduleAction>;
}): ReactElement => {
  const texts = useMessages().schedules.overrides;
  const addTomorrow = (): void => {
    const taken = new Set(form.overrides.map((override) => override.date));
    let day = 1;
    const dateIn = (days: number): string => wallTime(Date.now() + days * 86_400_000, form.timeZone).date;
    while (taken.has(dateIn(day))) day += 1;
    dispatch({ type: 'addOverride', date: dateIn(day) });
  };
  return (
    <Section hint={texts.lead} title={texts.title}>
      {form.overrides.length === 0 ? (
        <p className="text-soft">{texts.empty}</p>
      ) : (
        <ul className="grid gap-3">
          {form.overrides.map((override, index) => (
            <OverrideRow dispatch={dispatch} issues={issues[index]} key={override.key} override={override} />
          ))}
        </ul>
      )}
      {form.overrides.length < 400 && (
        <Button className="justify-self-start" icon="plus" onClick={addTomorrow}>
          {texts.add}
        </Button>
      )}
    </Section>
  );
};
