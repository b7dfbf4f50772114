import type { ReactElement } from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Field, FieldGroup } from '#web/host/components/inputs/field.tsx';
import { NumberBox } from '#web/host/components/inputs/number-box.tsx';
import { Section } from '#web/host/components/page.tsx';
import { NumberInput, SelectInput, SpanBox } from '#web/host/editor/controls.tsx';
import { useFieldError } from '#web/host/editor/issue-texts.ts';
import { spanText } from '#web/time/span.ts';
import type { LinkValues } from './link-values.ts';

const buffers = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120];
const steps = [5, 10, 15, 20, 30, 45, 60, 90, 120];

/** The usual values, with the current one in between when it is unusual. */
const withCurrent = (usual: readonly number[], current: number | null): number[] =>
  [...new Set([...usual, ...(current === null ? [] : [current])])].sort((a, b) => a - b);

type Value<Name extends keyof LinkValues> = {
  value: LinkValues[Name];
  onChange: (next: LinkValues[Name]) => void;
};

const WindowFields = ({ value, onChange }: Value<'bookingWindow'>): ReactElement => {
  const { fields } = useMessages().links;
  const error = useFieldError('bookingWindow');
  const dates = ['from', 'to'] as const;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={fields.window}>
        {(control) => (
          <select
            {...control}
            className="control"
            onChange={(event) =>
              onChange(
                event.target.value === 'range'
                  ? { kind: 'range', from: '', to: '' }
                  : { kind: 'rolling', days: 60 },
              )
            }
            value={value.kind}
          >
            <option value="rolling">{fields.windowKinds.rolling}</option>
            <option value="range">{fields.windowKinds.range}</option>
          </select>
        )}
      </Field>
      {value.kind === 'rolling' ? (
        <Field error={error} label={fields.windowDays}>
          {(control) => (
            <NumberBox
              {...control}
              max={730}
              min={1}
              onChange={(days) => onChange({ kind: 'rolling', days })}
              value={value.days}
            />
          )}
        </Field>
      ) : (
        <div className="grid grid-cols-2 gap-3">
          {dates.map((name) => (
            <Field error={name === 'to' ? error : undefined} key={name} label={fields[name]}>
              {(control) => (
                <input
                  {...control}
                  className="control"
                  onChange={(event) => onChange({ ...value, [name]: event.target.value })}
                  type="date"
                  value={value[name]}
                />
              )}
            </Field>
          ))}
        </div>
      )}
    </div>
  );
};

const periods = ['day', 'week', 'month'] as const;
type Period = (typeof periods)[number];

type Scope = LinkValues['limits'][number]['per'];

const PeriodLimit = ({
  period,
  per,
  value,
  onChange,
}: Value<'limits'> & { period: Period; per: Scope }): ReactElement => {
  const { limitCount, limitPeriods } = useMessages().links.fields;
  const index = value.findIndex((limit) => limit.period === period && limit.per === per);
  const error = useFieldError(`limits.${index}`);
  const set = (count: number): void => {
    const others = value.filter((limit) => limit.period !== period || limit.per !== per);
    onChange(Number.isNaN(count) ? others : [...others, { period, count, per }]);
  };
  return (
    <Field error={error} label={limitCount(limitPeriods[period])}>
      {(control) => (
        <NumberBox {...control} max={1000} min={1} onChange={set} value={value[index]?.count ?? Number.NaN} />
      )}
    </Field>
  );
};

const GuestLimitFields = ({ value, onChange }: Value<'guestLimit'>): ReactElement => {
  const { fields } = useMessages().links;
  const errors = { count: useFieldError('guestLimit.count'), days: useFieldError('guestLimit.days') };
  const rows = [
    ['count', fields.guestLimitCount, 100, fields.guestLimitHint],
    ['days', fields.guestLimitDays, 365, undefined],
  ] as const;
  return (
    <div className="grid gap-3">
      <label className="flex min-h-9 items-center gap-3 justify-self-start">
        <input
          checked={value !== null}
          className="check"
          onChange={(event) => onChange(event.target.checked ? { count: 3, days: 30 } : null)}
          type="checkbox"
        />
        {fields.guestLimit}
      </label>
      {value !== null && (
        <div className="grid grid-cols-2 gap-3 sm:max-w-sm">
          {rows.map(([name, label, max, hint]) => (
            <Field error={errors[name]} hint={hint} key={name} label={label}>
              {(control) => (
                <NumberBox
                  {...control}
                  max={max}
                  min={1}
                  onChange={(next) => onChange({ ...value, [name]: next })}
                  value={value[name]}
                />
              )}
            </Field>
          ))}
        </div>
      )}
    </div>
  );
};

