import { type ReactElement, type ReactNode, useState } from 'react';
import { type FieldPath, type FieldValues, useController, useFormContext } from 'react-hook-form';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { AddressBox } from '#web/host/components/inputs/address-box.tsx';
import { type ControlProps, Field } from '#web/host/components/inputs/field.tsx';
import { NumberBox } from '#web/host/components/inputs/number-box.tsx';
import { minutesOf, type SpanUnit, spanParts, spanUnits } from '#web/time/span.ts';
import { useFieldError } from './issue-texts.ts';
import { linesOf } from './lines.ts';

type Named<Values extends FieldValues> = {
  name: FieldPath<Values>;
  label: string;
  hint?: ReactNode;
  className?: string;
};

const NamedField = <Values extends FieldValues>({
  name,
  label,
  hint,
  className,
  children,
}: Named<Values> & { children: (control: ControlProps) => ReactNode }): ReactElement => (
  <Field
    {...(className !== undefined && { className })}
    error={useFieldError(name)}
    hint={hint}
    label={label}
  >
    {children}
  </Field>
);

export const TextInput = <Values extends FieldValues>({
  type = 'text',
  onTyped,
  prefix,
  maxLength,
  ...named
}: Named<Values> & {
  type?: 'text' | 'date' | 'url';
  maxLength?: number;
  onTyped?: (value: string) => void;
  prefix?: string;
}): ReactElement => {
  const { register } = useFormContext<Values>();
  const input = {
    ...register(
      named.name,
      onTyped === undefined
        ? {}
        : { onChange: (event: { target: { value: string } }) => onTyped(event.target.value) },
    ),
    maxLength,
    type,
  };
  return (
    <NamedField {...named}>
      {(control) =>
        prefix === undefined ? (
          <input {...control} {...input} className="control" />
        ) : (
          <AddressBox {...control} {...input} prefix={prefix} />
        )
      }
    </NamedField>
  );
};

export const TextArea = <Values extends FieldValues>({
  maxLength,
  ...named
}: Named<Values> & { maxLength?: number }): ReactElement => {
  const { register } = useFormContext<Values>();
  return (
    <NamedField {...named}>
      {(control) => (
        <textarea {...control} {...register(named.name)} className="control" maxLength={maxLength} rows={3} />
      )}
    </NamedField>
  );
};

/** A list of words, one a line; blank lines and repetitions do not count. */
export const LinesInput = <Values extends FieldValues>(named: Named<Values>): ReactElement => {
  const { control } = useFormContext<Values>();
  const { field } = useController({ control, name: named.name });
  const lines: readonly string[] = field.value ?? [];
  const [typed, setTyped] = useState('');
  const isTyped = linesOf(typed).join('\n') === lines.join('\n');
  return (
    <NamedField {...named}>
      {(ids) => (
        <textarea
          {...ids}
          className="control"
          onBlur={field.onBlur}
          onChange={(event) => {
            setTyped(event.target.value);
            field.onChange(linesOf(event.target.value));
          }}
          ref={field.ref}
          rows={3}
          value={isTyped ? typed : lines.join('\n')}
        />
      )}
    </NamedField>
  );
};

export const NumberInput = <Values extends FieldValues>({
  min,
  max,
  ...named
}: Named<Values> & { min: number; max: number }): ReactElement => {
  const { control } = useFormContext<Values>();
  const { field } = useController({ control, name: named.name });
  return (
    <NamedField {...named}>
      {(ids) => (
        <NumberBox
          {...ids}
          max={max}
          min={min}
          onBlur={field.onBlur}
          onChange={field.onChange}
          ref={field.ref}
          value={field.value}
        />
      )}
    </NamedField>
  );
};

/** A choice; `parse` turns the chosen option into what the API takes. Nothing chosen is the option ''. */
export const SelectInput = <Values extends FieldValues>({
  options,
  parse = (value) => value,
  ...named
}: Named<Values> & {
  options: readonly (readonly [string, string])[];
  parse?: (value: string) => unknown;
}): ReactElement => {
  const { control } = useFormContext<Values>();
  const { field } = useController({ control, name: named.name });
  return (
    <NamedField {...named}>
      {(ids) => (
        <select
          {...ids}
          className="control"
          onBlur={field.onBlur}
          onChange={(event) => field.onChange(parse(event.target.value))}
          ref={field.ref}
          value={field.value ?? ''}
        >
          {options.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </NamedField>
  );
};

/** A date, or `null` for none. */
export const DateInput = <Values extends FieldValues>(named: Named<Values>): ReactElement => {
  const { control } = useFormContext<Values>();
  const { field } = useController({ control, name: named.name });
  return (
    <NamedField {...named}>
      {(ids) => (
        <input
          {...ids}
          className="control"
          onBlur={field.onBlur}
          onChange={(event) => field.onChange(event.target.value === '' ? null : event.target.value)}
          ref={field.ref}
          type="date"
          value={field.value ?? ''}
        />
      )}
    </NamedField>
  );
};

export const CheckInput = <Values extends FieldValues>({
  name,
  label,
}: Pick<Named<Values>, 'name' | 'label'>): ReactElement => {
  const { register } = useFormContext<Values>();
  return (
    <label className="flex min-h-9 items-center gap-3 justify-self-start">
      <input {...register(name)} className="check" type="checkbox" />
      {label}
    </label>
  );
};

/** Amount and unit of a span of time; `value` and what is passed on are minutes. */
export const SpanBox = ({
  value,
  onChange,
  invalid = false,
}: {
  value: number;
  onChange: (minutes: number) => void;
  invalid?: boolean;
}): ReactElement => {
  const { fields } = useMessages().links;
  const [chosen, setChosen] = useState<SpanUnit>();
  const divides =
    chosen !== undefined && (Number.isNaN(value) || Number.isInteger(value / minutesOf(1, chosen)));
  const unit = divides ? chosen : spanParts(value).unit;
  const amount = value / minutesOf(1, unit);
  return (
    <div className="flex gap-2">
      <NumberBox
        aria-invalid={invalid ? true : undefined}
        aria-label={fields.amount}
        className="control !w-24"
        min={0}
        onChange={(next) => {
          setChosen(unit);
          onChange(minutesOf(next, unit));
        }}
        value={amount}
      />
      <select
        aria-label={fields.unit}
        className="control !w-32"
        onChange={(event) => {
          const next = spanUnits.find((name) => name === event.target.value) ?? unit;
          setChosen(next);
          onChange(minutesOf(amount, next));
        }}
        value={unit}
      >
        {spanUnits.map((name) => (
          <option key={name} value={name}>
            {fields.unitNames[name]}
          </option>
        ))}
      </select>
    </div>
  );
};
