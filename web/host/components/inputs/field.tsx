import { type ReactElement, type ReactNode, useId } from 'react';
import { cx } from '#web/ui/class-names.ts';
import { described } from '#web/ui/described.ts';

export type ControlProps = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
};

/** Label, hint and error tied to one control, which gets the ids through `children`. */
export const Field = ({
  label,
  hint,
  error,
  className,
  hideLabel = false,
  children,
}: {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string;
  hideLabel?: boolean;
  children: (control: ControlProps) => ReactNode;
}): ReactElement => {
  const id = useId();
  return (
    <div className={cx('min-w-0', className)}>
      <label className={hideLabel ? 'sr-only' : 'mb-1 block text-sm font-medium'} htmlFor={id}>
        {label}
      </label>
      {children({ id, ...described(id, { error, hint }) })}
      {error !== undefined && <ErrorText id={`${id}-error`}>{error}</ErrorText>}
      {hint !== undefined && (
        <p className="mt-1 text-sm text-soft" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
};

export const ErrorText = ({ id, children }: { id?: string; children: ReactNode }): ReactElement => (
  <p className="mt-1 text-sm font-medium text-danger-ink" id={id}>
    {children}
  </p>
);

/** A group of controls under one name, e.g. radio buttons. */
export const FieldGroup = ({
  legend,
  hint,
  error,
  children,
  className,
}: {
  legend: string;
  hint?: ReactNode;
  error?: string | undefined;
  children: ReactNode;
  className?: string;
}): ReactElement => {
  const id = useId();
  return (
    <fieldset aria-describedby={error === undefined ? undefined : id} className={cx('min-w-0', className)}>
      <legend className="mb-1.5 block text-sm font-medium">{legend}</legend>
      {children}
      {error !== undefined && <ErrorText id={id}>{error}</ErrorText>}
      {hint !== undefined && <p className="mt-1 text-sm text-soft">{hint}</p>}
    </fieldset>
  );
};
