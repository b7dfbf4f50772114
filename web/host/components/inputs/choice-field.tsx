import type { ReactElement } from 'react';
import { Field } from '#web/host/components/inputs/field.tsx';

/** One of a few, or all of them: a filter of a list. */
export const ChoiceField = <Value extends string>({
  label,
  all,
  values,
  textOf,
  value,
  onChange,
}: {
  label: string;
  /** The text for no choice. */
  all: string;
  values: readonly Value[];
  textOf: (value: Value) => string;
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
}): ReactElement => (
  <Field className="w-full sm:w-44" hideLabel label={label}>
    {(control) => (
      <select
        {...control}
        className="control"
        onChange={(event) => onChange(values.find((each) => each === event.target.value))}
        value={value ?? ''}
      >
        <option value="">{all}</option>
        {values.map((each) => (
          <option key={each} value={each}>
            {textOf(each)}
          </option>
        ))}
      </select>
    )}
  </Field>
);
