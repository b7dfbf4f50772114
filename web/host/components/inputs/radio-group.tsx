import { type ReactElement, useId } from 'react';
import { FieldGroup } from './field.tsx';

/** One of a few values, each with a line of its own. */
export const RadioGroup = <Value extends string>({
  legend,
  hint,
  values,
  textOf,
  value,
  onChange,
}: {
  legend: string;
  hint?: string;
  values: readonly Value[];
  textOf: (value: Value) => string;
  value: Value;
  onChange: (value: Value) => void;
}): ReactElement => {
  const name = useId();
  return (
    <FieldGroup hint={hint} legend={legend}>
      <div className="grid gap-1.5">
        {values.map((each) => (
          <label className="flex min-h-8 items-start gap-2.5" key={each}>
            <input
              checked={value === each}
              className="mt-1"
              name={name}
              onChange={() => onChange(each)}
              type="radio"
              value={each}
            />
            {textOf(each)}
          </label>
        ))}
      </div>
    </FieldGroup>
  );
};
