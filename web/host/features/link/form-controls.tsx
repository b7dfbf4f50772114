import type { ReactElement, ReactNode } from 'react';
import { type FieldPath, get, useFormContext } from 'react-hook-form';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Field } from '#web/host/components/field.tsx';
import { linkIssueText } from './link-form-issues.ts';
import type { LinkForm } from './link-form-values.ts';

/** The text of a field's error in the chosen language. */
export const useFieldError = (name: string): string | undefined => {
  const messages = useMessages();
  const { formState } = useFormContext<LinkForm>();
  const message: unknown = get(formState.errors, `${name}.message`);
  return typeof message === 'string' ? linkIssueText(messages, message) : undefined;
};

type TextProps = {
  name: FieldPath<LinkForm>;
  label: string;
  hint?: ReactNode;
  className?: string;
  maxLength?: number;
};

export const TextInput = ({
  type = 'text',
  onTyped,
  prefix,
  ...field
}: TextProps & {
  type?: 'text' | 'date' | 'url';
  onTyped?: (value: string) => void;
  prefix?: string;
}): ReactElement => {
  const { register } = useFormContext<LinkForm>();
  const error = useFieldError(field.name);
  const input = register(
    field.name,
    onTyped === undefined ? {} : { onChange: (event) => onTyped(event.target.value) },
  );
  return (
    <Field
      {...(field.className && { className: field.className })}
      error={error}
      hint={field.hint}
      label={field.label}
    >
      {(control) =>
        prefix === undefined ? (
          <input {...control} {...input} className="control" maxLength={field.maxLength} type={type} />
        ) : (
          <div className="flex items-stretch">
            <span className="flex max-w-[55%] shrink-0 items-center rounded-s-[0.625rem] border border-e-0 border-edge bg-sunken px-3 text-sm text-soft">
              <span className="truncate">{prefix}</span>
            </span>
            <input
              {...control}
              {...input}
              autoCapitalize="none"
              className="control !rounded-s-none"
              maxLength={field.maxLength}
              spellCheck={false}
              type={type}
            />
          </div>
        )
      }
    </Field>
  );
};

export const TextArea = ({ rows = 3, ...field }: TextProps & { rows?: number }): ReactElement => {
  const { register } = useFormContext<LinkForm>();
  const error = useFieldError(field.name);
  return (
    <Field
      {...(field.className && { className: field.className })}
      error={error}
      hint={field.hint}
      label={field.label}
    >
      {(control) => (
        <textarea
          {...control}
          {...register(field.name)}
          className="control"
          maxLength={field.maxLength}
          rows={rows}
        />
      )}
    </Field>
  );
};

export const NumberInput = ({
  min,
  max,
  placeholder,
  ...field
}: TextProps & { min: number; max: number; placeholder?: string }): ReactElement => {
  const { register } = useFormContext<LinkForm>();
  const error = useFieldError(field.name);
  return (
    <Field
      {...(field.className && { className: field.className })}
      error={error}
      hint={field.hint}
      label={field.label}
    >
      {(control) => (
        <input
          {...control}
          {...register(field.name)}
          className="control"
          inputMode="numeric"
          max={max}
          min={min}
          placeholder={placeholder}
          type="number"
        />
      )}
    </Field>
  );
};

export const SelectInput = ({
  options,
  ...field
}: TextProps & { options: readonly (readonly [string, string])[] }): ReactElement => {
  const { register } = useFormContext<LinkForm>();
  const error = useFieldError(field.name);
  return (
    <Field
      {...(field.className && { className: field.className })}
      error={error}
      hint={field.hint}
      label={field.label}
    >
      {(control) => (
        <select {...control} {...register(field.name)} className="control">
          {options.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
};

export const CheckInput = ({ name, label }: { name: FieldPath<LinkForm>; label: string }): ReactElement => {
  const { register } = useFormContext<LinkForm>();
  return (
    <label className="flex min-h-9 items-center gap-3 justify-self-start">
      <input {...register(name)} className="check" type="checkbox" />
      {label}
    </label>
  );
};
