import type { ReactElement, Ref } from 'react';
import { Field } from './field.tsx';

/** A one-time code that is typed, pasted or filled in by the browser. */
export const CodeInput = ({
  label,
  hint,
  error,
  value,
  onChange,
  ref,
}: {
  label: string;
  hint?: string;
  error: string | undefined;
  value: string;
  onChange: (value: string) => void;
  ref?: Ref<HTMLInputElement>;
}): ReactElement => (
  <Field error={error} hint={hint} label={label}>
    {(control) => (
      <input
        {...control}
        autoCapitalize="none"
        autoComplete="one-time-code"
        className="control"
        maxLength={60}
        onChange={(event) => onChange(event.target.value)}
        ref={ref}
        spellCheck={false}
        type="text"
        value={value}
      />
    )}
  </Field>
);
