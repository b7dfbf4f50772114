import type { ReactElement, Ref } from 'react';
import { Field } from './field.tsx';

/** A password that is typed; what is wrong with it beside it. */
export const PasswordInput = ({
  label,
  hint,
  error,
  value,
  onChange,
  autoComplete,
  isShown,
  ref,
}: {
  label: string;
  hint?: string;
  error: string | undefined;
  value: string;
  onChange: (value: string) => void;
  autoComplete: 'current-password' | 'new-password';
  isShown: boolean;
  ref?: Ref<HTMLInputElement>;
}): ReactElement => (
  <Field error={error} hint={hint} label={label}>
    {(control) => (
      <input
        {...control}
        autoComplete={autoComplete}
        className="control"
        onChange={(event) => onChange(event.target.value)}
        ref={ref}
        type={isShown ? 'text' : 'password'}
        value={value}
      />
    )}
  </Field>
);