const StepAndBuffers = (): ReactElement => {
  const { links, shell } = useMessages();
  const { control } = useFormContext<LinkValues>();
  const [step, before, after] = useWatch({
    control,
    name: ['stepMinutes', 'bufferBeforeMinutes', 'bufferAfterMinutes'],
  });
  const spans = (values: number[]): (readonly [string, string])[] =>
    values.map(
      (minutes) =>
        [String(minutes), minutes === 0 ? shell.units.none : spanText(minutes, shell.units)] as const,
    );
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <SelectInput<LinkValues>
        label={links.fields.step}
        name="stepMinutes"
        options={[['', links.fields.stepDefault], ...spans(withCurrent(steps, step))]}
        parse={(minutes) => (minutes === '' ? null : Number(minutes))}
      />
      <SelectInput<LinkValues>
        label={links.fields.bufferBefore}
        name="bufferBeforeMinutes"
        options={spans(withCurrent(buffers, before))}
        parse={Number}
      />
      <SelectInput<LinkValues>
        label={links.fields.bufferAfter}
        name="bufferAfterMinutes"
        options={spans(withCurrent(buffers, after))}
        parse={Number}
      />
    </div>
  );
};

const StartGridFields = ({ value, onChange }: Value<'startGrid'>): ReactElement => {
  const { fields } = useMessages().links;
  const error = useFieldError('startGrid.offsetMinutes');
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field hint={fields.startGridHint} label={fields.startGrid}>
        {(control) => (
          <select
            {...control}
            className="control"
            onChange={(event) =>
              onChange(
                event.target.value === 'hours' ? { kind: 'hours' } : { kind: 'clock', offsetMinutes: 0 },
              )
            }
            value={value.kind}
          >
            <option value="clock">{fields.startGridKinds.clock}</option>
            <option value="hours">{fields.startGridKinds.hours}</option>
          </select>
        )}
      </Field>
      {value.kind === 'clock' && (
        <Field error={error} label={fields.startOffset}>
          {(control) => (
            <NumberBox
              {...control}
              max={59}
              min={0}
              onChange={(offsetMinutes) => onChange({ kind: 'clock', offsetMinutes })}
              value={value.offsetMinutes}
            />
          )}
        </Field>
      )}
    </div>
  );
};

const Limits = ({ per }: { per: Scope }): ReactElement => {
  const { fields } = useMessages().links;
  const { control } = useFormContext<LinkValues>();
  return (
    <FieldGroup
      hint={per === 'host' ? fields.limitsPerHostHint : undefined}
      legend={per === 'link' ? fields.limits : fields.limitsPerHost}
    >
      <Controller
        control={control}
        name="limits"
        render={({ field }) => (
          <div className="grid grid-cols-1 gap-3 sm:grid-cols-3">
            {periods.map((period) => (
              <PeriodLimit
                key={period}
                onChange={field.onChange}
                per={per}
                period={period}
                value={field.value}
              />
            ))}
          </div>
        )}
      />
    </FieldGroup>
  );
};

export const RulesSection = (): ReactElement => {
  const { links } = useMessages();
  const { control } = useFormContext<LinkValues>();
  const kind = useWatch({ control, name: 'kind' });
  const noticeError = useFieldError('noticeMinutes');
  return (
    <Section hint={links.sections.rulesHint} title={links.sections.rules}>
      <StepAndBuffers />
      <Controller
        control={control}
        name="startGrid"
        render={({ field }) => <StartGridFields onChange={field.onChange} value={field.value} />}
      />
      <FieldGroup error={noticeError} hint={links.fields.noticeHint} legend={links.fields.notice}>
        <Controller
          control={control}
          name="noticeMinutes"
          render={({ field }) => (
            <SpanBox invalid={noticeError !== undefined} onChange={field.onChange} value={field.value} />
          )}
        />
      </FieldGroup>
      <Controller
        control={control}
        name="bookingWindow"
        render={({ field }) => <WindowFields onChange={field.onChange} value={field.value} />}
      />
      <Limits per="link" />
      {kind === 'round_robin' && <Limits per="host" />}
      <Controller
        control={control}
        name="guestLimit"
        render={({ field }) => <GuestLimitFields onChange={field.onChange} value={field.value} />}
      />
      <NumberInput<LinkValues>
        className="sm:max-w-48"
        hint={links.fields.holdHint}
        label={links.fields.hold}
        max={60}
        min={1}
        name="holdMinutes"
      />
    </Section>
  );
};
