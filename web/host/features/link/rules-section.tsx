import type { ReactElement } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { FieldGroup } from '#web/host/components/field.tsx';
import { Section } from '#web/host/components/page.tsx';
import { spanText } from '#web/time/span.ts';
import { CheckInput, NumberInput, SelectInput, TextInput } from './form-controls.tsx';
import type { LinkForm } from './link-form-values.ts';

const buffers = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120];
const steps = [5, 10, 15, 20, 30, 45, 60, 90, 120];

/** The usual values, with the current one in between when it is unusual. */
const withCurrent = (usual: readonly number[], current: string): number[] =>
  [...new Set([...usual, ...(/^\d+$/.test(current) ? [Number(current)] : [])])].sort((a, b) => a - b);

const WindowFields = (): ReactElement => {
  const { links } = useMessages();
  const { control } = useFormContext<LinkForm>();
  const kind = useWatch({ control, name: 'windowKind' });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectInput
        label={links.fields.window}
        name="windowKind"
        options={[
          ['rolling', links.fields.windowKinds.rolling],
          ['range', links.fields.windowKinds.range],
        ]}
      />
      {kind === 'rolling' ? (
        <NumberInput label={links.fields.windowDays} max={730} min={1} name="windowDays" />
      ) : (
        <div className="grid grid-cols-2 gap-3">
          <TextInput label={links.fields.from} name="windowFrom" type="date" />
          <TextInput label={links.fields.to} name="windowTo" type="date" />
        </div>
      )}
    </div>
  );
};

const LimitFields = (): ReactElement => {
  const { links } = useMessages();
  const { control } = useFormContext<LinkForm>();
  const hasGuestLimit = useWatch({ control, name: 'hasGuestLimit' });
  const { limitPeriods, limitCount } = links.fields;
  return (
    <>
      <FieldGroup legend={links.fields.limits}>
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-3">
          <NumberInput label={limitCount(limitPeriods.day)} max={1000} min={1} name="limitDay" />
          <NumberInput label={limitCount(limitPeriods.week)} max={1000} min={1} name="limitWeek" />
          <NumberInput label={limitCount(limitPeriods.month)} max={1000} min={1} name="limitMonth" />
        </div>
      </FieldGroup>
      <div className="grid gap-3">
        <CheckInput label={links.fields.guestLimit} name="hasGuestLimit" />
        {hasGuestLimit && (
          <div className="grid grid-cols-2 gap-3 sm:max-w-sm">
            <NumberInput
              hint={links.fields.guestLimitHint}
              label={links.fields.guestLimitCount}
              max={100}
              min={1}
              name="guestLimitCount"
            />
            <NumberInput label={links.fields.guestLimitDays} max={365} min={1} name="guestLimitDays" />
          </div>
        )}
      </div>
    </>
  );
};

export const RulesSection = (): ReactElement => {
  const messages = useMessages();
  const { links, shell } = messages;
  const { control } = useFormContext<LinkForm>();
  const [step, before, after] = useWatch({ control, name: ['step', 'bufferBefore', 'bufferAfter'] });
  const spans = (values: number[]): (readonly [string, string])[] =>
    values.map(
      (minutes) =>
        [String(minutes), minutes === 0 ? shell.units.none : spanText(minutes, shell.units)] as const,
    );
  return (
    <Section hint={links.sections.rulesHint} title={links.sections.rules}>
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectInput
          label={links.fields.step}
          name="step"
          options={[['', links.fields.stepDefault], ...spans(withCurrent(steps, step))]}
        />
        <SelectInput
          label={links.fields.bufferBefore}
          name="bufferBefore"
          options={spans(withCurrent(buffers, before))}
        />
        <SelectInput
          label={links.fields.bufferAfter}
          name="bufferAfter"
          options={spans(withCurrent(buffers, after))}
        />
      </div>
      <FieldGroup hint={links.fields.noticeHint} legend={links.fields.notice}>
        <div className="grid grid-cols-2 gap-3 sm:max-w-sm">
          <NumberInput label={links.fields.amount} max={525_600} min={0} name="noticeAmount" />
          <SelectInput
            label={links.fields.unit}
            name="noticeUnit"
            options={[
              ['minutes', links.fields.unitNames.minutes],
              ['hours', links.fields.unitNames.hours],
              ['days', links.fields.unitNames.days],
            ]}
          />
        </div>
      </FieldGroup>
      <WindowFields />
      <LimitFields />
      <NumberInput
        className="sm:max-w-48"
        hint={links.fields.holdHint}
        label={links.fields.hold}
        max={60}
        min={1}
        name="hold"
      />
    </Section>
  );
};
